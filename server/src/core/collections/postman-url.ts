import { itemsOf, scalarText, textOf, valueAt } from '../json-members.ts';
import type { Json } from '../model.ts';
import type { WrittenPair } from '../requests/written.ts';
import { SourceText } from '../source.ts';
import { pairsIn } from './request.ts';

/** A URL of a Postman request. */
export interface PostmanUrl {
  /** Without the query that {@link PostmanUrl.query} has. */
  readonly text: SourceText;
  readonly query: readonly WrittenPair[];
  /** True when its parts are written once more: to change it means to change both. */
  readonly copied: boolean;
}

/** Postman sends the parts of a URL; `raw` is what a person reads. Undefined when there is neither. */
export function postmanUrl(json: Json | undefined): PostmanUrl | undefined {
  if (json?.kind === 'string') return { text: json.value, query: [], copied: false };
  const raw = textOf(valueAt(json, 'raw'));
  const parts = partsOf(json);
  if (parts.length === 0) return raw && { text: raw, query: [], copied: false };
  const query = valueAt(json, 'query');
  const address = raw ? /^[^?#]*/.exec(raw.text)![0] : '';
  const joined = parts.map(({ text }) => text).join('');
  const same = address.replace(/\/+$/, '') === joined.replace(/\/+$/, '');
  const text = same && raw ? (query ? raw.slice(0, address.length) : raw) : SourceText.join(parts);
  return { text, query: pairsIn(query, 'key').pairs, copied: true };
}

/** The pieces of `protocol://host:port/path`, from where they are written; none without a host. */
function partsOf(url: Json | undefined): readonly SourceText[] {
  const host = piecesOf(valueAt(url, 'host'), '.');
  if (host.length === 0) return [];
  const { start } = host[0]!.range();
  const between = (text: string): SourceText => SourceText.decoded(text, { start, end: start });
  const protocol = textOf(valueAt(url, 'protocol'));
  const port = scalarText(valueAt(url, 'port'));
  const path = piecesOf(valueAt(url, 'path'), '/');
  return [
    ...(protocol && protocol.length > 0 ? [protocol, between('://')] : []),
    ...host,
    ...(port && port.length > 0 ? [between(':'), port] : []),
    ...(path.length > 0 && !path[0]!.text.startsWith('/') ? [between('/')] : []),
    ...path,
  ];
}

/** A text, or the items of a list with `separator` between them. */
function piecesOf(json: Json | undefined, separator: string): readonly SourceText[] {
  if (json?.kind === 'string') return json.value.length > 0 ? [json.value] : [];
  return itemsOf(json).flatMap((item, i) => {
    const text = scalarText(item) ?? textOf(valueAt(item, 'value')) ?? SourceText.hole(item.range);
    const { start } = text.range();
    return i === 0 ? [text] : [SourceText.decoded(separator, { start, end: start }), text];
  });
}
