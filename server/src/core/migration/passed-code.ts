import { escapedName } from '../name-pattern.ts';
import { type CodeFunction, functionsAround, namedFunctionAround } from '../outline.ts';
import type { Range } from '../source.ts';
import { calledName, sendersOf } from './senders.ts';
import type { Surroundings } from './surroundings.ts';

/** Where a function sends: what it asks for before says nothing of answers. */
const SENDS =
  /\b(?:fetch|request|axios|got|ky|ofetch|urlopen|post|get|put|patch|delete|send)\s*(?:<[^()]*>)?\(/;
/** Functions that call functions that call the one that sends. */
const DEEPEST = 3;

/**
 * The code that runs between a call and what stands at `at`, with the function of the text that is called; the whole text
 * where that is not known.
 */
export function codeBefore(range: Range, at: number, around: Surroundings): string {
  const { document } = around;
  const between = passedCode(range, at, around);
  if (calledName(range, document) === undefined) {
    const callee = document.slice(range.start, range.end).split('(')[0]!;
    return /\b(?:fetch|request|post|get)\b/.test(callee) ? (between ?? document) : document;
  }
  const senders = sendersOf(range, around).map((one) => {
    const code = document.slice(one.range.start, one.range.end);
    return code.slice(Math.max(0, code.search(SENDS)));
  });
  return senders.length === 0 ? document : [...senders, between ?? ''].join('\n');
}

/** Of the code between a call and a read: without functions that have nothing to do with the call. */
function passedCode(call: Range, at: number, around: Surroundings): string | undefined {
  const { document, outline } = around;
  const own = namedFunctionAround(outline, call.start);
  const isOfCall = ({ range }: CodeFunction): boolean => range.start <= call.start && call.start < range.end;
  const readers = own ? functionsAround(outline, at).filter((one) => !isOfCall(one)) : [];
  if (own && readers.length > 0) {
    const names = new Set(functionsAround(outline, call.start).flatMap(({ name }) => name ?? []));
    const others = outline.functions.filter((one) => !isOfCall(one) && !readers.includes(one));
    const leading = leadingTo(names, others, document);
    for (const { range } of readers) {
      const code = fromCall(document.slice(range.start, at), names);
      if (code === undefined) continue;
      const passed = leading.filter(({ name }) => callsOne(code, [name!]));
      return [
        document.slice(call.end, own.range.end),
        ...passed.map(({ range: { start, end } }) => fromCall(document.slice(start, end), names) ?? ''),
        code,
      ].join('\n');
    }
  }
  return at > call.start ? textBetween(call, at, around) : undefined;
}

/** The functions that call one of those with these names, or another one that does; `names` gets theirs as well. */
function leadingTo(
  names: Set<string>,
  functions: readonly CodeFunction[],
  document: string,
): readonly CodeFunction[] {
  const found: CodeFunction[] = [];
  for (let depth = 0; depth < DEEPEST; depth++) {
    const more = functions.filter(
      (one) =>
        one.name !== undefined &&
        !found.includes(one) &&
        callsOne(document.slice(one.range.start, one.range.end), [...names], one.name),
    );
    if (more.length === 0) break;
    found.push(...more);
    for (const { name } of more) names.add(name!);
  }
  return found;
}

const callOf = (names: Iterable<string>): RegExp =>
  new RegExp(String.raw`(?<![\w$])(?:${[...names].map(escapedName).join('|')})\s*[(<]`);

/** True for code that calls a function with one of these names. `own`: the name of the code itself, which it begins with. */
const callsOne = (code: string, names: readonly string[], own = ''): boolean =>
  callOf(names).test(names.includes(own) ? code.slice(code.indexOf(own) + own.length) : code);

/** Code from its first call of a function with one of these names on; undefined where it calls none. */
function fromCall(code: string, names: ReadonlySet<string>): string | undefined {
  const at = code.search(callOf(names));
  return at < 0 ? undefined : code.slice(at);
}

/** The text between a call and a read, without functions in between that have nothing to do with the call. */
function textBetween({ start, end }: Range, at: number, { document, outline }: Surroundings): string {
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
    if (callsOne(text, callers)) callers.push(name);
    else {
      code += document.slice(from, range.start);
      from = range.end;
    }
  }
  return code + document.slice(from, Math.max(at, from));
}
