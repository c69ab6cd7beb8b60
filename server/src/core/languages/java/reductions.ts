import type { Expression } from '../../expression.ts';
import { writtenAt } from '../../program/addresses.ts';
import type { Reduction } from '../../program/grammar.ts';
import { emptyObject, environment, reference } from '../../program/reductions.ts';
import { formatted } from '../../program/strings.ts';
import { holderOf, joined } from '../../program/texts.ts';

/** `object.put(key, value)`: the object with one more member. Other uses of such methods give nothing that is known. */
export const withMember: Reduction = (call, values) => {
  const object = holderOf(call);
  const [key, value, ...others] = call.args;
  const list = object && key && !value ? values.resolve(object) : undefined;
  if (list?.value.kind === 'array' && list.changes.sets.length === 0)
    return { ...list.value, items: [...list.value.items, key!], start: call.start, end: call.end };
  if (!object || !key || !value || others.length > 0) return undefined;
  const entries = [
    { kind: 'spread' as const, value: object },
    { kind: 'member' as const, key, value },
  ];
  return { kind: 'object', entries, intact: call.intact, start: call.start, end: call.end };
};

export const asArray: Reduction = ({ args, intact, start, end }) => ({
  kind: 'array',
  items: args,
  complete: intact,
  start,
  end,
});

/** `Arrays.asList(a, b)`; one argument may be an array. */
export const listed: Reduction = (call, values) =>
  call.args.length === 1 && values.resolve(call.args[0]!).value.kind === 'array'
    ? call.args[0]
    : asArray(call, values);

/** `new HashMap<>()`, `new HashMap<>(other)`, `new HashMap<>(16)`. */
export const copied: Reduction = (call, values) => {
  const [first] = call.args;
  if (!first || values.resolve(first).value.kind === 'number')
    return emptyObject({ ...call, args: [] }, values);
  return first;
};

export const copiedList: Reduction = (call, values) => {
  const [first] = call.args;
  return !first || values.resolve(first).value.kind === 'number'
    ? asArray({ ...call, args: [] }, values)
    : first;
};

/** `Map.ofEntries(Map.entry(key, value), …)` */
export const ofEntries: Reduction = (call) => {
  const entries = [];
  for (const argument of call.args) {
    const [key, value] = argument.kind === 'call' ? argument.args : [];
    if (!key || !value) return undefined;
    entries.push({ kind: 'member' as const, key, value });
  }
  return { kind: 'object', entries, intact: call.intact, start: call.start, end: call.end };
};

const VERB = /%%|%(?:(\d+)\$)?[-#+ 0,(]*\d*(?:\.\d+)?[sSdxXfbcn]/g;
const numbered = (match: RegExpExecArray, index: number): number =>
  match[1] === undefined ? index : Number(match[1]) - 1;

/** `String.format(format, …)`; the first argument may be a locale. */
export const format: Reduction = ({ args }, values) => {
  const at = args.findIndex((argument) => /^(?:text|template)$/.test(values.resolve(argument).value.kind));
  const text = args[at] && values.resolve(args[at]).value;
  return text && at < 2 ? formatted(text, args.slice(at + 1), VERB, numbered) : undefined;
};

export const formattedWith: Reduction = (call, values) => {
  const object = holderOf(call);
  return object && formatted(values.resolve(object).value, call.args, VERB, numbered);
};

export const message: Reduction = ({ args }, values) => {
  const [text, ...others] = args;
  return text && formatted(values.resolve(text).value, others, /\{(\d+)\}/g, (match) => Number(match[1]));
};

export const withScheme: Reduction = (call, values) =>
  call.args.length === 1
    ? joined([call.args[0], writtenAt('://', call.args[0]!.start, values)], call)
    : undefined;

export const withHost: Reduction = (call, values) => {
  const object = holderOf(call);
  const [host] = call.args;
  if (!object || !host || call.args.length > 1) return undefined;
  const before = values.text(object, true).text;
  return joined([before.endsWith('://') ? object : writtenAt('https://', host.start, values), host], call);
};

export const resolved: Reduction = ({ callee, args, start, end }) =>
  callee.kind === 'member' && args.length === 1
    ? { kind: 'reference', base: callee.object, reference: args[0]!, start, end }
    : undefined;

export const uri: Reduction = (call, values) =>
  call.args.length === 2 ? reference(call, values) : call.args.length === 1 ? call.args[0] : undefined;

/** What a builder of a value or an address gives in the end. */
export const finished: Reduction = (call, values) => {
  const object = holderOf(call);
  const kind = object && values.resolve(object).value.kind;
  return kind && /^(?:object|text|template|reference)$/.test(kind) ? object : undefined;
};

export const orElse: Reduction = ({ args: [second], start, end }) =>
  second && { kind: 'choice', how: 'fallback', first: { kind: 'unknown', start, end }, second, start, end };

export const firstElse: Reduction = ({ args: [first, second], start, end }) =>
  first && second && { kind: 'choice', how: 'fallback', first, second, start, end };

/** `dotenv.get("NAME", fallback)` */
export const setting: Reduction = (call, values) => {
  const [name] = call.args;
  return name?.kind === 'text' && /^[A-Za-z][\w.-]*$/.test(name.value.text)
    ? environment()(call, values)
    : undefined;
};

/** `RequestBody.create(text, type)`, in older versions `create(type, text)`. */
export const requestBody: Reduction = ({ args }, values) => {
  const isBody = (argument: Expression): boolean =>
    /^(?:text|template|json)$/.test(values.resolve(argument).value.kind) &&
    !/^[\w-]+\/[\w.+-]+(?:;|$)/.test(values.text(argument).text);
  return args.find(isBody);
};

export const constantText =
  (text: string): Reduction =>
  (call, values) =>
    writtenAt(text, call.start, values);
