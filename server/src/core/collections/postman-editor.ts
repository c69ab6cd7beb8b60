import type { CallEditor, RequestChange } from '../call-editor.ts';
import { applyEdits } from '../edits.ts';
import { itemsOf, memberOf, membersOf, textOf, valueAt } from '../json-members.ts';
import { JSON_TEXT } from '../migration/notations.ts';
import type { Json, JsonMember, TextEdit } from '../model.ts';
import { pairParameter } from '../requests/pair-parameters.ts';
import { urlEditor } from '../requests/url-editor.ts';
import type { Range, SourceText } from '../source.ts';
import type { PostmanUrl } from './postman-url.ts';

/** A request of a Postman collection in JSON. */
export interface WrittenRequest {
  readonly json: Json;
  readonly written: PostmanUrl;
  /** The URL with its variables resolved. */
  readonly expanded: SourceText;
  /** The URL with the text of its variables where they are named. */
  readonly local: SourceText;
  readonly document: string;
  readonly scripts: NonNullable<CallEditor['scripts']>;
  readonly addAuthorization?: CallEditor['addAuthorization'];
}

/** Edits of a request whose URL may be written in parts as well. Postman says itself that a body is JSON. */
export function postmanEditor(request: WrittenRequest): CallEditor {
  const { json, written, expanded, local, document, scripts, addAuthorization } = request;
  const method = textOf(valueAt(json, 'method'));
  const parameters = written.query.map(({ name, value }) => pairParameter(name.text, value, document));
  return {
    notation: JSON_TEXT,
    scripts,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...urlEditor(local, expanded, document),
    ...(written.copied ? { urlCopies: (edits, drops) => copiesOf(request, edits, drops) } : {}),
    rewrite: (change) => {
      if (change.method !== undefined && !method) return undefined;
      const authorization = change.authorization ? addAuthorization?.() : [];
      const body = change.body === undefined ? [] : bodyEdits(json, change.body, document);
      if (!authorization || !body) return undefined;
      const named = change.method === undefined ? [] : [{ range: method!.range(), newText: change.method }];
      return [...named, ...authorization, ...body];
    },
  };
}

function bodyEdits(
  json: Json,
  text: NonNullable<RequestChange['body']>,
  document: string,
): TextEdit[] | undefined {
  const raw = JSON.stringify(text);
  const value = `{ "mode": "raw", "raw": ${raw}, "options": { "raw": { "language": "json" } } }`;
  const body = memberOf(json, 'body');
  if (body) return [{ range: body.value.range, newText: value }];
  const url = memberOf(json, 'url');
  if (!url || document[url.keyRange.start - 1] !== '"') return undefined;
  const at = url.keyRange.start - 1;
  const blank = /\s*$/.exec(document.slice(Math.max(0, at - 200), at))![0];
  return [{ range: { start: at, end: at }, newText: `"body": ${value},${blank === '' ? ' ' : blank}` }];
}

/**
 * What has to change in the parts of a URL so that they go on saying what `raw` does with those edits. Undefined where
 * another number of parts would be needed.
 */
function copiesOf(
  { json, written: { text }, document }: WrittenRequest,
  edits: readonly TextEdit[],
  drops: boolean,
): readonly TextEdit[] | undefined {
  const url = valueAt(json, 'url');
  const raw = textOf(valueAt(url, 'raw'));
  if (!url || !raw) return undefined;
  const place = raw.range();
  const { start, end } = text.range();
  if (start < place.start || end > place.end) return undefined;
  const own = edits.filter(({ range }) => range.start >= place.start && range.end <= place.end);
  const query = drops ? memberOf(url, 'query') : undefined;
  const cut = raw.text.indexOf('?');
  const moved = own.map(({ range, newText }) => ({
    range: { start: range.start - place.start, end: range.end - place.start },
    newText,
  }));
  const before = document.slice(place.start, place.end);
  if (before.includes('\\')) return undefined;
  const [old, now] = [before, applyEdits(before, moved)].map(partsOf);
  if (!old || !now) return undefined;
  const parts = (['host', 'path'] as const).map((name) =>
    pieceEdits(valueAt(url, name), old[name], now[name]),
  );
  if (parts.includes(undefined)) return undefined;
  return [
    ...parts.flatMap((found) => found ?? []),
    ...(query ? [{ range: memberRange(url, query, document), newText: '' }] : []),
    ...(query && cut >= 0 ? [{ range: raw.range(cut, raw.length), newText: '' }] : []),
  ];
}

interface Parts {
  readonly host: readonly string[];
  readonly path: readonly string[];
}

function partsOf(url: string): Parts | undefined {
  const found = /^(?:[a-z]+:\/\/)?([^/?#:]+|\{\{[^{}]*\}\})(?::\d+)?\/?([^?#]*)/i.exec(url);
  if (!found) return undefined;
  const [, host = '', path = ''] = found;
  return { host: host.startsWith('{{') ? [host] : host.split('.'), path: path.split('/') };
}

/** The items of a list, or the text, that differ. */
function pieceEdits(
  json: Json | undefined,
  old: readonly string[],
  now: readonly string[],
): readonly TextEdit[] | undefined {
  if (old.join('/') === now.join('/')) return [];
  const pieces = itemsOf(json).map(textOf);
  const isKnown = pieces.length === old.length && pieces.every((piece, i) => piece?.text === old[i]);
  if (!isKnown || now.length > old.length) return undefined;
  const edits = now.flatMap((text, i) =>
    text === old[i] ? [] : [{ range: pieces[i]!.range(), newText: text }],
  );
  if (now.length === old.length) return edits;
  // What is left over goes with the quotes around it and the comma before.
  const start = pieces[now.length - 1]!.range().end + 1;
  return [...edits, { range: { start, end: pieces.at(-1)!.range().end + 1 }, newText: '' }];
}

/** A member with the comma that parts it from the others. */
function memberRange(url: Json, member: JsonMember, document: string): Range {
  const members = membersOf(url);
  const i = members.indexOf(member);
  const [before, behind] = [members[i - 1], members[i + 1]];
  if (before) return { start: before.value.range.end, end: member.value.range.end };
  const start = member.keyRange.start - 1;
  return { start, end: behind ? behind.keyRange.start - 1 : document.slice(start).search(/\}/) + start };
}
