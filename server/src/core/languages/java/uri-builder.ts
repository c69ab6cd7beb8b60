import type { CallEditor } from '../../call-editor.ts';
import type { Expression } from '../../expression.ts';
import type { TextEdit } from '../../model.ts';
import { plainValue } from '../../requests/url-values.ts';
import type { Values } from '../../resolve.ts';

/** A parameter that a builder of URIs is given. */
interface Given {
  readonly name: string;
  readonly code: string;
  /** What gives it: `.queryParam(…)` of a chain, or a whole statement. */
  readonly start: number;
  readonly end: number;
  /** True where it is given in a branch. */
  readonly isConditional: boolean;
}

/** A URI that a builder makes before a request. */
export interface BuiltUri {
  readonly given: readonly Given[];
  /** Where the statement ends that makes the builder, and what indents it. */
  readonly end: number;
  readonly indentation: string;
}

/** How far before a request its URI is made. */
const FARTHEST = 2500;
const ADDS = /\.\s*queryParam(IfPresent)?\(\s*"(\w+)"\s*,\s*/g;
/** What makes a URI of a builder, or a name. */
const URI = /^(\w+)(?:\s*\.\s*(?:build|encode|toUri|toUriString|toString)\((?:true|false)?\))*$/;

/** The URI that `url`, the code of what a request that begins at `before` is given, is; undefined where no builder makes it. */
export function builtUri(url: string, before: number, text: string): BuiltUri | undefined {
  const name = URI.exec(url.trim())?.[1];
  if (name === undefined) return undefined;
  const from = Math.max(0, before - FARTHEST);
  const made = [
    ...text
      .slice(from, before)
      .matchAll(
        new RegExp(
          String.raw`(?:^|\n)([ \t]*)(?:final\s+)?(?:UriComponentsBuilder|UriComponents|String|URI|var)\s+${name}\s*=\s*UriComponentsBuilder\s*\.`,
          'g',
        ),
      ),
  ].at(-1);
  if (!made) return undefined;
  const start = from + made.index + made[0].length;
  const end = endOf(text, start, before);
  if (end === undefined) return undefined;
  const given = addedIn(text, start, end, false);
  if (!given) return undefined;
  let at = end + 1;
  const uses = new RegExp(String.raw`(?<![\w.])${name}(?!\w)`, 'g');
  for (const { index } of text.slice(end, before).matchAll(uses)) {
    const use = end + index;
    if (use < at) continue;
    const close = endOf(text, use, before);
    const lead = text.slice(text.lastIndexOf('\n', use) + 1, use);
    const more = close === undefined ? undefined : addedIn(text, use, close, true);
    const isAlone = more?.length === 1 && text.slice(use + name.length, more[0]!.start).trim() === '';
    if (close === undefined || !more || !isAlone || text.slice(more[0]!.end, close).trim() !== '')
      return undefined;
    const block = text.slice(end, use);
    const isConditional = /\bif\s*\([^;{}]*\)\s*$/.test(block.trimEnd()) || depthOf(block) > 0;
    if (!isConditional && lead.trim() !== '') return undefined;
    given.push({ ...more[0]!, start: use, end: close + 1, isConditional });
    at = close;
  }
  return { given, end: end + 1, indentation: made[1]! };
}

/** How many braces are open at the end of a text. */
const depthOf = (code: string): number => code.split('{').length - code.split('}').length;

/** The parameters that a chain between `start` and `end` is given; undefined where one is not understood. */
function addedIn(text: string, start: number, end: number, isConditional: boolean): Given[] | undefined {
  const found: Given[] = [];
  for (const match of text.slice(start, end).matchAll(ADDS)) {
    const at = start + match.index;
    const inner = at + match[0].length;
    const close = closeOf(text, inner, end);
    if (close === undefined) return undefined;
    const code = text.slice(inner, close).trim();
    const value = match[1] ? /^Optional\.ofNullable\((\w+)\)$/.exec(code)?.[1] : code;
    if (value === undefined || (match[1] && !isConditional)) return undefined;
    if (/,(?![^(]*\))/.test(value) || value.length > 80) return undefined;
    found.push({ name: match[2]!, code: value, start: at, end: close + 1, isConditional });
  }
  const others = text
    .slice(start, end)
    .match(/\.\s*(?:query\w*|replaceQuery\w*|buildAndExpand|uriVariables)\(/g);
  return (others?.length ?? 0) === found.length ? found : undefined;
}

/** Where the bracket that is open at `from` is closed; undefined where that is not before `to`. */
function closeOf(text: string, from: number, to: number): number | undefined {
  let depth = 0;
  for (let i = from; i < to; i++) {
    const c = text[i]!;
    if (c === '"') i = text.indexOf('"', i + 1);
    else if (c === '(') depth++;
    else if (c === ')' && depth-- === 0) return i;
    if (i < 0) return undefined;
  }
  return undefined;
}

/** Where a statement that goes on at `from` ends. */
function endOf(text: string, from: number, to: number): number | undefined {
  for (let i = from; i < to; i++) {
    const c = text[i]!;
    if (c === '"') i = text.indexOf('"', i + 1);
    else if (c === ';') return i;
    else if (c === '{' || c === '}') return undefined;
    if (i < 0) return undefined;
  }
  return undefined;
}

/** How a member that is there only sometimes is told apart in the code of a body: by the number of its statement. */
export const NUMBERED = ['/*', '*/', ''] as const;

/** The parts of an editor for a URI that a builder makes before a request: its query becomes a body. */
export function builtQuery(url: Expression, before: number, values: Values): CallEditor | undefined {
  const { text } = values.source;
  const built = builtUri(text.slice(url.start, url.end), before, text);
  if (!built || built.given.length === 0) return undefined;
  const address = values.text(url).text;
  const written = (name: string): Given | undefined => {
    const named = built.given.filter((one) => one.name === name);
    return named.length === 1 ? named[0] : undefined;
  };
  const parameters = built.given.flatMap(({ name, code, isConditional }, i) =>
    isConditional ? [{ name, write: (type: ValueType) => writtenAs(code, type), condition: String(i) }] : [],
  );
  const removals = built.given.flatMap(({ start, end, isConditional }): TextEdit[] => {
    if (isConditional) return [];
    const lineStart = text.lastIndexOf('\n', start - 1);
    const isLine = text.slice(lineStart + 1, start).trim() === '';
    return [{ range: values.source.range(isLine ? lineStart : start, end), newText: '' }];
  });
  return {
    ...(parameters.length > 0 ? { parameters } : {}),
    writeValue: (from, _, type) => {
      const name = /[?&](\w+)=$/.exec(address.slice(0, from))?.[1];
      const one = name === undefined ? undefined : written(name);
      return one && !one.isConditional ? writtenAs(one.code, type) : undefined;
    },
    replaceTail: (_, newText) => (newText === '' ? removals : undefined),
  };
}

type ValueType = 'string' | 'number' | 'boolean';

function writtenAs(code: string, type: ValueType): string | undefined {
  const literal = /^"([^"\\]*)"$/.exec(code)?.[1];
  if (literal !== undefined) return plainValue(literal, type, () => code);
  if (/^-?\d+$/.test(code)) return type === 'number' ? code : undefined;
  if (/^(?:true|false)$/.test(code)) return type === 'boolean' ? code : undefined;
  if (type === 'string') return code;
  return /^(?:String|Integer|Long)\.(?:valueOf|toString)\(([\w.]+(?:\(\))?)\)$/.exec(code)?.[1] ?? code;
}
