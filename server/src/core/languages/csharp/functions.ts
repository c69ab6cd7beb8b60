import type { CallExpression, Expression, JsonStyle } from '../../expression.ts';
import { withQuery, withSegments, writtenAt } from '../../program/addresses.ts';
import type { Reduction } from '../../program/grammar.ts';
import { inPackage } from '../../program/packages.ts';
import {
  environment,
  itself,
  itselfAsJson,
  joinedBySlash,
  reference,
  sameAs,
} from '../../program/reductions.ts';
import { formatted } from '../../program/strings.ts';
import { appended, asText, begunText, nothing, separated } from '../../program/texts.ts';
import { PLAIN, styleOf, WEB } from './json-style.ts';

/** The value of an argument given by name. */
const namedArgument = (call: CallExpression, name: string): Expression | undefined =>
  call.named?.entries.find((e) => e.kind === 'member' && e.key.kind === 'text' && e.key.value.text === name)
    ?.value;

/** A serializer whose options are its argument at `index`. */
const serialized =
  (unless: JsonStyle, index: number): Reduction =>
  (call, values) => {
    const [value] = call.args;
    const options = call.args[index] ?? namedArgument(call, 'options') ?? namedArgument(call, 'settings');
    const style = styleOf(options, unless, values);
    return value && style && { kind: 'json', value, style, start: call.start, end: call.end };
  };

const HOLE = /\{\{|\}\}|\{(\d+)(?:,-?\d+)?(?::[^{}]*)?\}/g;

/** `string.Format(format, …)`; the first argument may be a culture. */
const format: Reduction = ({ args }, values) => {
  const at = args.findIndex((argument) => /^(?:text|template)$/.test(values.resolve(argument).value.kind));
  const text = args[at] && values.resolve(args[at]).value;
  return text && at < 2 ? formatted(text, args.slice(at + 1), HOLE, (match) => Number(match[1])) : undefined;
};

const concatenated: Reduction = ({ args, start, end }) => ({ kind: 'template', parts: args, start, end });

/** `new Uri(text)`, `new Uri(text, UriKind.Absolute)`, `new Uri(base, reference)` */
const uri: Reduction = (call, values) => {
  const [first, second] = call.args;
  const isKind =
    second?.kind === 'member' && second.object.kind === 'name' && second.object.name === 'UriKind';
  return second && !isKind ? reference(call, values) : first;
};

/** `new AuthenticationHeaderValue(scheme, parameter)` */
const authorization: Reduction = ({ args: [scheme, parameter], start, end }, values) =>
  scheme && parameter
    ? { kind: 'template', parts: [scheme, writtenAt(' ', scheme.end, values), parameter], start, end }
    : scheme;

const emptyArray: Reduction = ({ start, end }) => ({ kind: 'array', items: [], complete: true, start, end });

/** Pure functions of the language and of libraries that make URLs, JSON and headers. */
export const functions: Readonly<Record<string, Reduction>> = {
  ...inPackage('System.Text.Json', {
    'JsonSerializer.Serialize': serialized(PLAIN, 1),
    'JsonSerializer.SerializeToUtf8Bytes': serialized(PLAIN, 1),
    'JsonSerializer.SerializeToNode': sameAs(),
  }),
  ...inPackage('Newtonsoft.Json', {
    'JsonConvert.SerializeObject': (call, values) =>
      serialized(PLAIN, call.args.length > 2 ? 2 : 1)(call, values),
    'JObject.FromObject': sameAs(),
  }),
  ...inPackage('System.Net.Http', {
    'StringContent.new': sameAs(),
    'ByteArrayContent.new': sameAs(),
    'HttpMethod.new': sameAs(),
    'HttpClientHandler.new': nothing,
    'SocketsHttpHandler.new': nothing,
  }),
  ...inPackage('System.Net.Http.Json', { 'JsonContent.Create': serialized(WEB, 2) }),
  ...inPackage('System.Net.Http.Headers', {
    'AuthenticationHeaderValue.new': authorization,
    'AuthenticationHeaderValue.Parse': sameAs(),
  }),
  ...inPackage('System', { 'Uri.new': uri, 'Array.Empty': emptyArray }),
  ...inPackage('System.Text', { 'StringBuilder.new': begunText }),
  ...inPackage('Microsoft.AspNetCore.WebUtilities', { 'QueryHelpers.AddQueryString': sameAs() }),
  ...inPackage('Flurl', { 'Url.Combine': joinedBySlash, 'Url.new': sameAs() }),
  'string.Format': format,
  'String.Format': format,
  'string.Concat': concatenated,
  'String.Concat': concatenated,
  'string.Join': separated,
  'String.Join': separated,
  '*.GetBytes': sameAs(),
  '*.ToString': asText,
  '*.ToJsonString': itselfAsJson,
  '*.ToArray': itself,
  '*.ToList': itself,
  '*.Trim': itself,
  '*.TrimEnd': itself,
  '*.TrimStart': itself,
  '*.Append': appended,
  '*.GetValue': environment(),
  '*.GetValueOrDefault': environment(),
  '*.AppendPathSegment': withSegments,
  '*.AppendPathSegments': withSegments,
  '*.SetQueryParam': withQuery,
  '*.SetQueryParams': itself,
};
