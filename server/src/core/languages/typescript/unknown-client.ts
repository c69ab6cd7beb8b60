import type { CallExpression, Expression, Span } from '../../expression.ts';
import { axios } from './clients/axios.ts';
import type { CallShape, HttpClient } from './clients/client.ts';
import { isDescribedCall } from './context.ts';
import type { Match } from './origin.ts';
import type { Reading } from './reading.ts';

/** Functions and objects that are named as those of clients are; what they do beside sending is not known. */
const unknown: HttpClient = {
  name: 'request',
  roots: [],
  factories: {},
  calls: {},
  options: {
    method: 'method',
    url: ['url', 'uri'],
    headers: 'headers',
    query: ['params', 'searchParams', 'query', 'qs'],
    json: ['json', 'data', 'body'],
    text: 'body',
    jsonSwitch: true,
  },
  defaultMethod: 'GET',
  based: true,
  joining: 'reference',
};

/** The client that an object is given to which has the members of a request. */
export const objectMatch = (token: Span): Match => ({
  client: { ...unknown, options: { ...unknown.options, url: ['url', 'uri', 'endpoint', 'Url', 'URL'] } },
  shape: { args: ['options'] },
  ...{ name: '', token, factories: [], sealed: false, proven: false },
});

/** The function by which components of Appmixer send requests, which is axios: https://docs.appmixer.com. */
const APPMIXER = 'context.httpRequest';

const VERB = /^\$?(get|post|put|patch|delete|del|head)(?:Json|JSON)?$/;
const OBJECT =
  /http|api|client|axios|request|fetch|unkey|rest|agent|service|ky$|got$|gateway|remote|upstream|\$$/i;
const STORE =
  /cache|map\b|store|queue|redis|\bkv\b|config|\benv\b|cookie|header|params|storage|session|mock|registry|router|routes?\b|app\b/i;
const SENDER = /fetch|request|call|send|query|invoke|api|http|unkey/i;
const METHOD = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD)$/i;
const OPTION = /^(?:method|headers|body|json|data|params|searchParams)$/;

/** What a call of something unknown sends, told by its name and the looks of its arguments. */
export function matchUnknown(reading: Reading, call: CallExpression, open: number): Match | undefined {
  const { callee, args } = call;
  const [first, second] = args;
  if (!first || !call.intact || call.constructs || (callee.kind !== 'name' && callee.kind !== 'member'))
    return undefined;
  const name = callee.kind === 'name' ? callee.name : callee.property;
  const token = callee.kind === 'name' ? callee : callee.propertySpan;
  const shape = shapeOf(reading, callee, name, first, second);
  if (!shape || isDescribedCall(reading.tokens, open)) return undefined;
  // A function that is handed in answers requests rather than sends one.
  if (args.slice(1).some((arg) => isFunction(reading, arg))) return undefined;
  const isAxios =
    reading.source.text.slice(callee.start, callee.end) === APPMIXER && shape.args[0] === 'options';
  return {
    client: isAxios ? axios : unknown,
    shape,
    ...{ name, token, factories: [], sealed: false, proven: isAxios },
  };
}

function shapeOf(
  { source, values }: Reading,
  callee: Expression,
  name: string,
  first: Expression,
  second: Expression | undefined,
): CallShape | undefined {
  const literal = (e: Expression): string => values.text(e, true).text;
  const keysOf = (e: Expression | undefined): readonly string[] =>
    e ? values.members(e).list.map((m) => m.key) : [];
  const verb = VERB.exec(name)?.[1];
  const owner = source.text.slice(callee.start, callee.end).slice(0, -name.length);
  if (verb && !STORE.test(owner) && (owner === '' || OBJECT.test(owner))) {
    const method = verb === 'del' ? 'DELETE' : verb.toUpperCase();
    if (keysOf(first).some((key) => /^(?:url|uri)$/.test(key))) return { method, args: ['options'] };
    const sendsNothing = /^(?:get|head|delete|del)$/.test(verb);
    return { method, args: sendsNothing ? ['url', 'options'] : ['url', 'payload', 'options'] };
  }
  if (METHOD.test(literal(first)) && second && SENDER.test(name) && /^(?:https?:)?\//.test(literal(second)))
    return { args: ['method', 'url', 'payload', 'options'] };
  const keys = keysOf(first);
  if (keys.some((key) => /^(?:url|uri)$/.test(key)) && keys.some((key) => OPTION.test(key)))
    return { args: ['options'] };
  const isRequest =
    first.kind === 'call' &&
    first.constructs &&
    first.callee.kind === 'name' &&
    first.callee.name === 'Request';
  const hasInit = keysOf(second).some((key) => /^(?:method|headers|body)$/.test(key));
  return SENDER.test(name) && (isRequest || hasInit) ? { args: ['url', 'options'] } : undefined;
}

function isFunction({ values, scope }: Reading, argument: Expression): boolean {
  if (values.resolve(argument).value.kind === 'function') return true;
  return (
    argument.kind === 'name' && scope.lookup(argument.name, argument.start, argument.frame).kind === 'import'
  );
}
