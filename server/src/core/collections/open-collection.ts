import { isWhole, itemsOf, memberOf, scalarText, textOf, valueAt, wordAt } from '../json-members.ts';
import { ABSENT, DYNAMIC, type Fact, type Header, type Json, type NamedText } from '../model.ts';
import { basicHeader, textBody, tokenHeader, type WrittenPair, withoutQuery } from '../requests/written.ts';
import { addValues, SET_LATER, Templates, type Variable } from '../templates.ts';
import { parseApiUrl } from '../url.ts';
import { BODY_SCRIPT, REQUEST_SCRIPT, SCRIPT_SET } from './bruno-script.ts';
import type { CollectionContext, CollectionFacts } from './collection.ts';
import {
  type Auth,
  apiKeyAuth,
  callOf,
  headerAdder,
  isDisabled,
  isKnown,
  NO_AUTH,
  pairsIn,
  UNKNOWN_AUTH,
} from './request.ts';
import { readSurroundings } from './surroundings.ts';

/**
 * The requests of an OpenCollection (https://spec.opencollection.com): a whole collection, or one request in a file of
 * its own.
 */
export function readOpenCollection(root: Json, context: CollectionContext): CollectionFacts {
  const reader = new Reader(context);
  const seen = !('broken' in root);
  const known = { headers: [], seen, opaqueBody: false };
  if (memberOf(root, 'opencollection') === undefined) {
    const around = readSurroundings(context.companions, valueAt(root, 'http')!.range, authOf);
    const variables = around?.variables ?? new Map<string, Variable>();
    for (const name of setLater(root)) variables.set(name, SET_LATER);
    const { auth = UNKNOWN_AUTH, complete = false } = around ?? {};
    reader.request(root, { ...known, auth, complete, variables }, around?.headers);
    return reader;
  }
  const variables = new Map<string, Variable>();
  const environments = itemsOf(valueAt(root, 'config', 'environments')).map((e) => valueAt(e, 'variables'));
  for (const list of environments) reader.define(list, variables);
  for (const name of setLater(root)) variables.set(name, SET_LATER);
  reader.folder(root, { ...known, auth: NO_AUTH, complete: true, variables });
  return reader;
}

interface Level {
  readonly auth: Auth;
  readonly headers: readonly WrittenPair[];
  /** False in text that is broken: anything may be missing from where it stood. */
  readonly seen: boolean;
  /** False when something that is not seen may add headers. */
  readonly complete: boolean;
  readonly opaqueBody: boolean;
  readonly variables: Map<string, Variable>;
}

/** Names that any script sets: requests that are sent later use those values. */
function setLater(item: Json): string[] {
  const scripts = [valueAt(item, 'request', 'scripts'), valueAt(item, 'runtime', 'scripts')].flatMap(itemsOf);
  const code = scripts.map((one) => textOf(valueAt(one, 'code'))?.text ?? '').join('\n');
  return [
    ...[...code.matchAll(SCRIPT_SET)].map((m) => m[1]!),
    ...itemsOf(valueAt(item, 'items')).flatMap(setLater),
  ];
}

class Reader implements CollectionFacts {
  readonly calls: CollectionFacts['calls'][number][] = [];
  readonly names: NamedText[] = [];
  readonly foreign: CollectionFacts['foreign'][number][] = [];

  constructor(private readonly context: CollectionContext) {}

  /** Adds a list of variables to those that are known. */
  define(list: Json | undefined, variables: Map<string, Variable>): void {
    for (const item of itemsOf(list)) {
      const name = wordAt(item, 'name');
      const value = scalarText(valueAt(item, 'value')) ?? scalarText(valueAt(item, 'value', 'data'));
      if (name === undefined || isDisabled(item)) continue;
      if (!value) {
        // Secrets are kept elsewhere.
        variables.set(name, SET_LATER);
        continue;
      }
      this.names.push({ name, value });
      addValues(variables, name, { here: [value] });
    }
  }

  folder(folder: Json, outer: Level): void {
    const defaults = valueAt(folder, 'request');
    const list = valueAt(folder, 'items');
    const own = this.levelOf(folder, defaults, defaults, outer);
    const level = { ...own, seen: own.seen && list?.kind === 'array' && list.complete };
    for (const item of itemsOf(list)) {
      if (valueAt(item, 'http')) this.request(item, level);
      else if (valueAt(item, 'items')) this.folder(item, level);
    }
  }

  /** @param around headers that are written in other files. */
  request(item: Json, outer: Level, around: readonly Header[] = []): void {
    const http = valueAt(item, 'http')!;
    const level = this.levelOf(item, http, valueAt(item, 'runtime'), outer);
    const templates = new Templates(level.variables);
    const written = textOf(valueAt(http, 'url'));
    const parameters = itemsOf(valueAt(http, 'params')).filter((p) => wordAt(p, 'type') !== 'path');
    const address = written && (parameters.length > 0 ? withoutQuery(written) : written);
    const url = address && parseApiUrl(templates.expand(address));
    if (!url) return;
    const headerList = valueAt(http, 'headers');
    const body = bodyOf(valueAt(http, 'body'), templates);
    const call = callOf(
      {
        client: 'bruno',
        json: http,
        url,
        urlArgument: address.range(),
        method: valueAt(http, 'method'),
        headers: [],
        complete: true,
        query: pairsIn({ kind: 'array', range: http.range, items: parameters, complete: true }, 'name').pairs,
        body: level.opaqueBody || (body.kind === 'absent' && !level.seen) ? DYNAMIC : body,
        // Whether a request without any word about it inherits is not said.
        auth: valueAt(http, 'auth') || outer.auth.kind === 'none' ? level.auth : UNKNOWN_AUTH,
        ...headerAdder(headerList, this.context.notation, 'name', '{{unkeyRootKey}}'),
      },
      { headers: level.headers, complete: level.complete && level.seen, templates },
    );
    this.calls.push({ ...call, headers: [...around, ...call.headers] });
    this.foreign.push(...templates.foreign);
  }

  /**
   * What holds in a folder or for a request.
   * @param settings where headers and auth are written.
   * @param runtime where variables and scripts are written.
   */
  private levelOf(item: Json, settings: Json | undefined, runtime: Json | undefined, outer: Level): Level {
    const script = itemsOf(valueAt(runtime, 'scripts'))
      .filter((one) => wordAt(one, 'type') === 'before-request')
      .map((one) => textOf(valueAt(one, 'code'))?.text ?? '')
      .join('\n');
    const variables = new Map(outer.variables);
    this.define(valueAt(runtime, 'variables'), variables);
    const { pairs, complete } = pairsIn(valueAt(settings, 'headers'), 'name');
    return {
      auth: authOf(valueAt(settings, 'auth') ?? valueAt(runtime, 'auth'), outer.auth),
      headers: [...outer.headers, ...pairs],
      seen: outer.seen && isKnown(item, settings, runtime),
      complete: outer.complete && complete && !REQUEST_SCRIPT.test(script),
      opaqueBody: outer.opaqueBody || BODY_SCRIPT.test(script),
      variables,
    };
  }
}

function authOf(json: Json | undefined, inherited: Auth): Auth {
  if (!json || json.kind === 'null') return inherited;
  if (json.kind === 'string')
    return json.value.text === 'inherit' ? inherited : noneOrUnknown(json.value.text);
  const type = memberOf(json, 'type');
  const word = textOf(type?.value)?.text;
  if (!type || word === undefined || !isWhole(json)) return UNKNOWN_AUTH;
  const at = type.value.range;
  switch (word) {
    case 'inherit':
      return inherited;
    case 'bearer': {
      const token = scalarText(valueAt(json, 'token') ?? valueAt(json, 'bearer', 'token'));
      return token ? { kind: 'sent', header: tokenHeader(token, at) } : UNKNOWN_AUTH;
    }
    case 'basic':
      return { kind: 'sent', header: basicHeader(at) };
    case 'apikey': {
      if (wordAt(json, 'placement') === 'query') return NO_AUTH;
      return apiKeyAuth(textOf(valueAt(json, 'key')), scalarText(valueAt(json, 'value')));
    }
    default:
      return noneOrUnknown(word);
  }
}

const noneOrUnknown = (word: string): Auth => (word === 'none' ? NO_AUTH : UNKNOWN_AUTH);

function bodyOf(json: Json | undefined, templates: Templates): Fact<Json> {
  if (!json || json.kind === 'null') return ABSENT;
  if (!isWhole(json)) return DYNAMIC;
  if (json.kind === 'array') {
    const selected = json.items.filter(
      (one) => valueAt(one, 'selected')?.kind === 'boolean' && isSelected(one),
    );
    return selected.length === 1 ? bodyOf(valueAt(selected[0], 'body'), templates) : DYNAMIC;
  }
  const type = wordAt(json, 'type');
  if (type === 'none') return ABSENT;
  const data = valueAt(json, 'data');
  if (data?.kind !== 'string' || (type !== 'json' && type !== 'text')) return DYNAMIC;
  return textBody(templates.expand(data.value));
}

function isSelected(variant: Json): boolean {
  const selected = valueAt(variant, 'selected');
  return selected?.kind === 'boolean' && selected.value;
}
