import type { ApiCall } from '../model.ts';
import { HOLE } from '../source.ts';
import { CURRENT_HOST } from '../url.ts';

/** How far before a version its host is looked for. */
const NEAR = 120;
/** What ends with a name of which a host is made, before the path: `${env.UNKEY_URL}/`, `settings.base + "/`. */
const SET =
  /([A-Za-z_$][\w$]*(?:(?:\.|::|->)[A-Za-z_$][\w$]*)*(?:\[["'][\w-]+["']\]|\(["'][\w-]+["']\))?)(?:\}|\)|\s*[+.]\s*[fF]?["'`])\/*$/;
/** A name, or what a name is asked for, alone. */
const NAME = /^[A-Za-z_$][\w$]*(?:(?:\.|::|->)[A-Za-z_$][\w$]*)*(?:\[["'][\w-]+["']\]|\(["'][\w-]+["']\))?$/;
/** The one unknown piece of a URL that its host is in, what is written before it, and whether a slash follows. */
const BEGINNING = new RegExp(`^([a-z]+://)?${HOLE}(/*)v[12]/`, 'i');

/** The code that a host which is set elsewhere comes from, as it stands before the version; undefined where that is not seen. */
export function hostSetting({ url: { version, text } }: ApiCall, document: string): string | undefined {
  if (version.kind !== 'literal') return undefined;
  const { start } = version.range;
  const line = document.slice(Math.max(0, start - NEAR), start);
  const before = SET.exec(line.slice(line.lastIndexOf('\n') + 1))?.[1];
  if (before !== undefined) return before;
  // A format has it elsewhere: among what follows.
  const beginning = BEGINNING.exec(text.text);
  if (!beginning) return undefined;
  const index = beginning[1]?.length ?? 0;
  const range = text.range(index, index + 1);
  const code = document.slice(range.start, range.end);
  return code.length < NEAR && NAME.test(code) ? code : undefined;
}

/** What a user has to set for a host that is set elsewhere. */
export function hostNotes(call: ApiCall, document: string): readonly string[] {
  const setting = call.url.host.kind === 'literal' ? undefined : hostSetting(call, document);
  if (setting === undefined) return [];
  const [, scheme, slash] = BEGINNING.exec(call.url.text.text) ?? [];
  const address = `${scheme === undefined ? 'https://' : ''}${CURRENT_HOST}${slash === '' ? '/' : ''}`;
  return [`${setting} has to be ${address} where it is set.`];
}
