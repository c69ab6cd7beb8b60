import { isWhole, itemsOf, memberOf, scalarText, textOf, valueAt, wordAt } from '../json-members.ts';
import { ABSENT, DYNAMIC, type Fact, type Json } from '../model.ts';
import { basicHeader, textBody, tokenHeader, withoutQuery } from '../requests/written.ts';
import { Templates } from '../templates.ts';
import { parseApiUrl } from '../url.ts';
import type { CollectionContext, CollectionFacts } from './collection.ts';
import { type Auth, callOf, headerAdder, isKnown, NO_AUTH, pairsIn, UNKNOWN_AUTH } from './request.ts';

/** The requests of a Thunder Client collection. Its variables are in environments of their own. */
export function readThunderClient(root: Json, { notation }: CollectionContext): CollectionFacts {
  const templates = new Templates(new Map());
  const settings = [root, ...itemsOf(valueAt(root, 'folders'))].map((json) => valueAt(json, 'settings'));
  const inherited = settings.some((one) => valueAt(one, 'auth')) ? UNKNOWN_AUTH : NO_AUTH;
  const list = valueAt(root, 'requests');
  const seen = isKnown(root) && !('broken' in root) && list?.kind === 'array' && list.complete;
  const complete = seen && settings.every((one) => !valueAt(one, 'headers') && isKnown(one));
  const calls = itemsOf(list).flatMap((json) => {
    const written = textOf(valueAt(json, 'url'));
    const address = written && (valueAt(json, 'params') ? withoutQuery(written) : written);
    const url = address && parseApiUrl(templates.expand(address));
    if (!url) return [];
    const headerList = valueAt(json, 'headers');
    const headers = pairsIn(headerList, 'name');
    const body = bodyOf(valueAt(json, 'body'), templates);
    return callOf(
      {
        client: 'thunder-client',
        json,
        url,
        urlArgument: address.range(),
        method: valueAt(json, 'method'),
        headers: headers.pairs,
        complete: headers.complete,
        query: pairsIn(valueAt(json, 'params'), 'name').pairs,
        body: body.kind === 'absent' && !(seen && isKnown(json)) ? DYNAMIC : body,
        auth: authOf(valueAt(json, 'auth'), inherited),
        ...headerAdder(headerList, notation, 'name', '{{unkeyRootKey}}'),
      },
      { headers: [], complete, templates },
    );
  });
  return { calls, names: [], foreign: templates.foreign };
}

function authOf(json: Json | undefined, inherited: Auth): Auth {
  if (!json || json.kind === 'null') return inherited;
  const type = memberOf(json, 'type');
  const word = textOf(type?.value)?.text;
  if (!isWhole(json)) return UNKNOWN_AUTH;
  if (!type || !word || word === 'inherit') return inherited;
  if (word === 'none') return NO_AUTH;
  if (word === 'basic') return { kind: 'sent', header: basicHeader(type.value.range) };
  const token = word === 'bearer' ? scalarText(valueAt(json, 'bearer')) : undefined;
  const prefix = wordAt(json, 'bearerPrefix') || 'Bearer';
  return token ? { kind: 'sent', header: tokenHeader(token, type.value.range, prefix) } : UNKNOWN_AUTH;
}

function bodyOf(json: Json | undefined, templates: Templates): Fact<Json> {
  if (!json || json.kind === 'null') return ABSENT;
  if (!isWhole(json)) return DYNAMIC;
  const type = wordAt(json, 'type');
  if (type === 'none' || type === '') return ABSENT;
  const raw = valueAt(json, 'raw');
  return type === 'json' && raw?.kind === 'string' ? textBody(templates.expand(raw.value)) : DYNAMIC;
}
