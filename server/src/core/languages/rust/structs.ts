import type { Attribute, JsonShape, Span } from '../../expression.ts';
import type { Lowering } from '../../program/grammar.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';

/** A struct type of the text. */
export interface Struct {
  /** Names of its fields in Rust. */
  readonly fields: readonly string[];
  readonly shape: JsonShape;
  /** True when it can be written as JSON. */
  readonly serializes: boolean;
  /** False when serde writes more than its fields, or writes them in another way. */
  readonly closed: boolean;
}

/** By the trees of their text. */
const known = new WeakMap<object, ReadonlyMap<string, Struct>>();

/** The struct of that name; undefined where its declaration is not in the text. */
export function structNamed(name: string, to: Lowering): Struct | undefined {
  let structs = known.get(to.roots);
  if (!structs) {
    structs = structsIn(to);
    known.set(to.roots, structs);
  }
  return structs.get(name);
}

function structsIn(to: Lowering): ReadonlyMap<string, Struct> {
  const found = new Map<string, Struct>();
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'struct_item') {
      const name = childOf(node, 'name');
      if (name) found.set(to.written(name), structOf(node, to));
      return;
    }
    for (const child of node.children) visit(child);
  };
  for (const root of to.roots) visit(root);
  return found;
}

/** https://serde.rs/attributes.html */
function structOf(node: SyntaxNode, to: Lowering): Struct {
  const own = attributesOf(node, to);
  const all = RENAMED_ALL.exec(own.text);
  const rename = all?.[1] ?? all?.[2];
  const omitsNone = /\bskip_serializing_none\b/.test(own.text);
  const fields: string[] = [];
  const names = new Map<string, string | undefined>();
  const always: string[] = [];
  const places = new Map<string, Span>();
  const attributes = new Map<string, Attribute>();
  let closed = !/\b(?:tag|into|transparent|remote)\b/.test(own.text);
  for (const field of childOf(node, 'body')?.children ?? []) {
    const name = field.type === 'field_declaration' ? childOf(field, 'name') : undefined;
    if (!name) continue;
    const word = to.written(name);
    fields.push(word);
    const { text, start } = attributesOf(field, to);
    if (/\bflatten\b/.test(text)) closed = false;
    if (/\b(?:flatten|skip|skip_serializing)\b/.test(text)) {
      names.set(word, undefined);
      continue;
    }
    const explicit = RENAMED.exec(text);
    const json = explicit ? explicit[1]! : renamed(word.replace(/^r#/, ''), rename);
    names.set(word, json);
    places.set(json, explicit ? { ...placeOf(explicit, start) } : to.span(name));
    attributes.set(word, attributeOf(field, explicit !== null, to));
    const type = childOf(field, 'type');
    const isOption = omitsNone && type !== undefined && /^(?:\w+::)*Option\b/.test(to.written(type));
    if (!isOption && !/\bskip_serializing_if\b/.test(text)) always.push(json);
  }
  const serializes = /\bSerialize\b/.test(own.text);
  return { fields, shape: { names, always, places, attributes }, serializes, closed };
}

const RENAMED_ALL = /\brename_all\s*=\s*"([^"]*)"|\brename_all\s*\(\s*serialize\s*=\s*"([^"]*)"/;
const RENAMED = /\brename\s*(?:=|\(\s*serialize\s*=)\s*"([^"\\]*)"/d;

/** Attributes that may be put before a field, on a line of their own where it has one; `isNamed`: one has its name. */
function attributeOf(field: SyntaxNode, isNamed: boolean, to: Lowering): Attribute {
  const { text } = to.source;
  const line = text.slice(text.lastIndexOf('\n', field.start - 1), field.start);
  const behind = /^\n[ \t]*$/.test(line) ? line : ' ';
  const skipped = `#[serde(skip_serializing)]${behind}`;
  const at = { start: field.start, end: field.start };
  return isNamed ? { ...at, skipped } : { ...at, skipped, named: ['#[serde(rename = "', `")]${behind}`] };
}

/** Where the name that an attribute gives is written. */
function placeOf(match: RegExpExecArray, start: number): Span {
  const [from, to] = match.indices![1]!;
  return { start: start + from, end: start + to };
}

/** The attributes before a node as one text that begins at index `start`. */
export function attributesOf(
  node: SyntaxNode,
  to: Lowering,
): { readonly text: string; readonly start: number } {
  const around = node.parent?.children ?? [];
  let first = around.indexOf(node);
  while (first > 0 && /^(?:attribute_item|line_comment|block_comment)$/.test(around[first - 1]!.type))
    first--;
  let at = node.start;
  let text = '';
  for (const sibling of around.slice(first, around.indexOf(node))) {
    if (sibling.type !== 'attribute_item') continue;
    if (text === '') at = sibling.start;
    text += ' '.repeat(sibling.start - at - text.length) + to.written(sibling);
  }
  return { text, start: at };
}

/** A field's name by one of serde's conventions. */
function renamed(name: string, convention: string | undefined): string {
  const words = name.split('_').filter((word) => word !== '');
  const capital = (word: string): string => word[0]!.toUpperCase() + word.slice(1);
  switch (convention) {
    case 'camelCase':
      return words.map((word, i) => (i === 0 ? word : capital(word))).join('');
    case 'PascalCase':
      return words.map(capital).join('');
    case 'kebab-case':
      return words.join('-');
    case 'SCREAMING_SNAKE_CASE':
    case 'UPPERCASE':
      return name.toUpperCase();
    case 'SCREAMING-KEBAB-CASE':
      return words.join('-').toUpperCase();
    default:
      return name;
  }
}
