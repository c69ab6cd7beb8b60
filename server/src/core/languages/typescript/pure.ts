import type { Member } from '../../binding.ts';
import type { CallExpression, Expression, ObjectEntry } from '../../expression.ts';
import type { Values } from '../../resolve.ts';
import type { Scope } from '../../scope.ts';
import { SourceText } from '../../source.ts';
import { truthOf } from '../../truth.ts';
import { globalName, importedName } from './called-names.ts';

type Reduction = (
  call: CallExpression,
  args: readonly Expression[],
  values: Values,
) => Expression | undefined;

const object = ({ start, end }: CallExpression, entries: readonly ObjectEntry[] = []): Expression => ({
  kind: 'object',
  entries,
  intact: true,
  start,
  end,
});

const sum = (call: CallExpression, parts: readonly Expression[]): Expression => ({
  kind: 'template',
  parts,
  start: call.start,
  end: call.end,
});

/** Objects put into one, the last one first. */
function assigned(call: CallExpression, args: readonly Expression[]): Expression | undefined {
  const entries = args.map((value) => ({ kind: 'spread', value }) as const);
  return args.length > 0 ? object(call, entries) : undefined;
}

/** The same with the objects in them put into one as well: known where none of them has to be. */
const merged: Reduction = (call, args, values) => {
  const nested = args.flatMap((arg) =>
    values.members(arg).list.filter((m) => values.resolve(m.value).value.kind === 'object'),
  );
  const names = new Set(nested.map((m) => m.key));
  return names.size === nested.length ? assigned(call, args) : undefined;
};

/** Pieces of a path with slashes between them; one too many does not matter where a URL is read. */
const path: Reduction = (call, args, values) => joined(call, args, '/', values);

/** A function that is handed to another one, which calls it as it is. */
const same: Reduction = (_, [first]) => first;

/** What a function gives that is handed to another one, which gives it on. */
const result: Reduction = ({ start, end }, [callee]) =>
  callee && {
    kind: 'call',
    callee,
    args: [],
    intact: true,
    constructs: false,
    list: { start: end, end },
    start,
    end,
  };

/** Global functions and constructors whose result follows from their arguments. */
const GLOBALS: Readonly<Record<string, Reduction>> = {
  'JSON.stringify': (call, [value]) => value && { kind: 'json', value, start: call.start, end: call.end },
  String: same,
  'Object.freeze': same,
  'Object.assign': assigned,
  'Object.values': (call, [value], values) => listOf(call, value, values, ({ value: content }) => content),
  'Object.keys': (call, [value], values) => listOf(call, value, values, keyText),
  'Object.entries': (call, [value], values) =>
    listOf(call, value, values, (member) => ({
      kind: 'array',
      items: [keyText(member), member.value],
      complete: true,
      start: member.value.start,
      end: member.value.end,
    })),
  structuredClone: same,
  encodeURIComponent: (_, [value], values) =>
    value && /^[\w.-]*$/.test(values.text(value).text) ? value : undefined,
};
const CONSTRUCTORS: Readonly<Record<string, Reduction>> = {
  URL: (call, [reference, base]) =>
    reference && base ? { kind: 'reference', reference, base, start: call.start, end: call.end } : reference,
  Headers: (call, [init]) => init ?? object(call),
  URLSearchParams: (call, [init]) => init ?? object(call),
  HttpHeaders: (call, [init]) => init ?? object(call),
  HttpParams: (call) => object(call),
};
/** Functions of packages, by module and name. */
const IMPORTED: Readonly<Record<string, Reduction>> = {
  'url-join.default': path,
  'url-join.*': path,
  'ufo.joinURL': path,
  'path.join': path,
  'path.posix.join': path,
  'path/posix.join': path,
  'react.useCallback': same,
  'react.cache': same,
  'react.useMemo': result,
  'async-retry.default': same,
  'lodash.assign': assigned,
  'lodash.extend': assigned,
  'lodash.merge': merged,
  'lodash-es.merge': merged,
  'deepmerge.default': merged,
};

/** What a call of a well-known pure function stands for; undefined for any other call. */
export function reduceCall(call: CallExpression, scope: Scope, values: Values): Expression | undefined {
  if (!call.intact) return undefined;
  const name = globalName(call.callee, scope);
  const table = call.constructs ? CONSTRUCTORS : GLOBALS;
  if (name !== undefined && Object.hasOwn(table, name)) return table[name]!(call, call.args, values);
  const imported = importedName(call.callee, scope);
  if (imported !== undefined && Object.hasOwn(IMPORTED, imported))
    return IMPORTED[imported]!(call, call.args, values);
  return name === undefined ? method(call, values) : undefined;
}

type Method = (call: CallExpression, on: Expression, values: Values) => Expression | undefined;

/** Methods of texts, lists, URLs and headers. */
const METHODS: Readonly<Record<string, Method>> = {
  toString: (call: CallExpression, on: Expression) => (call.args.length === 0 ? on : undefined),
  trim: (_, on) => on,
  toUpperCase: (_, on) => on,
  concat: (call, on, values) => (isText(on, values) ? sum(call, [on, ...call.args]) : undefined),
  join: (call, on, values) => {
    const list = values.resolve(on);
    const separator = call.args[0] ? values.text(call.args[0]) : undefined;
    const { value, certain, changes } = list;
    if (value.kind !== 'array' || !value.complete || !certain || !changes.sealed || changes.sets.length > 0)
      return undefined;
    return separator?.isLiteral ? joined(call, value.items, separator.text, values) : undefined;
  },
  filter: (call, on, values) => {
    const { value } = values.resolve(on);
    const [test] = call.args;
    if (value.kind !== 'array' || test?.kind !== 'name' || test.name !== 'Boolean') return undefined;
    const truths = value.items.map((item) => truthOf(values.resolve(item).value));
    return truths.includes(undefined)
      ? undefined
      : { ...value, items: value.items.filter((_, i) => truths[i]) };
  },
  replace: replaced,
  replaceAll: replaced,
  startsWith: compared((text, part) => text.startsWith(part)),
  endsWith: compared((text, part) => text.endsWith(part)),
  includes: compared((text, part) => text.includes(part)),
  set: withMember,
  append: withMember,
  get: entryOf,
};

function method(call: CallExpression, values: Values): Expression | undefined {
  if (call.callee.kind !== 'member' || call.constructs) return undefined;
  const { object: on, property } = call.callee;
  return Object.hasOwn(METHODS, property) ? METHODS[property]!(call, on, values) : undefined;
}

function isText(expression: Expression, values: Values): boolean {
  const { kind } = values.resolve(expression).value;
  return kind === 'text' || kind === 'template';
}

const keyText = ({ keySource, value }: Member): Expression => ({
  kind: 'text',
  value: keySource,
  closed: true,
  start: value.start,
  end: value.end,
});

/** What the members of an object that was seen whole give. */
function listOf(
  call: CallExpression,
  object: Expression | undefined,
  values: Values,
  item: (member: Member) => Expression,
): Expression | undefined {
  const members = object && values.members(object);
  if (!members?.complete || members.list.some((m) => m.conditional)) return undefined;
  const items = members.list.map(item);
  return { kind: 'array', items, complete: true, start: call.start, end: call.end };
}

function joined(
  call: CallExpression,
  items: readonly Expression[],
  separator: string,
  { source }: Values,
): Expression {
  const text = (at: number): Expression => ({
    kind: 'text',
    value: SourceText.decoded(separator, source.range(at, at)),
    closed: true,
    start: at,
    end: at,
  });
  return sum(
    call,
    items.flatMap((item, i) => (i === 0 ? [item] : [text(item.start), item])),
  );
}

/** A regular expression that takes slashes off an end of a text. */
const SLASHES = /^\/\^?\(?(?:\\\/)+[+*]?\)?\$?\/g?$/;

/** `url.replace('{keyId}', keyId)`; without its slashes at an end a URL means the same. */
function replaced(call: CallExpression, on: Expression, values: Values): Expression | undefined {
  const [pattern, replacement] = call.args;
  if (!pattern || !replacement) return undefined;
  if (SLASHES.test(values.source.text.slice(pattern.start, pattern.end))) {
    return values.text(replacement).text === '' ? on : undefined;
  }
  const text = values.text(on, true);
  const part = values.text(pattern);
  const at = part.isLiteral && part.length > 0 ? text.text.indexOf(part.text) : -1;
  if (at < 0) return undefined;
  const piece = (value: SourceText): Expression => ({
    ...{ kind: 'text', value, closed: true },
    ...{ start: on.start, end: on.end },
  });
  return sum(call, [piece(text.slice(0, at)), replacement, piece(text.slice(at + part.length))]);
}

function compared(test: (text: string, part: string) => boolean): Method {
  return (call, on, values) => {
    const [argument] = call.args;
    if (!argument || !isText(on, values)) return undefined;
    const text = values.text(on);
    const part = values.text(argument);
    if (!text.isLiteral || !part.isLiteral) return undefined;
    return { kind: 'boolean', value: test(text.text, part.text), start: call.start, end: call.end };
  };
}

/** `new HttpHeaders().set('name', 'value')` gives headers with one more. */
function withMember(call: CallExpression, on: Expression, values: Values): Expression | undefined {
  const [key, value] = call.args;
  if (!key || !value || values.resolve(on).value.kind !== 'object') return undefined;
  return {
    kind: 'object',
    entries: [
      { kind: 'spread', value: on },
      { kind: 'member', key, value },
    ],
    intact: true,
    start: call.start,
    end: call.end,
  };
}

/** `new Map([['name', 'value']]).get('name')` */
function entryOf(call: CallExpression, on: Expression, values: Values): Expression | undefined {
  const { value: map, changes } = values.resolve(on);
  const [key] = call.args;
  if (map.kind !== 'call' || !map.constructs || map.callee.kind !== 'name' || map.callee.name !== 'Map')
    return undefined;
  const list = map.args[0] && values.resolve(map.args[0]).value;
  const name = key && values.text(key);
  if (list?.kind !== 'array' || !list.complete || !name?.isLiteral || changes.sets.length > 0)
    return undefined;
  const pair = list.items.find(
    (item) => item.kind === 'array' && item.items[0] && values.text(item.items[0]).text === name.text,
  );
  return pair?.kind === 'array' ? pair.items[1] : undefined;
}
