import type { Expression, Span } from '../../expression.ts';
import type { Values } from '../../resolve.ts';

/** Code that gives `None`, or may: `cursor or None`, `page.get("cursor")`. */
const GIVES_NONE = /\bNone\b|\.get\(\s*["'][^"'()]*["']\s*\)$/;
/** What is None only where a program is not set up. */
const OF_ENVIRONMENT = /^(?:os|environ)\b/;
/** Code around an object that leaves members out is not longer. */
const LONGEST_FILTER = 300;
/** Parameters that v1 did not do without. */
const NEEDED = /^(?:keyId|apiId)$/;

/**
 * The code of a body that says what a query said. Clients leave parameters out that are None, and send None in a body as
 * null, which v2 refuses.
 */
export function withoutNone(body: string, query: Expression, values: Values): string {
  return mayHoldNone(query, values) ? `{k: v for k, v in ${body}.items() if v is not None}` : body;
}

/** `{k: v for k, v in query.items() if v}` around what it is made of; undefined where nothing is. */
export function filterAround({ start, end }: Span, text: string): Span | undefined {
  const before = /\{[^{}=]*\bin\s+$/.exec(text.slice(Math.max(0, start - LONGEST_FILTER), start));
  const behind = /^\.items\(\)[^{}]*\}/.exec(text.slice(end, end + LONGEST_FILTER));
  return before && behind ? { start: start - before[0].length, end: end + behind[0].length } : undefined;
}

/** True for an object, or the name of one, that may have a member that is None. */
export function mayHoldNone(query: Expression, values: Values): boolean {
  const { text } = values.source;
  const start = functionBefore(text, query.start);
  const around = text.slice(start, query.end);
  const object = query.kind === 'name' ? values.resolve(query).value : query;
  const entries = object.kind === 'object' ? object.entries : [];
  const isMissing = entries.some((entry) => {
    const { value } = entry;
    if (value.kind === 'text' || (entry.kind === 'member' && isNeeded(entry.key))) return false;
    return mayBeNone(text.slice(value.start, value.end), value.start, around, text);
  });
  return isMissing || (query.kind === 'name' && isGivenNone(query.name, start, text));
}

/** True where a statement of the function that begins at an index puts what may be None under a name. */
export function isGivenNone(name: string, start: number, text: string): boolean {
  const code = text.slice(start, functionBehind(text, start));
  const sets = new RegExp(
    String.raw`(?<![\w.])${name}(?:\[["'](\w+)["']\][ \t]*=(?!=)[ \t]*|\.update\([ \t]*(\w+)[ \t]*=[ \t]*)([^\n,#]+)`,
    'g',
  );
  return [...code.matchAll(sets)].some((set) => {
    const [whole, key, named, value] = set;
    const written = named === undefined ? value!.trim() : value!.replace(/\)\s*$/, '');
    const at = start + set.index + whole.length - value!.length;
    return !NEEDED.test(key ?? named!) && mayBeNone(written, at, code, text);
  });
}

/** True for the name of a parameter that v1 did not do without. */
const isNeeded = (key: Expression): boolean => key.kind === 'text' && NEEDED.test(key.value.text);

/** Where the function or method begins that an index is in. */
export function functionBefore(text: string, at: number): number {
  const heads = text.slice(0, at).matchAll(/^(?: {4}|\t)?(?:async[ \t]+)?def[ \t]/gm);
  return [...heads].at(-1)?.index ?? 0;
}

/** Where the function or method ends that begins at an index. */
function functionBehind(text: string, start: number): number {
  const next = /\n(?: {4}|\t)?(?:(?:async[ \t]+)?def|class)[ \t]/.exec(text.slice(start + 1));
  return next ? start + 1 + next.index : text.length;
}

/** True for code at an index that may give None. `around`: the function it is in. */
export function mayBeNone(code: string, at: number, around: string, text: string): boolean {
  if (OF_ENVIRONMENT.test(code)) return false;
  if (isAskedBefore(code, at, text) || hasLeftWithout(code, at, text)) return false;
  if (GIVES_NONE.test(code)) return true;
  if (/^args\.\w+$/.test(code)) return isOption(code.slice('args.'.length), text);
  if (!/^(?:self\.)?\w+$/.test(code)) return false;
  const name = code.replace('.', String.raw`\.`);
  const given = String.raw`(?<![\w.])${name}[ \t]*(?::[ \t]*(?:Optional\[|[^=\n,()]*\|[ \t]*None\b)|(?::[^=\n,()]*)?=[ \t]*(?:[\w.]+\([ \t]*(?:default=)?)?None\b)`;
  return new RegExp(given).test(code.startsWith('self.') ? text : around);
}

/** True for an option of a command line that may be left out. */
function isOption(name: string, text: string): boolean {
  const option = String.raw`add_argument\([^()]*["']--${name.replaceAll('_', '[-_]')}["'][^()]*`;
  const found = new RegExp(option).exec(text)?.[0];
  return found !== undefined && !/\brequired=True\b|\bdefault=(?!None\b)|\baction=/.test(found);
}

/** True where an `if` around a statement has asked whether a value is there. */
function isAskedBefore(code: string, at: number, text: string): boolean {
  const line = text.lastIndexOf('\n', at - 1) + 1;
  const statement = text.slice(line, at);
  const indentation = /^[ \t]*/.exec(statement)![0];
  const own = /^[ \t]*if[ \t]+(.*?):/.exec(statement)?.[1];
  const before = text
    .slice(Math.max(0, line - 400), line)
    .trimEnd()
    .split('\n');
  const outer = before.findLast((one) => /^[ \t]*/.exec(one)![0].length < indentation.length && one.trim());
  const condition = own ?? /^[ \t]*(?:el)?if[ \t]+(.*?):[ \t]*(?:#.*)?$/.exec(outer ?? '')?.[1];
  if (condition === undefined) return false;
  const asked = condition.replace(/[ \t]+is[ \t]+not[ \t]+None$|[ \t]*!=[ \t]*None$/, '');
  return asked === code || new RegExp(String.raw`^\(?${escaped(code)}[ \t]*:=`).test(asked);
}

/** True behind an `if` that leaves where a value is not there. */
function hasLeftWithout(code: string, at: number, text: string): boolean {
  const name = escaped(code);
  const leaves = String.raw`\bif[ \t]+(?:not[ \t]+${name}|${name}[ \t]+is[ \t]+None)[ \t]*:\s*(?:break|continue|return|raise)\b`;
  return new RegExp(leaves).test(text.slice(functionBefore(text, at), at));
}

const escaped = (code: string): string => code.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
