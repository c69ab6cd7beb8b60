import { decodeJsonString } from '../../json.ts';
import type { NamedText } from '../../model.ts';
import type { SourceText } from '../../source.ts';

/** A member whose value may be an id or a secret of Unkey. */
const MEMBER = /"([^"\\\n]{1,80})"\s*:\s*("[a-z]{1,8}_(?:auth_)?[A-Za-z0-9]{8,64}")/g;

/** The members of any JSON text that hold what may be an id, found without reading the rest. */
export function namedMembers(source: SourceText): readonly NamedText[] {
  return [...source.text.matchAll(MEMBER)].map((match) => {
    const to = match.index + match[0].length;
    return { name: match[1]!, value: decodeJsonString(source.slice(to - match[2]!.length, to)) };
  });
}
