import { member, method, PARSE, type Steps } from '../../reads/flow.ts';

const MESSAGE: readonly Steps[] = [[method('json')], [method('text'), PARSE]];

/** Where the parsed body is, by client: each a way that leads to it. To add one: a line here. */
const BODY: Readonly<Record<string, readonly Steps[]>> = {
  fetch: MESSAGE,
  ky: MESSAGE,
  got: [[method('json')], [member('body')], [method('text'), PARSE]],
  axios: [[member('data')]],
  ofetch: [[]],
  superagent: [[member('body')], [member('text'), PARSE]],
  undici: MESSAGE.map((steps) => [member('body'), ...steps]),
  needle: [[member('body')]],
  'better-fetch': [[member('data')]],
  'openapi-fetch': [[member('data')]],
  k6: [[method('json')], [member('body'), PARSE]],
  UrlFetchApp: [[method('getContentText'), PARSE]],
  jQuery: [[]],
  wretch: MESSAGE,
  HttpClient: [[]],
};

/** Functions of clients that give something else than the others do. */
const OTHERWISE: Readonly<Record<string, readonly Steps[]>> = {
  'ofetch.raw': [[member('_data')]],
  'ofetch.useFetch': [[member('data'), member('value')]],
  'ofetch.useLazyFetch': [[member('data'), member('value')]],
  'got.stream': [],
  'undici.stream': [],
};

/** True for a text in which the options of a client ask for something else than the body. */
export const answersOtherwise = (client: string, text: string): boolean =>
  client === 'HttpClient' && /\b(?:observe|responseType)\s*:/.test(text);

/** Where the body is in the object that sends, by client. */
export const IN_SENDER: Readonly<Record<string, readonly Steps[]>> = {
  XMLHttpRequest: [
    [member('responseText'), PARSE],
    [member('response'), PARSE],
  ],
};

/** The ways from what a function of a client gives to the parsed body; none where they are not known. */
export function waysToBody(client: string, name: string): readonly Steps[] {
  const key = `${client}.${name}`;
  if (Object.hasOwn(OTHERWISE, key)) return OTHERWISE[key]!;
  return Object.hasOwn(BODY, client) ? BODY[client]! : [];
}

/** Functions that only look at what they are given. */
export const READERS =
  /^(?:console\.\w+|JSON\.stringify|(?:\w+\.)*_?log(?:ger)?(?:\.\w+)*|Object\.(?:keys|values|entries|freeze)|(?:Next)?Response(?:\.json)?|(?:res|c|ctx|reply|response|h)(?:\.\w+(?:\([^()]*\))?)*\.(?:json|send|status|body)|set[A-Z]\w*|resolve|expect|assert(?:\.\w+)*|alert|String|Boolean|(?:\w+\.)*(?:safeParse|parse|parseAsync|safeParseAsync|assert|validate))$/;
/** Methods of promises and responses that give what they are called on, or hand it on. */
export const PASSES = /^(?:then|subscribe|catch|finally|clone|toPromise)$/;
/** Functions that give the value of a promise or stream they are given. */
export const AWAITS = /^(?:firstValueFrom|lastValueFrom|Promise\.(?:resolve|all)|unref|toValue)$/;
