import { languageOfProgram, languageOfShebang } from '../../regions/interpreter.ts';
import { type Line, linesOf } from '../../regions/lines.ts';
import { readScript } from '../../regions/scripts.ts';
import { substitute } from '../../regions/substitution.ts';
import { settingCall, withoutUsedUrls } from '../../requests/bare-call.ts';
import { HOLE, SourceText } from '../../source.ts';
import { type ExtractContext, type Extraction, joined, type Language } from '../language.ts';

/** Recipes of the command runner just. */
export const language: Language = {
  id: 'justfile',
  title: 'just',
  languageIds: ['just'],
  extensions: ['.just'],
  filenames: ['justfile', '.justfile'],
  fences: ['justfile'],
  comment: ['# ', ''],
  extract,
};

const ASSIGNMENT = /^(export[ \t]+)?([A-Za-z_][\w-]*)[ \t]*:=[ \t]*/;
const RECIPE = /^@?[A-Za-z_][^#\n]*?:(?!=)/;
/** A string, or the name of a variable. */
const OPERAND = /[ \t]*(?:'([^'\n]*)'|"((?:[^"\\\n]|\\.)*)"|([A-Za-z_][\w-]*)(?![\w(-]))[ \t]*/y;
const INTERPOLATION = /\{\{(\{?)([^{}]*)\}\}/g;
/** Values longer than this grew by doubling: nobody's URL. */
const MAX_LENGTH = 20_000;

function extract(source: SourceText, context: ExtractContext): Extraction {
  const lines = linesOf(source);
  const values = new Map<string, SourceText | undefined>();
  const exported = new Map<string, SourceText>();
  const found: Extraction[] = [];
  const recipes: (readonly Line[])[] = [];
  const comments: SourceText[] = [];
  let shell: string | undefined = 'sh';
  for (let i = 0; i < lines.length; i++) {
    const { source: line } = lines[i]!;
    const assigned = ASSIGNMENT.exec(line.text);
    const settings = /^set[ \t]+shell[ \t]*:=[ \t]*\[[ \t]*["']([^"']*)/.exec(line.text);
    if (line.text.startsWith('#')) comments.push(line.trim());
    else if (settings) shell = languageOfProgram(settings[1]!);
    else if (assigned) {
      const name = assigned[2]!;
      const value = evaluated(line.slice(assigned[0].length), values);
      values.set(name, values.has(name) ? undefined : value);
      if (!value) continue;
      if (assigned[1]) exported.set(name, value);
      const call = settingCall(name, value);
      found.push({ calls: call ? [call] : [], names: [{ name, value }], comments: [] });
    } else if (RECIPE.test(line.text)) {
      const from = i + 1;
      while (i + 1 < lines.length && /^[ \t]|^$/.test(lines[i + 1]!.source.text)) i++;
      recipes.push(lines.slice(from, i + 1));
    }
  }
  const run = (script: SourceText, editable: boolean): void => {
    const language = languageOfShebang(script.text) ?? shell;
    const writer = { write: (text: string) => text, place: script.range() };
    if (language)
      found.push(
        readScript({ language, source: filled(script, values), editable, writer }, exported, context),
      );
  };
  for (const body of recipes) {
    const all = dedented(source, body);
    if (/^#!/.test(all.text)) run(all, true);
    else for (const line of logicalLines(all)) run(line, false);
  }
  const { calls, ...rest } = joined([...found, { calls: [], comments }]);
  return { ...rest, calls: withoutUsedUrls(calls) };
}

/** The text that strings and variables make, joined by `+` or `/`; undefined for whatever else is written. */
function evaluated(
  expression: SourceText,
  values: ReadonlyMap<string, SourceText | undefined>,
): SourceText | undefined {
  const pieces: SourceText[] = [];
  let length = 0;
  for (let at = 0; ; ) {
    OPERAND.lastIndex = at;
    const operand = OPERAND.exec(expression.text);
    if (!operand) return undefined;
    at = operand.index + operand[0].length;
    const written = operand[1] ?? operand[2];
    const name = operand[3];
    const open = expression.text.indexOf(operand[1] === undefined ? '"' : "'", operand.index) + 1;
    const piece =
      written === undefined
        ? (values.get(name!) ?? SourceText.hole(expression.range(operand.index, at)))
        : expression.slice(open, open + written.length);
    pieces.push(operand[2]?.includes('\\') ? SourceText.hole(piece.range()) : piece);
    length += piece.length;
    const operator = expression.text[at];
    if (length > MAX_LENGTH) return undefined;
    if (operator === undefined || operator === '#') return SourceText.join(pieces);
    if (operator !== '+' && operator !== '/') return undefined;
    if (operator === '/') pieces.push(expression.slice(at, at + 1));
    at++;
  }
}

/** `{{name}}` as the value of the variable; what is not known as holes. */
const filled = (text: SourceText, values: ReadonlyMap<string, SourceText | undefined>): SourceText =>
  substitute(text, INTERPOLATION, (match, written) => {
    // Braces written twice stand for themselves.
    if (match[1] !== '') return undefined;
    const value = evaluated(written.slice(2, written.length - 2), values);
    return value && value.text !== HOLE ? value : SourceText.hole(written.range());
  });

/** The lines of a recipe without the blanks that the first of them begins with. */
function dedented(source: SourceText, lines: readonly Line[]): SourceText {
  const first = lines.find((line) => line.source.text.trim() !== '');
  const indent = /^[ \t]*/.exec(first?.source.text ?? '')![0];
  const kept = first ? lines.slice(lines.indexOf(first)) : [];
  const pieces = kept.map((line) =>
    source.slice(line.start + (line.source.text.startsWith(indent) ? indent.length : 0), line.next),
  );
  return SourceText.join(pieces, source.offset(lines[0]?.start ?? source.length));
}

/** Each line with those it is continued on, without what tells just how to run it. */
function logicalLines(body: SourceText): SourceText[] {
  return [...body.text.matchAll(/(?:[^\n\\]|\\(?:\r?\n|[^\n])|\\$)+/g)].map((m) => {
    const line = body.slice(m.index, m.index + m[0].length);
    return line.slice(/^[ \t]*[@-]{0,2}/.exec(line.text)![0].length);
  });
}
