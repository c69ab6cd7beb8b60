/** An object literal of JavaScript. */
export const literal = (value: unknown, indentation: string): string =>
  JSON.stringify(value, undefined, 2)
    .replaceAll(/"([A-Za-z_]\w*)":/g, '$1:')
    .replaceAll('"', "'")
    .replaceAll('\n', `\n${indentation}`);

/** A literal of Python; the next ones are those of their languages. */
export const python = (value: unknown): string =>
  JSON.stringify(value, undefined, 4)
    .replaceAll(/\btrue\b/g, 'True')
    .replaceAll(/\bfalse\b/g, 'False')
    .replaceAll(/\bnull\b/g, 'None');

export function go(value: unknown, depth: string): string {
  if (Array.isArray(value)) {
    const type = typeof value[0] === 'string' ? 'string' : 'map[string]any';
    return `[]${type}{${value.map((item) => go(item, depth)).join(', ')}}`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'nil';
  const members = Object.entries(value).map(([key, v]) => `${depth}\t"${key}": ${go(v, `${depth}\t`)},\n`);
  return `map[string]any{\n${members.join('')}${depth}}`;
}

/** A value of a language that writes objects and lists in brackets of its own. */
interface Brackets {
  readonly object: readonly [open: string, close: string];
  readonly list: readonly [open: string, close: string];
  readonly key: readonly [open: string, close: string];
  readonly between: string;
  readonly quote: string;
}

function valueIn(value: unknown, brackets: Brackets, depth: string): string {
  const { object, list, key, between, quote } = brackets;
  if (Array.isArray(value))
    return list[0] + value.map((item) => valueIn(item, brackets, depth)).join(', ') + list[1];
  if (typeof value !== 'object' || value === null)
    return typeof value === 'string' ? quote + value + quote : JSON.stringify(value);
  const deeper = `${depth}  `;
  const members = Object.entries(value).map(
    ([name, v]) => `${deeper}${key[0]}${name}${key[1]}${valueIn(v, brackets, deeper)}`,
  );
  if (members.length === 0) return object[0] + object[1];
  return `${object[0]}\n${members.join(`${between}\n`)}\n${depth}${object[1]}`;
}

const PHP: Brackets = {
  object: ['[', ']'],
  list: ['[', ']'],
  key: ["'", "' => "],
  between: ',',
  quote: "'",
};
/** True for a body with nothing in it. */
export const isEmpty = (body: unknown): boolean => /^\{\}$|\[\{\}\]/.test(JSON.stringify(body) ?? '');

/** An empty list is no object. */
export const php = (value: unknown, depth: string): string =>
  valueIn(value, PHP, depth).replaceAll(/(?<==> )\[\](?=,?$)/gm, "['plan' => 'pro']");
export const ruby = (value: unknown, depth: string): string =>
  valueIn(value, { object: ['{', '}'], list: ['[', ']'], key: ['', ': '], between: ',', quote: "'" }, depth);
export const java = (value: unknown, depth: string): string =>
  valueIn(
    value,
    { object: ['Map.of(', ')'], list: ['List.of(', ')'], key: ['"', '", '], between: ',', quote: '"' },
    depth,
  );
export const csharp = (value: unknown, depth: string): string =>
  valueIn(
    value,
    { object: ['new {', '}'], list: ['new[] { ', ' }'], key: ['', ' = '], between: ',', quote: '"' },
    depth,
  ).replaceAll(' async =', ' @async =');
export const powershell = (value: unknown): string =>
  valueIn(
    value,
    { object: ['@{', '}'], list: ['@(', ')'], key: ['', ' = '], between: '', quote: "'" },
    '',
  ).replaceAll(/ = (true|false|null)$/gm, ' = $$$1');
