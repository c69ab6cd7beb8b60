import { headerOf, isOnHost } from '../calls.ts';
import type { ApiCall } from '../model.ts';
import { escapedName } from '../name-pattern.ts';
import type { Range, SourceText } from '../source.ts';
import { CURRENT_HOST, GONE_HOST } from '../url.ts';

/** A variable of the environment that is read: `process.env.NAME`, `import.meta.env['NAME']`. */
const READ = /^(?:process|import\.meta)\.env(?:\.|\[["'`])([A-Z_][A-Z0-9_]*)(?:["'`]\])?$/;
/** What changes nothing about a value: `!`, `?? ''`. */
const TAIL = /(?:!|\s*(?:\?\?|\|\|)\s*(?:''|"")|\s+as\s+\w+)$/;
const LONGEST = 200;

/** A variable of the environment, where it is named. */
interface SentVariable {
  readonly range: Range;
  readonly name: string;
}

type Given = (name: string) => readonly [index: number, expression: string] | undefined;

/** The variables of the environment whose values calls send to Unkey as their root key. */
export function sentVariables(calls: readonly ApiCall[], source: SourceText): readonly SentVariable[] {
  // Many calls send one variable.
  const known = new Map<string, ReturnType<Given>>();
  const given: Given = (name) => {
    if (!known.has(name)) known.set(name, givenTo(name, source.text));
    return known.get(name);
  };
  return calls.flatMap((call) => sentVariable(call, source, given) ?? []);
}

function sentVariable(call: ApiCall, source: SourceText, given: Given): SentVariable | undefined {
  const value = headerOf(call, 'authorization')?.value;
  if (!value || !/^Bearer \uFFFC$/.test(value.text)) return undefined;
  if (!isOnHost(call, CURRENT_HOST) && !isOnHost(call, GONE_HOST)) return undefined;
  const { start, end } = value.range(value.length - 1);
  const at = source.indexOfOffset(start);
  if (at < 0 || end - start > LONGEST) return undefined;
  const written = source.text.slice(at, at + end - start);
  const [from, expression] = /^[A-Za-z_$][\w$]*$/.test(written) ? (given(written) ?? [0, '']) : [at, written];
  const name = READ.exec(expression.trim().replace(TAIL, ''))?.[1];
  if (name === undefined) return undefined;
  const nameAt = from + expression.indexOf(name, expression.indexOf('env'));
  return { range: source.range(nameAt, nameAt + name.length), name };
}

/** What a variable is given, with its index, when the text gives it something once. */
function givenTo(name: string, text: string): ReturnType<Given> {
  const escaped = escapedName(name);
  const given = [
    ...text.matchAll(
      new RegExp(`(?<![\\w$.])${escaped}(?:\\s*:\\s*\\w+)?\\s*=(?![=>])[ \\t]*([^\\n;]{1,${LONGEST}})`, 'g'),
    ),
  ];
  const [only] = given;
  return only && given.length === 1 ? [only.index + only[0].length - only[1]!.length, only[1]!] : undefined;
}
