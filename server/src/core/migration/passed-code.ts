import { escapedName } from '../name-pattern.ts';
import { functionsAround, namedFunctionAround } from '../outline.ts';
import type { Range } from '../source.ts';
import { calledName, sendersOf } from './senders.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * The code that runs between a call and what stands at `at`, with the function of the text that is called; the whole text
 * where that is not known.
 */
export function codeBefore(range: Range, at: number, around: Surroundings): string {
  const { document } = around;
  const between = at > range.start ? passedCode(range, at, around) : undefined;
  if (calledName(range, document) === undefined) {
    const callee = document.slice(range.start, range.end).split('(')[0]!;
    return /\b(?:fetch|request|post|get)\b/.test(callee) ? (between ?? document) : document;
  }
  const senders = sendersOf(range, around).map((one) => document.slice(one.range.start, one.range.end));
  return senders.length === 0 ? document : [...senders, between ?? ''].join('\n');
}

/** Of the code between a call and a read: without functions in between that have nothing to do with the call. */
function passedCode({ start, end }: Range, at: number, { document, outline }: Surroundings): string {
  const callers = functionsAround(outline, start).flatMap(({ name }) => name ?? []);
  const own = namedFunctionAround(outline, start)?.range;
  const reader = namedFunctionAround(outline, at)?.range;
  if (!own) return document.slice(end, Math.max(at, end));
  let code = '';
  let from = end;
  for (const { name, range } of outline.functions) {
    if (name === undefined || range.start < Math.max(from, own.end)) continue;
    if (range.end > Math.min(at, reader?.start ?? at)) continue;
    const text = document.slice(range.start, range.end);
    if (callers.some((caller) => new RegExp(String.raw`(?<![\w$])${escapedName(caller)}\s*[(<]`).test(text)))
      callers.push(name);
    else {
      code += document.slice(from, range.start);
      from = range.end;
    }
  }
  return code + document.slice(from, Math.max(at, from));
}
