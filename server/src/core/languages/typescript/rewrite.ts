import type { CallEditor } from '../../call-editor.ts';
import type { CallExpression, Expression } from '../../expression.ts';
import type { TextEdit } from '../../model.ts';
import { urlExpressionEditor } from '../../requests/url-expression.ts';
import type { SourceText } from '../../source.ts';
import { argumentsOf, optionOf, type RequestArguments } from './arguments.ts';
import { bodyChoices, bodyTypeOf, givenBody } from './body-types.ts';
import { asFetch, isGivenFetch } from './given-fetch.ts';
import { IDIOM, OBJECT_LITERAL, quoteOf } from './notation.ts';
import type { Match } from './origin.ts';
import type { Reading } from './reading.ts';
import { Rewriter } from './rewriter.ts';
import { searchOf } from './search-params.ts';
import { writtenQueryOf } from './written-query.ts';

/** Clients that put no base before a whole URL. */
const TAKES_WHOLE = /^(?:axios|ofetch)$/;

/** Edits of a call that make another request of it. */
export function rewriteOf(
  reading: Reading,
  call: CallExpression,
  found: Match,
  request: RequestArguments,
  address: { readonly argument: Expression; readonly text: SourceText },
): CallEditor {
  const match = asFetch(reading, found);
  const search = searchOf(reading, address.argument, call);
  const query = writtenQueryOf(reading, call, match, request);
  const quote = quoteOf(reading, address.argument);
  const body = givenBody(reading, match, request);
  const choices = bodyChoices(reading, body);
  const isMethodLeft = isGivenFetch(reading, match) && !optionOf(request.options, 'method').member;
  return {
    ...(isMethodLeft ? { isMethodLeft } : {}),
    notation: { ...OBJECT_LITERAL, quote },
    ...(query ? { query } : {}),
    ...bodyTypeOf(reading, body),
    ...(choices ? { bodyChoices: choices } : {}),
    ...(search && search !== 'unknown' ? { parameters: search.parameters, isQueryMade: true as const } : {}),
    ...urlExpressionEditor(
      address.argument,
      address.text,
      reading.values,
      IDIOM,
      TAKES_WHOLE.test(match.client.name),
    ),
    rewrite: (change) => {
      if (search === 'unknown') return undefined;
      // What is not known of the query cannot become a body.
      if (change.body !== undefined && !query && isQueryGiven(reading, match, request)) return undefined;
      const edits = new Rewriter(reading, call, match, request).edits(change, quote);
      return edits && change.body !== undefined && search ? [...edits, ...search.edits] : edits;
    },
  };
}

/** True for a query that is given beside the URL, whatever it may be. */
function isQueryGiven({ values }: Reading, { client }: Match, { options }: RequestArguments): boolean {
  const { member } = optionOf(options, client.options.query);
  return member !== undefined && !/^(?:null|undefined)$/.test(values.resolve(member.value).value.kind);
}

/**
 * Makes a request whose query is what is called `name` send a POST with `body`. Undefined where that is not certain. What
 * puts `name` into the URL is left to others.
 */
export function asksWith(
  reading: Reading,
  call: CallExpression,
  match: Match,
  name: string,
  body: string,
): readonly TextEdit[] | undefined {
  const request = argumentsOf(call, match, reading.values);
  const { member } = optionOf(request.options, match.client.options.query);
  if (member && (member.value.kind !== 'name' || member.value.name !== name)) return undefined;
  const method = optionOf(request.options, match.client.options.method).member;
  const isGet = method === undefined || reading.values.text(method.value).text.toUpperCase() === 'GET';
  if (!isGet) return undefined;
  const [url] = call.args;
  const quote = url ? quoteOf(reading, url) : "'";
  return new Rewriter(reading, call, match, request).edits({ method: 'POST', body }, quote);
}
