import type { Member } from '../binding.ts';
import { merge } from '../binding.ts';
import type { Expression } from '../expression.ts';
import type { Header } from '../model.ts';
import type { Values } from '../resolve.ts';
import { HOLE, SourceText } from '../source.ts';
import { itemsIn, membersIn } from '../values/members.ts';
import type { Given } from './machine/things.ts';

/** The headers that a request is sent with. */
export interface Headers {
  readonly list: readonly Header[];
  /** False when there may be more. */
  readonly complete: boolean;
}

/** Constants that libraries have for the names of headers: `HttpHeaders.AUTHORIZATION`, `http::header::ACCEPT`. */
const CONSTANT = /^(?:H_|HEADER_|Header)?(authorization|content_?type|accept|user_?agent)$/i;

/** The name of a header or key; undefined when it is not known. */
export function headerName(expression: Expression, values: Values): SourceText | undefined {
  const text = values.text(expression);
  if (text.isLiteral) return text;
  const word =
    expression.kind === 'name' ? expression.name : expression.kind === 'member' ? expression.property : '';
  const name = headerConstant(word);
  return name === undefined
    ? undefined
    : SourceText.decoded(name, values.source.range(expression.start, expression.end));
}

/** The name that a constant stands for; undefined for words that are none. */
export function headerConstant(word: string): string | undefined {
  const known = CONSTANT.exec(word)?.[1]?.toLowerCase();
  if (known === 'contenttype') return 'content-type';
  return known?.replace('_', '-').replace('useragent', 'user-agent');
}

/** The headers that a request and its client were given. */
export function headersOf(given: readonly Given[], values: Values): Headers {
  const list: Header[] = [];
  let complete = true;
  for (const one of given) {
    const { role, value, conditional } = one;
    if (role === 'hook') complete = false;
    if (!value) continue;
    if (role === 'headers') {
      const before = list.length;
      if (!collect(value, values, list)) complete = false;
      if (conditional)
        for (let i = before; i < list.length; i++) list[i] = { ...list[i]!, conditional: true };
    } else if (role === 'header') {
      const header = namedHeader(one, value, values);
      if (header) list.push(header);
      else complete = false;
    } else if (role === 'bearer' || role === 'credentials') {
      list.push(authorization(role, value, conditional, values));
    } else if (role === 'auth') {
      const kind = kindOfAuth(values.resolve(value).value);
      if (kind === 'basic') list.push(authorization('credentials', value, conditional, values));
      else if (kind === 'unknown') complete = false;
    }
  }
  return { list, complete };
}

function namedHeader({ header, conditional }: Given, value: Expression, values: Values): Header | undefined {
  if (!header) return undefined;
  if ('name' in header && 'span' in header) {
    const nameRange = values.source.range(header.span.start, header.span.end);
    return doubtful({ name: header.name, nameRange, value: contentOf(value, values) }, conditional);
  }
  const name = headerName(header as Expression, values);
  return (
    name &&
    doubtful({ name: name.text, nameRange: name.range(), value: contentOf(value, values) }, conditional)
  );
}

const doubtful = (header: Header, conditional: boolean): Header =>
  conditional ? { ...header, conditional } : header;

/** The text of a header; of a list of values the first. */
function contentOf(expression: Expression, values: Values): SourceText {
  const { value } = values.resolve(expression);
  const [first] = value.kind === 'array' && value.complete ? value.items : [];
  return values.text(first ?? expression);
}

/** `(user, password)` and `HTTPBasicAuth(user, password)`; other objects may add any header. */
function kindOfAuth(value: Expression): 'none' | 'basic' | 'unknown' {
  if (value.kind === 'null' || value.kind === 'undefined') return 'none';
  if (value.kind === 'array') return 'basic';
  const callee = value.kind === 'call' ? value.callee : undefined;
  const name = callee?.kind === 'member' ? callee.property : callee?.kind === 'name' ? callee.name : '';
  return /^(?:HTTP)?BasicAuth$/i.test(name) ? 'basic' : 'unknown';
}

function authorization(
  role: 'bearer' | 'credentials',
  value: Expression,
  conditional: boolean,
  values: Values,
): Header {
  const at = values.source.range(value.start, value.end);
  const scheme = SourceText.decoded(role === 'bearer' ? 'Bearer ' : 'Basic ', {
    start: at.start,
    end: at.start,
  });
  const token = role === 'bearer' ? values.text(value) : SourceText.decoded(HOLE, at);
  return doubtful(
    { name: 'Authorization', nameRange: at, value: SourceText.join([scheme, token]) },
    conditional,
  );
}

/** Adds what an object, a list of pairs or a list of lines holds. False when there may be more. */
function collect(expression: Expression, values: Values, list: Header[]): boolean {
  const resolved = values.resolve(expression);
  const { value } = resolved;
  if (value.kind === 'undefined' || value.kind === 'null') return true;
  const items = itemsIn(resolved);
  if (items) {
    const known = items.list.map((item) => listed(item.value, item.conditional, values, list));
    return items.complete && !known.includes(false);
  }
  if (value.kind === 'text' || value.kind === 'template')
    return linesOf(values.text(expression)).every((line) => headerLine(line, false, list));
  const { list: members, complete } = membersIn(values, resolved);
  for (const m of members) list.push(...memberHeader(m, values));
  return complete;
}

function memberHeader(member: Member, values: Values): Header[] {
  const { value } = values.resolve(member.value);
  if (value.kind === 'undefined' || value.kind === 'null') return [];
  const changed = merge(values.resolve(member.value).changes, member.changes).sets.length > 0;
  const content = changed
    ? SourceText.hole(values.source.range(member.value.start, member.value.end))
    : contentOf(member.value, values);
  return [
    doubtful({ name: member.key, nameRange: member.keySource.range(), value: content }, member.conditional),
  ];
}

/** `["name", "value"]` or `"name: value"`. */
function listed(item: Expression, conditional: boolean, values: Values, list: Header[]): boolean {
  const { value } = values.resolve(item);
  if (value.kind === 'undefined' || value.kind === 'null') return true;
  if (value.kind === 'array') {
    const [key, content] = value.items;
    const name = key && headerName(key, values);
    if (!name || !content || value.items.length !== 2) return false;
    const header = { name: name.text, nameRange: name.range(), value: contentOf(content, values) };
    list.push(doubtful(header, conditional));
    return true;
  }
  return headerLine(values.text(item), conditional, list);
}

/** `name: value` */
function headerLine(line: SourceText, conditional: boolean, list: Header[]): boolean {
  const colon = line.text.indexOf(':');
  const name = line.slice(0, Math.max(colon, 0)).trim();
  if (colon <= 0 || !name.isLiteral) return false;
  list.push(
    doubtful({ name: name.text, nameRange: name.range(), value: line.slice(colon + 1).trim() }, conditional),
  );
  return true;
}

/** The lines of a text that are not empty. */
function linesOf(text: SourceText): SourceText[] {
  const lines: SourceText[] = [];
  for (const { index, 0: line } of text.text.matchAll(/[^\r\n]+/g))
    lines.push(text.slice(index, index + line.length));
  return lines;
}
