import { headerOf, isOnHost } from '../calls.ts';
import type { ApiCall } from '../model.ts';
import type { Range, SourceText } from '../source.ts';
import { CURRENT_HOST, GONE_HOST } from '../url.ts';

/** A variable of the environment that is read: `process.env.NAME`, `import.meta.env['NAME']`. */
const READ = /^(?:process|import\.meta)\.env(?:\.|\[["'`])([A-Z_][A-Z0-9_]*)(?:["'`]\])?$/;
/** What changes nothing about a value: `!`, `?? ''`. */
const TAIL = /(?:!|\s*(?:\?\?|\|\|)\s*(?:''|"")|\s+as\s+\w+)$/;
const LONGEST = 200;

/** The variable of the environment whose value a call sends to Unkey as its root key, where it is named. */
export function sentVariable(
  call: ApiCall,
  source: SourceText,
): { readonly range: Range; readonly name: string } | undefined {
  const value = headerOf(call, 'authorization')?.value;
  if (!value || !/^Bearer \uFFFC$/.test(value.text)) return undefined;
  if (!isOnHost(call, CURRENT_HOST) && !isOnHost(call, GONE_HOST)) return undefined;
  const { start, end } = value.range(value.length - 1);
  const at = source.indexOfOffset(start);
  if (at < 0 || end - start > LONGEST) return undefined;
  const written = source.text.slice(at, at + end - start);
  const [from, expression] = /^[A-Za-z_$][\w$]*$/.test(written)
    ? (givenTo(written, source.text) ?? [0, ''])
    : [at, written];
  const name = READ.exec(expression.trim().replace(TAIL, ''))?.[1];
  if (name === undefined) return undefined;
  const nameAt = from + expression.indexOf(name, expression.indexOf('env'));
  return { range: source.range(nameAt, nameAt + name.length), name };
}

/** What a variable is given, with its index, when the text gives it something once. */
function givenTo(name: string, text: string): readonly [index: number, expression: string] | undefined {
  const escaped = name.replaceAll('$', '\\$');
  const given = [
    ...text.matchAll(
      new RegExp(`(?<![\\w$.])${escaped}(?:\\s*:\\s*\\w+)?\\s*=(?![=>])[ \\t]*([^\\n;]{1,${LONGEST}})`, 'g'),
    ),
  ];
  const [only] = given;
  return only && given.length === 1 ? [only.index + only[0].length - only[1]!.length, only[1]!] : undefined;
}
