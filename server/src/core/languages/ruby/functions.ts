import type { CallExpression, Expression } from '../../expression.ts';
import type { Reduction } from '../../program/grammar.ts';
import {
  asJson,
  emptyObject,
  environment,
  itself,
  itselfAsJson,
  joinedBySlash,
  mergedWithItself,
  reference,
  sameAs,
  withoutMissing,
} from '../../program/reductions.ts';
import { SourceText } from '../../source.ts';
import { withVerbs } from './strings.ts';

/** `JSON.generate(apiId: id)` is given the object without braces. */
const json: Reduction = (call, values) =>
  asJson(call.args.length === 0 && call.named ? { ...call, args: [call.named] } : call, values);

const format: Reduction = (call) => {
  const [text, ...args] = call.args;
  return text && withVerbs(text, args, call.named?.entries ?? []);
};

const receiverOf = ({ callee }: CallExpression): Expression | undefined =>
  callee.kind === 'member' ? callee.object : undefined;

/** `base << path` and `base.concat(path)` of a text. */
const appended: Reduction = (call, values) => {
  const receiver = receiverOf(call);
  if (!receiver || !/^(?:text|template)$/.test(values.resolve(receiver).value.kind)) return undefined;
  return { kind: 'template', parts: [receiver, ...call.args], start: call.start, end: call.end };
};

/** `['https://…', 'v2'].join('/')` */
const joined: Reduction = (call, values) => {
  const list = receiverOf(call);
  const items = list && values.items(list);
  const [separator] = call.args;
  if (!items?.complete || items.list.some((item) => item.conditional)) return undefined;
  const parts = items.list.flatMap(({ value }, i) => (i === 0 || !separator ? [value] : [separator, value]));
  return { kind: 'template', parts, start: call.start, end: call.end };
};

/** `URI::HTTPS.build(host: 'api.unkey.com', path: '/v2/…')` */
const built: Reduction = (call, values) => {
  const part = (name: string): Expression | undefined =>
    call.named?.entries.find((e) => e.kind === 'member' && e.key.kind === 'text' && e.key.value.text === name)
      ?.value;
  const host = part('host');
  if (!host) return undefined;
  const { start } = host;
  const scheme = SourceText.decoded('https://', values.source.range(start, start));
  const path = part('path');
  const parts: Expression[] = [{ kind: 'text', value: scheme, closed: true, start, end: start }, host];
  return { kind: 'template', parts: path ? [...parts, path] : parts, start: call.start, end: call.end };
};

/** `body.tap { |b| b[:name] = name }`: the object, to which something was done. */
const touched: Reduction = (call) => {
  const receiver = receiverOf(call);
  const { start, end } = call;
  if (!receiver) return undefined;
  const entries = [receiver, { kind: 'unknown' as const, start, end }].map((value) => ({
    kind: 'spread' as const,
    value,
  }));
  return { kind: 'object', entries, intact: call.intact, start, end };
};

/** `PATHS.fetch(:verify)` */
const fetched: Reduction = (call) => {
  const object = receiverOf(call);
  const [index, ...others] = call.args;
  if (!object || !index || others.length > 1) return undefined;
  return { kind: 'element', object, index, start: call.start, end: call.end };
};

const SAME = [
  'upcase',
  'downcase',
  'capitalize',
  'freeze',
  'dup',
  'clone',
  'strip',
  'chomp',
  'squish',
  'delete_suffix',
  'to_s',
  'to_str',
  'to_h',
  'to_sym',
  'to_hash',
  'itself',
  'presence',
  'with_indifferent_access',
  'stringify_keys',
  'symbolize_keys',
  'deep_stringify_keys',
  'deep_symbolize_keys',
  'encode',
  'force_encoding',
  'html_safe',
];

/** Pure functions of Ruby and of Rails. */
export const functions: Readonly<Record<string, Reduction>> = {
  'JSON.generate': json,
  'JSON.dump': json,
  'JSON.pretty_generate': json,
  'JSON.fast_generate': json,
  'Oj.dump': json,
  'Oj.generate': json,
  'MultiJson.dump': json,
  'Yajl.Encoder.encode': json,
  'ActiveSupport.JSON.encode': json,
  '*.to_json': itselfAsJson,
  ...Object.fromEntries(SAME.map((name) => [`*.${name}`, itself])),
  '*.merge': mergedWithItself,
  '*.deep_merge': mergedWithItself,
  '*.reverse_merge': (call, values) => {
    const receiver = receiverOf(call);
    const others = [...call.args, ...(call.named ? [call.named] : [])];
    const { start, end } = call;
    if (!receiver || !values) return undefined;
    const entries = [...others, receiver].map((value) => ({ kind: 'spread' as const, value }));
    return { kind: 'object', entries, intact: call.intact, start, end };
  },
  '*.compact': (call, values) => {
    const receiver = receiverOf(call);
    return receiver && withoutMissing(receiver, call, values);
  },
  '*.compact_blank': (call, values) => {
    const receiver = receiverOf(call);
    return receiver && withoutMissing(receiver, call, values);
  },
  '*.fetch': fetched,
  '*.dig': fetched,
  '*.tap': touched,
  '*.except': touched,
  '*.<<': appended,
  '*.concat': appended,
  '*.join': joined,
  format,
  sprintf: format,
  'Kernel.format': format,
  URI: sameAs(),
  'URI.parse': sameAs(),
  'Addressable.URI.parse': sameAs(),
  'URI.join': reference,
  'Addressable.URI.join': reference,
  'URI.HTTPS.build': built,
  'URI.HTTP.build': built,
  'File.join': joinedBySlash,
  String: sameAs(),
  'Hash.new': emptyObject,
  'ENV.fetch': environment(),
};
