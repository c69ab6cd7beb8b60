import type { TextEdit } from '../../model.ts';
import { escapedName } from '../../name-pattern.ts';
import { EACH, type Flow } from '../../reads/flow.ts';
import { MAY_BE_MISSING } from '../../reads/responses.ts';
import type { SyntaxNode } from '../../syntax.ts';
import type { Island } from './islands.ts';
import { isOpenType, textOf } from './read-nodes.ts';
import type { Reading } from './reading.ts';

/** What a value is said to be: nothing new, an object whose members are written here, or something that cannot be changed. */
export function typedAs(reading: Reading, island: Island, type: SyntaxNode | undefined, flow: Flow): Flow {
  if (
    !type ||
    isOpenType(type, island, reading) ||
    isParameter(reading, island, type, flow.inside !== undefined)
  )
    return flow;
  // What is said of a response says nothing of its body.
  const text = textOf(reading, island, type);
  if (!flow.body && !text.startsWith('<') && !/\bAxiosResponse</.test(text)) return flow;
  const isItem = flow.path.at(-1)?.name === EACH;
  const item = isItem ? undefined : itemShapeOf(reading, island, type);
  const items = item ? both(flow.itemShape, item) : undefined;
  if (flow.path.length === 1) return items ? { ...flow, itemShape: items } : { ...flow, typed: true };
  const shape = flow.typed
    ? undefined
    : isItem
      ? itemShapeOf(reading, island, type, 'one')
      : flow.inside && /\berror\b/.test(text)
        ? undefined
        : shapeOf(reading, island, type);
  if (!shape) return { ...flow, typed: true };
  return { ...flow, shape: both(flow.shape, shape), ...(items ? { itemShape: items } : {}) };
}

type Shape = NonNullable<Flow['shape']>;

/** What is said twice: in a cast and where the value is given on. */
function both(before: Flow['shape'], shape: Shape): Shape {
  if (!before) return shape;
  return (...names) => {
    const [first, second] = [before(...names), shape(...names)];
    // One type in both places is declared once.
    const isNew = ({ range }: TextEdit): boolean =>
      !first?.some((edit) => edit.range.start === range.start && edit.range.end === range.end);
    return first && second && [...first, ...second.filter(isNew)];
  };
}

/** A list of items in a type: its braces, or the name of the type that has them. */
const LIST =
  /(?:\b(?:keys|overrides)\??\s*:\s*|^[:<\s]*(?:Promise<\s*)?)(?:readonly\s+)?(?:Array<\s*(\{[^{}]*\}|[A-Z][\w$]*)\s*>|(\{[^{}]*\}|[A-Z][\w$]*)\[\])/;

/** What changes the members of the items of a list that a type holds; or of a type that is the one of an item. */
function itemShapeOf(
  reading: Reading,
  island: Island,
  type: SyntaxNode,
  what: 'one' | 'list' = 'list',
): Flow['shape'] {
  const own = { at: type.start + island.shift, text: textOf(reading, island, type) };
  const name = /^[:<\s]*(?:Promise<\s*)?([A-Z][\w$]*)[>\s]*$/.exec(own.text)?.[1];
  const holder = name === undefined ? own : declaredAt(name, reading, 'exported');
  const found = holder && (what === 'one' ? /(?:)(\{[\s\S]*\})/ : LIST).exec(holder.text);
  const literal = found?.[1] ?? found?.[2];
  if (!holder || literal === undefined) return undefined;
  const at = holder.at + found!.index + found![0].lastIndexOf(literal);
  const item = literal.startsWith('{') ? { at, text: literal } : declaredAt(literal, reading, 'exported');
  const { source } = reading;
  if (!item || !source.isVerbatim(item.at, item.at + item.text.length)) return undefined;
  return (member, names, last) => {
    const place = memberOf(item.text, member);
    if (!place) return memberOf(item.text, names[0] ?? last) ? [] : undefined;
    const from = item.at + place.start;
    const opened = openedBy(names, item.text, place.start + member.length);
    const end = source.range(item.at + place.end, item.at + place.end);
    return [
      { range: source.range(from, from + member.length), newText: opened + last },
      ...(names.length > 0 ? [{ range: end, newText: ' }'.repeat(names.length) }] : []),
    ];
  };
}

/** True for a type that the callers of a function say: `T`, `Promise<T>`; `Result<T>` for an object that holds it. */
function isParameter(reading: Reading, island: Island, type: SyntaxNode, isInside: boolean): boolean {
  const text = textOf(reading, island, type);
  const own = isInside
    ? /[<:|\s]([A-Z]|T[A-Z]\w*)(?=[>\s|;,}])/.exec(text.replace(/^[:\s]*/, ''))
    : undefined;
  const name = own?.[1] ?? /^[:<\s]*(?:Promise<\s*)?([A-Z]|T[A-Z]\w*)[>\s]*$/.exec(text)?.[1];
  return (
    name !== undefined &&
    !new RegExp(String.raw`\b(?:interface|type|class)\s+${name}\b`).test(reading.tokens.text) &&
    new RegExp(String.raw`<(?:[^<>(){};]*,\s*)?${name}(?:\s+extends\b|\s*[=,>])`).test(reading.tokens.text)
  );
}

/** What changes the members of a type that is written in its place: `{ valid: boolean }`. */
function shapeOf(reading: Reading, island: Island, type: SyntaxNode): Flow['shape'] {
  const text = textOf(reading, island, type);
  const [, lead, literal] =
    /^([:<\s]*(?:Promise<\s*)?(?:AxiosResponse<\s*)?)(\{[\s\S]*\}|[A-Z][\w$]*)[>\s]*$/.exec(text) ?? [];
  if (literal === undefined) return listShapeOf(reading, island, type);
  if (lead === undefined || /^\{\s*\[/.test(literal)) return undefined;
  const start = type.start + island.shift + lead.length;
  const { source } = reading;
  // Errors stay where they are: beside `data`.
  const isNamed = !literal.startsWith('{');
  const failing = readsError(start, reading);
  const beside = failing && !isNamed && /\berror\b/.test(literal) ? errorIn(literal) : '';
  if (beside === undefined) return undefined;
  const end = start + literal.length - beside.length;
  if (!source.isVerbatim(start, end)) return undefined;
  const inserted = (at: number, newText: string): TextEdit => ({ range: source.range(at, at), newText });
  const declared = isNamed ? declaredAt(literal, reading, 'exported') : { at: start, text: literal };
  if (!isNamed && !isOneObject(literal)) return undefined;
  return (name, names, last) => {
    const isWrapped = names[0] === 'data';
    // What a type that is declared elsewhere says of other names is not known.
    if (isNamed && !declared && (!isWrapped || name !== last || names.length > 1)) return undefined;
    if (isNamed ? declared && memberOf(declared.text, 'data') : memberOf(literal, names[0] ?? last))
      return isNamed ? undefined : [];
    const inner = isWrapped ? names.slice(1) : names;
    const isBeside = isNamed && failing && mayHaveError(literal, reading);
    const behind = isBeside ? ` } & Pick<${literal}, 'error'>` : beside === '' ? ' }' : ' };';
    const edits = isWrapped ? [inserted(start, '{ data: '), inserted(end, behind)] : [];
    const isMoved = inner.length > 0 || last !== name;
    const member = declared && isMoved ? memberOf(declared.text, name) : undefined;
    if (!declared || !member) return isNamed && isMoved ? undefined : edits;
    const opened = openedBy(inner, declared.text, member.start + name.length);
    const from = declared.at + member.start;
    edits.push({ range: source.range(from, from + name.length), newText: opened + last });
    if (inner.length > 0) edits.push(inserted(declared.at + member.end, ' }'.repeat(inner.length)));
    return edits;
  };
}

/** What reads the error of an answer, whatever its name. */
const ERRORS_READ = /(?<!\b(?:console|log|logger))\??\.error\b|\[["']error["']\]/;

/** True where the error of the value is read whose type begins at `at`. */
function readsError(at: number, { tokens: { text } }: Reading): boolean {
  const before = text.slice(Math.max(0, at - 200), at);
  const [, name, names] =
    /\b(?:const|let|var)\s+(?:([\w$]+)|\{([^{}=]*)\})\s*(?:[:=][^;]*)?$/.exec(before) ?? [];
  if (names !== undefined) return /\berror\b/.test(names);
  if (name === undefined) return ERRORS_READ.test(text);
  const word = escapedName(name);
  return new RegExp(
    String.raw`(?<![\w$.])${word}\b(?:\??\.error\b|\??\.?\[["']error["']\])|\{[^{}]*\berror\b[^{}]*\}\s*=\s*${word}\b`,
  ).test(text);
}

/** False for a type that the text declares without `error`. */
function mayHaveError(name: string, reading: Reading): boolean {
  const declared = declaredAt(name, reading, 'exported');
  return !declared || memberOf(declared.text, 'error') !== undefined;
}

/** The end of an object type that is its `error`, which is no part of `data`; undefined where that is elsewhere. */
function errorIn(literal: string): string | undefined {
  const place = memberOf(literal, 'error');
  if (!place || !/^[;,]?\s*\}$/.test(literal.slice(place.end))) return undefined;
  const before = literal.slice(0, place.start).trimEnd();
  return before.length < 2 ? undefined : literal.slice(before.length);
}

/** The same of a type that is a list: it can be put into an object. */
function listShapeOf({ source, ...reading }: Reading, island: Island, type: SyntaxNode): Flow['shape'] {
  const text = textOf({ source, ...reading }, island, type);
  const [, lead, list] =
    /^([:<\s]*(?:Promise<\s*)?)((?:\{[^{}]*\}|[A-Z][\w$]*|string)\[\])[>\s]*$/.exec(text) ?? [];
  if (lead === undefined || list === undefined) return undefined;
  const start = type.start + island.shift + lead.length;
  const [open, close] = [source.range(start, start), source.range(start + list.length, start + list.length)];
  return (_, names) =>
    names.length === 1 && names[0] === 'data' && source.isVerbatim(start, start + list.length)
      ? [
          { range: open, newText: '{ data: ' },
          { range: close, newText: ' }' },
        ]
      : undefined;
}

/** What stands before a member that goes into others. They may be missing where that is said of it, by a mark at `end`. */
const openedBy = (names: readonly string[], text: string, end: number): string =>
  names.map((n) => `${n}${MAY_BE_MISSING.has(n) && text[end] === '?' ? '?' : ''}: { `).join('');

/** The braces of a type that a text declares for itself, or for other files too, and where they begin. */
function declaredAt(
  name: string,
  { tokens: { text }, source }: Reading,
  who: 'own' | 'exported' = 'own',
): { readonly at: number; readonly text: string } | undefined {
  const word = escapedName(name);
  const found = new RegExp(
    String.raw`${who === 'own' ? String.raw`(?<!export\s+)` : ''}\b(?:interface\s+${word}\s*|type\s+${word}\s*=\s*)(?=\{)`,
  ).exec(text);
  if (!found) return undefined;
  const at = found.index + found[0].length;
  let depth = 0;
  for (let i = at; i < text.length && i < at + LONGEST_TYPE; i++) {
    if (text[i] === '{') depth++;
    else if (text[i] === '}' && --depth === 0)
      return source.isVerbatim(at, i + 1) ? { at, text: text.slice(at, i + 1) } : undefined;
  }
  return undefined;
}

const LONGEST_TYPE = 4_000;
const DEEPER = /[{([<]/;
const HIGHER = /[})\]>]/;

/** True for one pair of braces around all the rest. */
function isOneObject(literal: string): boolean {
  let depth = 0;
  for (let i = 0; i < literal.length; i++) {
    if (literal[i] === '{') depth++;
    else if (literal[i] === '}' && --depth === 0) return i === literal.length - 1;
  }
  return false;
}

/** Where a member of an object type begins, with its name, and where its type ends. */
function memberOf(literal: string, name: string): { start: number; end: number } | undefined {
  let depth = 0;
  let start: number | undefined;
  for (let i = 0; i < literal.length; i++) {
    const c = literal[i]!;
    if (start !== undefined && depth === 1 && /[;,\n}]/.test(c))
      return { start, end: start + literal.slice(start, i).trimEnd().length };
    if (DEEPER.test(c)) depth++;
    else if (HIGHER.test(c) && literal[i - 1] !== '=') depth--;
    else if (
      depth === 1 &&
      start === undefined &&
      literal.startsWith(name, i) &&
      !/[\w$]/.test(literal[i - 1]!) &&
      /^\??\s*:/.test(literal.slice(i + name.length, i + name.length + 20))
    )
      start = i;
  }
  return undefined;
}
