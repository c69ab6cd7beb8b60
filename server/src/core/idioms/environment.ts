import type { EnvironmentReading, Idioms, Replacement, WrittenPlace } from './idioms.ts';

/** Looked at before a literal. */
const BEFORE = 300;
/** A variable of the environment is read there already; the key is its fallback. */
const FALLBACK = (name: string): RegExp => new RegExp(`env[^\\n]{0,40}${name}[^\\n]*$`, 'i');
/** What follows a key of an object, or the beginning of a longer expression. */
const GOES_ON = /^\s*(?::|=>|\.|\[)/;
/** Operators that bind stronger than those that join texts. */
const BINDS = /[%*/-]\s*$/;

/** Idioms of a language whose expressions read the environment. */
export const readEnvironment = (
  environment: EnvironmentReading,
): Pick<Idioms, 'environment' | 'fromEnvironment'> => ({
  environment,
  fromEnvironment: (name, place) => replaced(environment, name, place),
});

/** Replaces a string literal by the variable, or by a text with it. */
function replaced(
  environment: EnvironmentReading,
  name: string,
  { text, start, end, string }: WrittenPlace,
): readonly Replacement[] | undefined {
  const quote = string && text[string.start]!;
  // Neither with letters before its quotes nor with several of them.
  if (!string || !quote || !/["'`]/.test(quote) || text[string.end - 1] !== quote) return undefined;
  const lead = text.slice(string.start + 1, start);
  const tail = text.slice(end, string.end - 1);
  const before = text.slice(Math.max(0, string.start - BEFORE), string.start);
  if (lead.startsWith(quote) || GOES_ON.test(text.slice(string.end, string.end + 20))) return undefined;
  if (environment.never?.test(before)) return undefined;
  if (FALLBACK(name).test(before.slice(before.lastIndexOf('\n') + 1))) return undefined;
  const value = environment.read(name, quote, text);
  const isAll = lead === '' && tail === '';
  if (!isAll && BINDS.test(before)) return undefined;
  const newText = isAll ? value : environment.within(lead, value, tail, quote);
  const imports = environment.imports ? environment.imports(text) : [];
  return newText === undefined || !imports
    ? undefined
    : [...imports, { start: string.start, end: string.end, newText }];
}

/** Joins texts and a value by an operator. */
export const joinedBy =
  (operator: string): EnvironmentReading['within'] =>
  (lead, value, tail, quote) =>
    [lead && `${quote}${lead}${quote}`, value, tail && `${quote}${tail}${quote}`]
      .filter((piece) => piece !== '')
      .join(` ${operator} `);

/** Writes a line before the first one that matches, unless `has` matches. */
export const lineBefore =
  (has: RegExp, first: RegExp, line: string): NonNullable<EnvironmentReading['imports']> =>
  (text) => {
    if (has.test(text)) return [];
    const at = first.exec(text)?.index;
    if (at === undefined) return undefined;
    const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
    return [{ start: at, end: at, newText: `${line}${lineBreak}` }];
  };
