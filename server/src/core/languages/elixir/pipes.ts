import type { Puts } from '../../literals/requests/idiom.ts';
import type { Part, RequestReader } from '../../literals/requests/reader.ts';

/** Functions of the language that put one member into a map. */
const PUTS = /^Map\.(?:put|put_new)$/;

/** `%{…} |> Map.put(:name, value) |> maybe_put(:other, value)`: a map, and what is put into it one by one. */
export function putsOf(reader: RequestReader, { from, to }: Part): Puts | undefined {
  const { tokens } = reader;
  const open = tokens.isMark(from, '%') && tokens.isMark(from + 1, '{') ? from + 1 : undefined;
  const close = open === undefined ? -1 : tokens.partner(open);
  if (open === undefined || close < 0 || close >= to - 1) return undefined;
  const members: { key: number; value: Part }[] = [];
  let complete = true;
  for (const argument of reader.args(open)) {
    const isNamed = argument.label !== undefined;
    const isPair = tokens.string(argument.start) !== undefined && tokens.isMark(argument.start + 1, '=>');
    if (isNamed) members.push({ key: argument.start, value: { from: argument.from, to: argument.to } });
    else if (isPair)
      members.push({ key: argument.start, value: { from: argument.start + 2, to: argument.to } });
    else complete = false;
  }
  for (let at = close + 1; at < to; ) {
    if (!tokens.isMark(at, '|>')) return undefined;
    let bracket = at + 1;
    while (bracket < to && !tokens.isMark(bracket, '(')) bracket++;
    const end = tokens.partner(bracket);
    if (end < 0 || end >= to) return undefined;
    const name = reader.code({ from: at + 1, to: bracket });
    const [key, value, ...others] = reader.args(bracket);
    const word = key && (tokens.isMark(key.start, ':') ? key.start + 1 : key.start);
    const isKey = word !== undefined && key!.to === word + 1 && (word > key!.start || tokens.string(word));
    if (!isKey || !value || others.length > 0 || !putsOne(name, reader.text)) complete = false;
    else members.push({ key: word, value: { from: value.start, to: value.to } });
    at = end + 1;
  }
  return { at: { from, to: close + 1 }, members, complete };
}

/** True for a function that puts a member into the map that it is given, or leaves that as it is. */
function putsOne(name: string, text: string): boolean {
  if (PUTS.test(name)) return true;
  if (!/^[a-z]\w*$/.test(name)) return false;
  const clauses = [...text.matchAll(new RegExp(String.raw`\bdefp?\s+${name}\(([^()]*)\)([^\n]*)`, 'g'))];
  return (
    clauses.some(([clause]) => /\bMap\.put\(/.test(clause)) &&
    clauses.every(
      ([, parameters, rest]) =>
        parameters!.split(',').length === 3 && /,\s*do:\s*(?:Map\.put\(\w+, \w+, \w+\)|\w+)\s*$/.test(rest!),
    )
  );
}

/** An object that is put into a map where the value is there that it is made around. */
export const guarded = (value: string, object: string): string | undefined =>
  /^\d+$|^%?[[{]|\|\|\s*\d+$/.test(value) ? object : guardedByName(value, object);

const guardedByName = (value: string, object: string): string | undefined =>
  /^[\w.@]+(?:\[:\w+\]|\["\w+"\]|\(\))?$/.test(value)
    ? `${value} && ${object}`
    : /^\w[\w.]*(?:\[:\w+\])? && /.test(value)
      ? `${value.slice(0, value.indexOf(' && '))} && ${object.replace(value, value.slice(value.indexOf(' && ') + 4))}`
      : undefined;
