import type { Notation, Nothing } from '../../call-editor.ts';

/** `fn ($v) => $v !== null`, `!is_null($v)` */
const IS_THERE =
  /(?:=>|\breturn)\s*(?:\$\w+\s*!==?\s*null|null\s*!==?\s*\$\w+|!\s*is_null\(\$\w+\)|isset\(\$\w+\))/i;

/** What is left out of arrays: what is null, all that is no value, or what another function says. */
type Filter = 'null' | 'empty' | 'other';

function filterIn(code: string): Filter | undefined {
  const at = code.lastIndexOf('array_filter(');
  if (at < 0) {
    if (/\bwhereNotNull\(/.test(code)) return 'null';
    return /->filter\(\)/.test(code) ? 'empty' : undefined;
  }
  const [, second] = argumentsIn(code, at + 'array_filter('.length);
  if (second === undefined || second.trim() === '') return 'empty';
  return IS_THERE.test(second) ? 'null' : 'other';
}

/** The arguments of a call, as far as they are in the text. */
function argumentsIn(code: string, from: number): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  let start = from;
  for (const { 0: mark, index } of code
    .slice(from)
    .matchAll(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[()[\]{},]/g)) {
    if (/[([{]/.test(mark[0]!)) depth++;
    else if (/[)\]}]/.test(mark[0]!)) depth--;
    const isEnd = depth < 0;
    if (!isEnd && !(mark === ',' && depth === 0)) continue;
    found.push(code.slice(start, from + index));
    start = from + index + 1;
    if (isEnd) break;
  }
  return found;
}

const MAY_BE_NULL = /\?\?\s*null$|\?->/;

function mayBe(code: string, document: string): boolean {
  if (MAY_BE_NULL.test(code)) return true;
  const name = /^\$(?:this->)?(\w+)$/.exec(code)?.[1];
  return (
    name !== undefined &&
    new RegExp(
      String.raw`(?:\?\w[\w\\]*|\|\s*null|\bnull\s*\|\s*\w+)\s+\$${name}\b|\$${name}\s*=\s*null\b`,
    ).test(document)
  );
}

/** How arrays of PHP are written where a request is made, so that what `array_filter` takes out stays out. */
export function withFilter(notation: Notation, near: string): Notation {
  const code = near.slice(
    Math.max(0, near.search(/\bfunction\s+&?\w+\s*\((?![\s\S]*\bfunction\s+&?\w+\s*\()/)),
  );
  const filter = filterIn(code);
  const leaveOut = (object: string): string =>
    filter === 'empty'
      ? `array_filter(${object})`
      : `array_filter(${object}, fn ($value) => $value !== null)`;
  const nothing: Nothing = { mayBe, leaveOut };
  if (!filter) return { ...notation, nothing };
  const asks = filter === 'null' ? ' !== null' : '';
  const unlessNone = (value: string, object: string): string | undefined => {
    if (filter === 'other') return undefined;
    const set = /^([^?]+?)\s*\?\?\s*null$/.exec(value)?.[1];
    if (set !== undefined && filter === 'null')
      return `isset(${set}) ? ${object.replace(value, () => set)} : null`;
    if (/\?\?\s*\d/.test(value)) return object;
    return `${/^[\w$>\-[\]'"()]+$/.test(value) ? value : `(${value})`}${asks} ? ${object} : null`;
  };
  return { ...notation, nothing, unlessNone };
}
