import type { RequestChange } from '../../call-editor.ts';
import type { CallExpression, Expression, ObjectEntry, ObjectExpression } from '../../expression.ts';
import type { ApiCall, Json, TextEdit } from '../../model.ts';
import { isWithin, type Range, SourceText } from '../../source.ts';
import { addMembers, keyStart } from './edit.ts';
import type { LocalFunction } from './local-functions.ts';
import { type InnerRequest, querySenderEdits } from './query-senders.ts';
import { widenedType } from './query-types.ts';
import type { Reading } from './reading.ts';

/** What a call of a function of the text would send if it gave these arguments; undefined where that is not one request. */
export type Trial = (args: readonly Expression[]) => ApiCall | undefined;

/** The function of the text that a call calls: what else it would send, and the request in it. */
export interface Sender {
  readonly attempted: Trial;
  readonly inner: InnerRequest;
}

/** Names under which functions take the parameters of a query, and a body. */
const QUERY = /^(?:query|params|search|searchParams|qs|queryParams)$/i;
const BODY = /^(?:body|json|data|payload)$/i;
const BODIES = ['body', 'json', 'data', 'payload'];

/** The parameters of a query in the arguments of a call, and how the same call sends them as a body. */
export interface GivenQuery {
  readonly query: Json;
  readonly rewrite: (change: RequestChange) => readonly TextEdit[] | undefined;
}

/** What is tried: arguments, and the edits that make them, `body` being the code of the body. */
interface Attempt {
  readonly args: readonly Expression[];
  readonly edits: (body: string) => readonly TextEdit[];
}

/** An object in the arguments that makes the query: alone, or as a member of options. */
interface Place {
  readonly index: number;
  readonly value: Expression;
  readonly options?: ObjectExpression;
  readonly entry?: ObjectEntry & { readonly kind: 'member' };
}

/**
 * The query that a call gives a function of the text which sends GET requests, where the function sends it as JSON if it
 * is given as a body: each way to give it is tried, and what is then sent is read. `names`: of the parameters.
 */
export function givenQuery(
  reading: Reading,
  call: CallExpression,
  request: ApiCall,
  fn: LocalFunction,
  names: readonly string[],
  { attempted, inner }: Sender,
): GivenQuery | undefined {
  const { method } = request;
  if (method.kind !== 'literal' || method.value !== 'GET' || !call.intact) return undefined;
  for (const place of placesIn(call, names)) {
    const query = queryJson(reading, place.value);
    if (!query) continue;
    for (const attempt of attemptsFor(reading, call, request, names, place)) {
      const sent = attempted(attempt.args);
      if (!sent || !sendsBody(sent, request, query.range)) continue;
      const rewrite = ({ authorization, body }: RequestChange): readonly TextEdit[] | undefined =>
        authorization || body === undefined
          ? undefined
          : [
              ...attempt.edits(body),
              ...(body === nameOf(place.value) ? widenedType(reading, place.value, query) : []),
            ];
      return { query, rewrite };
    }
  }
  return takenQuery(reading, call, fn, names, inner);
}

/** The query that a call gives a function which sends GET requests only, and which is changed to send it as a body. */
function takenQuery(
  reading: Reading,
  call: CallExpression,
  fn: LocalFunction,
  names: readonly string[],
  inner: InnerRequest,
): GivenQuery | undefined {
  for (const [i, value] of call.args.entries()) {
    const query = queryJson(reading, value);
    const name = names[i];
    const edits = query && name ? querySenderEdits(reading, fn, name, inner) : undefined;
    if (!query || !edits) continue;
    const range = reading.source.range(value.start, value.end);
    const rewrite = ({ authorization, body }: RequestChange): readonly TextEdit[] | undefined =>
      authorization || body === undefined
        ? undefined
        : body === nameOf(value)
          ? [...edits, ...widenedType(reading, value, query)]
          : [...edits, { range, newText: body }];
    return { query, rewrite };
  }
  return undefined;
}

function placesIn({ args }: CallExpression, names: readonly string[]): readonly Place[] {
  return args.flatMap((arg, index): Place[] => {
    const name = names[index] ?? '';
    if (QUERY.test(name) || BODY.test(name)) return [{ index, value: arg }];
    if (arg.kind !== 'object' || !arg.intact) return [];
    const entries = arg.entries.filter((entry) => entry.kind === 'member');
    const entry = entries.find(({ key }) => key.kind === 'text' && QUERY.test(key.value.text));
    return entry ? [{ index, value: entry.value, options: arg, entry }] : [];
  });
}

/** The object with the parameters, where it is written in the call or under a name. */
function queryJson({ values, source }: Reading, value: Expression): Json | undefined {
  const given =
    value.kind === 'call' && value.callee.kind === 'name' && value.callee.name === 'URLSearchParams'
      ? value.args[0]
      : value;
  const isNamed = given?.kind === 'name' && source.text.slice(given.start, given.end) === given.name;
  if (!given || (given.kind !== 'object' && (!isNamed || given.frame))) return undefined;
  const json = values.json(given);
  return json.kind === 'object' ? json : undefined;
}

function attemptsFor(
  reading: Reading,
  call: CallExpression,
  request: ApiCall,
  names: readonly string[],
  { index, value, options, entry }: Place,
): readonly Attempt[] {
  const { source } = reading;
  const { method } = request;
  const at = call.args.findIndex(
    (arg) =>
      method.kind === 'literal' &&
      arg.kind === 'text' &&
      isWithin(method.range, source.range(arg.start, arg.end)),
  );
  const isNamed = at >= 0 && method.kind === 'literal';
  const named: TextEdit[] = isNamed ? [{ range: method.range, newText: 'POST' }] : [];
  const withMethod = (args: readonly Expression[]): readonly Expression[] =>
    isNamed ? args.map((arg, i) => (i === at ? textAt(reading, arg, 'POST') : arg)) : args;
  const valueRange = source.range(value.start, value.end);
  if (!options || !entry) {
    const there: Attempt = {
      args: withMethod(call.args),
      edits: (body) => [...named, { range: valueRange, newText: body }],
    };
    const next = BODY.test(names[index + 1] ?? '') && call.args.length === index + 1;
    if (!next) return [there];
    const nothing: Expression = { kind: 'undefined', start: value.start, end: value.start };
    return [
      there,
      {
        args: withMethod([...call.args.slice(0, index), nothing, value]),
        edits: (body) => [...named, { range: valueRange, newText: `undefined, ${body}` }],
      },
    ];
  }
  const start = keyStart(source.text, entry.key.kind === 'text' ? entry.key.start : value.start);
  const range = source.range(start, value.end);
  const quote = source.text.slice(call.list.start, call.list.end).includes('"') ? '"' : "'";
  return BODIES.flatMap((name) =>
    [[], ['method']].flatMap((added): Attempt[] => {
      if (added.length > 0 && isNamed) return [];
      const entries = options.entries.map((one) =>
        one === entry ? memberAt(reading, entry.key, name, entry.value) : one,
      );
      const more = added.map((key) => memberAt(reading, entry.key, key, textAt(reading, entry.key, 'POST')));
      const object: ObjectExpression = { ...options, entries: [...more, ...entries] };
      const args = withMethod(call.args.map((arg, i) => (i === index ? object : arg)));
      const members = added.map((key) => `${key}: ${quote}POST${quote}`);
      return [
        {
          args,
          edits: (body) => [
            ...named,
            ...(members.length > 0 ? [addMembers(reading, { object: options }, members)] : []),
            { range, newText: body === name ? name : `${name}: ${body}` },
          ],
        },
      ];
    }),
  );
}

/** True for a request that sends the object at `place` as JSON, and otherwise is as it was. */
function sendsBody(sent: ApiCall, before: ApiCall, place: Range): boolean {
  const { method, body, url, query } = sent;
  const isSame =
    url.operation.kind === 'literal' &&
    before.url.operation.kind === 'literal' &&
    url.operation.value.text === before.url.operation.value.text;
  if (!isSame || method.kind !== 'literal' || method.value !== 'POST') return false;
  if (body.kind !== 'literal' || body.value.kind !== 'object' || query.length > 0) return false;
  const { range } = body.value;
  return range.start === place.start && range.end === place.end;
}

const textAt = ({ source }: Reading, at: Expression, value: string): Expression => ({
  kind: 'text',
  value: SourceText.decoded(value, source.range(at.start, at.end)),
  closed: true,
  start: at.start,
  end: at.end,
});

const memberAt = (reading: Reading, at: Expression, key: string, value: Expression): ObjectEntry => ({
  kind: 'member',
  key: textAt(reading, at, key),
  value,
});

const nameOf = (value: Expression): string => (value.kind === 'name' ? value.name : '');
