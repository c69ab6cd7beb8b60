import { parseJson } from '../json.ts';
import { isWhole, itemsOf, memberOf, scalarText, textOf, valueAt, wordAt } from '../json-members.ts';
import { ABSENT, DYNAMIC, type Fact, type Json, type NamedText } from '../model.ts';
import { basicHeader, textBody, tokenHeader } from '../requests/written.ts';
import { withoutSecret } from '../secrets.ts';
import type { Companion } from '../service.ts';
import { type Range, SourceText } from '../source.ts';
import { addValues, SET_LATER, Templates, type Variable } from '../templates.ts';
import { parseApiUrl } from '../url.ts';
import type { CollectionContext, CollectionFacts } from './collection.ts';
import { postmanEditor } from './postman-editor.ts';
import { postmanUrl } from './postman-url.ts';
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

/** Exported environments. */
export const POSTMAN_COMPANIONS: readonly string[] = ['*.postman_environment.json', '*.postman_globals.json'];

/** The requests of a Postman collection, v2.0 or v2.1 (https://schema.postman.com). Saved responses are no calls. */
export function readPostman(root: Json, context: CollectionContext): CollectionFacts {
  const collection = valueAt(root, 'collection', 'item') ? valueAt(root, 'collection')! : root;
  return new Reader(context).read(collection, !('broken' in root));
}

class Reader {
  private readonly calls: CollectionFacts['calls'][number][] = [];
  private readonly names: NamedText[] = [];
  private readonly foreign: CollectionFacts['foreign'][number][] = [];

  constructor(private readonly context: CollectionContext) {}

  read(collection: Json, whole: boolean): CollectionFacts {
    const variables = environmentsOf(this.context.companions);
    for (const name of setLater(collection)) variables.set(name, SET_LATER);
    this.folder(collection, {
      auth: NO_AUTH,
      seen: whole,
      complete: true,
      opaqueBody: false,
      scripts: [],
      variables,
    });
    return { calls: this.calls, names: this.names, foreign: this.foreign };
  }

  private folder(folder: Json, outer: Level): void {
    const list = valueAt(folder, 'item');
    const own = this.levelOf(folder, outer);
    const level = { ...own, seen: own.seen && list?.kind === 'array' && list.complete };
    const templates = new Templates(level.variables);
    for (const item of itemsOf(list)) {
      if (valueAt(item, 'item')) this.folder(item, level);
      else if (valueAt(item, 'request')) this.request(item, level, templates);
    }
    this.foreign.push(...templates.foreign);
  }

  /** What holds in a folder or for a request: its own auth, variables and scripts, and those around it. */
  private levelOf(item: Json, outer: Level): Level {
    const script = scriptOf(item, 'prerequest');
    const own = namesIn(valueAt(item, 'variable'));
    this.names.push(...own);
    const variables = own.length > 0 ? new Map(outer.variables) : outer.variables;
    for (const { name, value } of own) addValues(variables, name, { here: [value] });
    return {
      auth: authOf(valueAt(valueAt(item, 'request') ?? item, 'auth'), outer.auth),
      seen: outer.seen && isKnown(item),
      complete: outer.complete && !REQUEST_SCRIPT.test(script),
      scripts: [...outer.scripts, ...scriptsOf(item)],
      opaqueBody: outer.opaqueBody || BODY_SCRIPT.test(script),
      variables,
    };
  }

  private request(item: Json, outer: Level, outerTemplates: Templates): void {
    const json = valueAt(item, 'request')!;
    const written = postmanUrl(textOf(json) ? json : valueAt(json, 'url'));
    const level = this.levelOf(item, outer);
    const templates = level.variables === outer.variables ? outerTemplates : new Templates(level.variables);
    const expanded = written && templates.expand(written.text);
    const url = expanded && parseApiUrl(expanded);
    if (!url) return;
    if (written.copied) this.foreign.push(written.text.range());
    const headerList = valueAt(json, 'header');
    const { pairs, complete } = pairsIn(headerList, 'key');
    const body = bodyOf(valueAt(json, 'body'), templates);
    const { notation, document } = this.context;
    const adder = headerAdder(headerList, notation, 'key', '{{unkeyRootKey}}');
    const scripts = { own: scriptsOf(item), shared: outer.scripts };
    const local = templates.expandInPlace(written.text);
    const whole = level.seen && (json.kind === 'string' || isKnown(json));
    this.calls.push(
      callOf(
        {
          client: 'postman',
          json,
          url,
          urlArgument: written.text.range(),
          method: valueAt(json, 'method'),
          headers: pairs,
          complete,
          query: written.query,
          body: level.opaqueBody || (body.kind === 'absent' && !whole) ? DYNAMIC : body,
          auth: level.auth,
          ...adder,
          ...(notation === 'json'
            ? { editor: postmanEditor({ json, written, expanded, local, document, scripts, ...adder }) }
            : {}),
        },
        { headers: [], complete: level.complete && level.seen, templates },
      ),
    );
    if (templates !== outerTemplates) this.foreign.push(...templates.foreign);
  }
}

interface Level {
  readonly auth: Auth;
  /** False in text that is broken: anything may be missing from where it stood. */
  readonly seen: boolean;
  /** False when scripts may add headers. */
  readonly complete: boolean;
  readonly opaqueBody: boolean;
  /** Where scripts stand that run for the folder or request, outermost first. */
  readonly scripts: readonly Range[];
  readonly variables: Map<string, Variable>;
}

/** Scripts that may change what is sent. */
const REQUEST_SCRIPT = /\bpm\.request\b|\bheaders\b/;
const BODY_SCRIPT = /\bpm\.request\.(?:body|update)\b/;
const SCRIPT_SET = /\.set\(\s*["'`]([^"'`\s]+)["'`]/g;

const scriptsOf = (item: Json): Range[] =>
  itemsOf(valueAt(item, 'event')).flatMap((event) => valueAt(event, 'script')?.range ?? []);

/** The text of the scripts of a folder or request that run at one time. */
function scriptOf(item: Json, when?: 'prerequest'): string {
  return itemsOf(valueAt(item, 'event'))
    .filter((event) => !when || wordAt(event, 'listen') === when)
    .map((event) => {
      const code = valueAt(event, 'script', 'exec');
      return (
        textOf(code)?.text ??
        itemsOf(code)
          .map((line) => textOf(line)?.text ?? '')
          .join('\n')
      );
    })
    .join('\n');
}

/** Names that any script of the collection sets: requests that are sent later use those values. */
function setLater(item: Json): string[] {
  return [
    ...[...scriptOf(item).matchAll(SCRIPT_SET)].map((m) => m[1]!),
    ...itemsOf(valueAt(item, 'item')).flatMap(setLater),
  ];
}

function namesIn(list: Json | undefined): NamedText[] {
  return itemsOf(list).flatMap((item): NamedText[] => {
    const name = wordAt(item, 'key') ?? wordAt(item, 'id');
    const value = scalarText(valueAt(item, 'value'));
    return name !== undefined && value && !isDisabled(item) ? [{ name, value }] : [];
  });
}

/** The values of exported environments, without secrets. */
function environmentsOf(companions: readonly Companion[]): Map<string, Variable> {
  const variables = new Map<string, Variable>();
  for (const { text } of companions) {
    for (const item of itemsOf(valueAt(parseJson(SourceText.verbatim(text)), 'values'))) {
      const name = wordAt(item, 'key');
      const value = wordAt(item, 'value');
      if (name === undefined || value === undefined || isDisabled(item)) continue;
      addValues(variables, name, {
        elsewhere: [withoutSecret(name, value, wordAt(item, 'type') === 'secret')],
      });
    }
  }
  return variables;
}

/** `null` and a missing auth are inherited. */
function authOf(json: Json | undefined, inherited: Auth): Auth {
  if (!json || json.kind === 'null') return inherited;
  const type = memberOf(json, 'type');
  const word = textOf(type?.value)?.text;
  if (!type || word === undefined || !isWhole(json)) return UNKNOWN_AUTH;
  const at = type.value.range;
  switch (word) {
    case 'noauth':
      return NO_AUTH;
    case 'bearer': {
      const token = parameter(json, word, 'token');
      return token ? { kind: 'sent', header: tokenHeader(token, at) } : UNKNOWN_AUTH;
    }
    case 'basic':
      return { kind: 'sent', header: basicHeader(at) };
    case 'apikey': {
      const [name, value] = [parameter(json, word, 'key'), parameter(json, word, 'value')];
      return parameter(json, word, 'in')?.text === 'query' ? NO_AUTH : apiKeyAuth(name, value);
    }
    default:
      return UNKNOWN_AUTH;
  }
}

/** A parameter of an auth: of the list of v2.1 or the object of v2.0. */
function parameter(auth: Json, type: string, name: string): SourceText | undefined {
  const parameters = valueAt(auth, type);
  const listed = itemsOf(parameters).find((item) => wordAt(item, 'key') === name);
  return scalarText(listed ? valueAt(listed, 'value') : valueAt(parameters, name));
}

function bodyOf(json: Json | undefined, templates: Templates): Fact<Json> {
  if (!json || json.kind === 'null') return ABSENT;
  if (!isWhole(json)) return DYNAMIC;
  if (isDisabled(json)) return ABSENT;
  if (wordAt(json, 'mode') !== 'raw') return memberOf(json, 'mode') ? DYNAMIC : ABSENT;
  const raw = valueAt(json, 'raw');
  return raw?.kind === 'string' ? textBody(templates.expand(raw.value)) : raw ? DYNAMIC : ABSENT;
}
