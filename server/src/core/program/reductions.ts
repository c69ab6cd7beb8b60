import type { CallExpression, Expression, ObjectEntry, Span } from '../expression.ts';
import type { Values } from '../resolve.ts';
import { SourceText } from '../source.ts';
import type { Reduction } from './grammar.ts';

/** Functions that many languages have under other names. */

/** `json.dumps(value)` */
export const asJson: Reduction = (call, _) => {
  const [value] = call.args;
  return value && { kind: 'json', value, start: call.start, end: call.end };
};

/** `String(value)`, `bytes.NewReader(value)`: the argument at `index`, in other clothes. */
export const sameAs =
  (index = 0): Reduction =>
  (call) =>
    call.args[index];

/** `text.strip()`: the object it is called on. */
export const itself: Reduction = (call) => (call.callee.kind === 'member' ? call.callee.object : undefined);

/** `value.to_json`, `body.ToString()` of a value that becomes JSON. */
export const itselfAsJson: Reduction = (call) =>
  call.callee.kind === 'member'
    ? { kind: 'json', value: call.callee.object, start: call.start, end: call.end }
    : undefined;

/** `urljoin(base, reference)` */
export const reference: Reduction = (call) => {
  const [base, relative] = call.args;
  return (
    base && relative && { kind: 'reference', base, reference: relative, start: call.start, end: call.end }
  );
};

/** An object without members, that is filled later: `http.Header{}`, `new HashMap<>()`. */
export const emptyObject: Reduction = (call) => emptyObjectOf(call);

const emptyObjectOf = ({ args, named, intact, start, end }: CallExpression): Expression | undefined =>
  args.length === 0 && !named ? { kind: 'object', entries: [], intact, start, end } : undefined;

/** `dict(a=1)`: the named arguments. */
export const namedArguments: Reduction = (call) => {
  if (call.args.length > 0) return undefined;
  return call.named ?? emptyObjectOf(call);
};

/** A text that is written behind later: `new StringBuilder()`, `bytes.Buffer{}`. */
export const emptyText: Reduction = ({ start, end }, values) => ({
  kind: 'text',
  value: SourceText.decoded('', values.source.range(start, start)),
  closed: true,
  start,
  end,
});

/** `getenv(name, fallback)`: the fallback, unless the environment says otherwise. */
export const environment =
  (index = 1): Reduction =>
  (call) => {
    const second: Expression | undefined = call.args[index];
    if (!second) return undefined;
    return {
      kind: 'choice',
      how: 'fallback',
      first: { kind: 'unknown', start: call.start, end: call.end },
      second,
      start: call.start,
      end: call.end,
    };
  };

/** `Map.of(k, v, k, v)`: keys and values in turn. */
export const pairs: Reduction = (call) => {
  if (call.args.length % 2 !== 0) return undefined;
  const entries = [];
  for (let i = 0; i < call.args.length; i += 2) {
    entries.push({ kind: 'member' as const, key: call.args[i]!, value: call.args[i + 1]! });
  }
  return { kind: 'object', entries, intact: call.intact, start: call.start, end: call.end };
};

/** `url.JoinPath(base, "v2", name)`: the arguments with a slash between each. */
export const joinedBySlash: Reduction = (call, values) => {
  const parts: Expression[] = [];
  for (const [i, argument] of call.args.entries()) {
    const { start } = argument;
    const slash = SourceText.decoded('/', values.source.range(start, start));
    const hasSlash = values.text(argument, true).text.startsWith('/');
    if (i > 0 && !hasSlash) parts.push({ kind: 'text', value: slash, closed: true, start, end: start });
    parts.push(argument);
  }
  return parts.length > 0 ? { kind: 'template', parts, start: call.start, end: call.end } : undefined;
};

/** A URL put together from its parts. */
export function urlFrom(
  { scheme, host, path }: Readonly<Record<'scheme' | 'host' | 'path', Expression>>,
  { start, end }: Span,
  values: Values,
): Expression {
  const between = (text: string, at: number): Expression => ({
    kind: 'text',
    value: SourceText.decoded(text, values.source.range(at, at)),
    closed: true,
    start: at,
    end: at,
  });
  const slash = values.text(path, true).text.startsWith('/') ? [] : [between('/', path.start)];
  const parts = [scheme, between('://', host.start), host, ...slash, path];
  return { kind: 'template', parts, start, end };
}

/** `urlunsplit((scheme, host, path, "", ""))` */
export const urlOfParts: Reduction = (call, values) => {
  const parts = call.args[0] && values.items(call.args[0]);
  const [scheme, host, path] = parts?.complete ? parts.list : [];
  return scheme && host && path
    ? urlFrom({ scheme: scheme.value, host: host.value, path: path.value }, call, values)
    : undefined;
};

/** `merge(first, second)`: lists one behind the other, or the members of all. */
export const merged: Reduction = (call, values) => {
  const { start, end } = call;
  const parts = [...call.args, ...(call.named ? [call.named] : [])];
  const lists = parts.map((part) => values.items(part));
  // What is empty is a list as well as an object.
  if (lists.every((list) => list) && lists.some((list) => list!.list.length > 0)) {
    const items = lists.flatMap((list) => list!.list);
    const complete = lists.every((list) => list!.complete) && items.every((item) => !item.conditional);
    return { kind: 'array', items: items.map((item) => item.value), complete, start, end };
  }
  const entries = parts.map((value) => ({ kind: 'spread' as const, value }));
  return { kind: 'object', entries, intact: call.intact, start, end };
};

/** `first.merge(second)`: the members of both. */
export const mergedWithItself: Reduction = (call, values) =>
  call.callee.kind === 'member'
    ? merged({ ...call, args: [call.callee.object, ...call.args] }, values)
    : undefined;

/** An object without the members that are missing; `stays` tells of a resolved value that it is not. */
export function withoutMissing(
  object: Expression,
  call: CallExpression,
  values: Values,
  stays: (value: Expression) => boolean = (value) =>
    !/^(?:unknown|null|undefined|call|choice)$/.test(value.kind),
): Expression {
  const members = values.members(object);
  const entries = members.list.map((m): ObjectEntry => {
    const span = { start: m.value.start, end: m.value.start };
    const own: ObjectEntry = {
      kind: 'member',
      key: { kind: 'text', value: m.keySource, closed: true, ...span },
      value: m.value,
    };
    const resolved = values.resolve(m.value).value;
    if (!m.conditional && stays(resolved)) return own;
    // Whatever is sent there, it is not null.
    const isNothing = resolved.kind === 'null' || resolved.kind === 'undefined';
    const { start, end } = m.value;
    const sent: ObjectEntry = isNothing ? { ...own, value: { kind: 'unknown', start, end } } : own;
    const second: Expression = { kind: 'object', entries: [sent], intact: true, ...span };
    const first: Expression = { kind: 'unknown', ...span };
    return { kind: 'spread', value: { kind: 'choice', how: 'guard', first, second, ...span } };
  });
  // It is written where the object is that it is made of.
  const { value } = values.resolve(object);
  const { start, end } = value.kind === 'object' ? value : call;
  return { kind: 'object', entries, intact: call.intact && members.complete, start, end };
}

/** One of the values of a `switch`, and the only one it has where `subject` is `pattern`. */
export interface Branch {
  readonly value: Expression;
  readonly pattern?: Expression;
}

/** What a `switch` over `subject` gives; undefined where it has no branches. */
export const branchOf = (
  subject: Expression | undefined,
  branches: readonly Branch[],
  { start, end }: Span,
): Expression | undefined =>
  branches.reduceRight<Expression | undefined>((second, { value: first, pattern }) => {
    if (!second) return first;
    const condition =
      subject && pattern
        ? { condition: { kind: 'equal' as const, first: subject, second: pattern, start, end } }
        : {};
    return { kind: 'choice', how: 'either', ...condition, first, second, start, end };
  }, undefined);
