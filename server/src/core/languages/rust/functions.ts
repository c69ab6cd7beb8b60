import type { CallExpression, Expression, Span } from '../../expression.ts';
import type { Grammar, Reduction } from '../../program/grammar.ts';
import { asJson, emptyObject, itselfAsJson, pairs, sameAs } from '../../program/reductions.ts';
import { formatted } from '../../program/strings.ts';
import { SourceText } from '../../source.ts';

/** Types that hold a text, a URL or a body and are made from one. */
const TEXTUAL =
  /^(?:String|str|Body|Bytes|BytesMut|Full|Cow|Box|Arc|Rc|Some|Url|Uri|Value|Vec|HeaderValue|HeaderName|MetadataValue|OsString|AsyncBody|Cursor|Mutex|RwLock|OnceCell|OnceLock|Cell|RefCell|SecretString|Secret)$/;
const MAP = /^(?:Header|Hash|BTree|Index|FxHash|AHash)?Map$/;

/** The last part of the type whose function is called: `String` of `String::from`. */
function typeOf({ callee }: CallExpression): string {
  const object = callee.kind === 'member' ? callee.object : undefined;
  return object?.kind === 'name' ? object.name : object?.kind === 'member' ? object.property : '';
}

const empty: Reduction = (call, values) => emptyObject({ ...call, args: [] }, values);
const emptyMap: Reduction = (call, values) => (MAP.test(typeOf(call)) ? empty(call, values) : undefined);
/** `String::from(x)`, `Arc::new(x)` */
const converted: Reduction = (call) => (TEXTUAL.test(typeOf(call)) ? call.args[0] : undefined);
const nothing: Reduction = ({ start, end }) => ({ kind: 'null', start, end });
/** Macros that only read what they are given. */
const reads: Reduction = () => undefined;

/** `HashMap::from([(k, v), …])` */
const mapFrom: Reduction = (call, values) => {
  const list = call.args[0] && values.resolve(call.args[0]).value;
  if (list?.kind !== 'array') return undefined;
  const both: Expression[] = [];
  for (const item of list.items) {
    if (item.kind !== 'array' || item.items.length !== 2) return undefined;
    both.push(...item.items);
  }
  return pairs({ ...call, args: both, intact: call.intact && list.complete }, values);
};

/** `pairs.into_iter().collect::<HashMap<_, _>>()` */
const collected: Reduction = (call, values) => {
  if (call.callee.kind !== 'member') return undefined;
  const { object, end } = call.callee;
  const type = values.source.text.slice(end, call.list.start);
  if (/\bHeaderMap\b|\bVec\b/.test(type)) return object;
  return /Map\b/.test(type) ? mapFrom({ ...call, args: [object] }, values) : undefined;
};

/** `format!("{}/v2/{op}", base)`: https://doc.rust-lang.org/std/fmt/ */
const format: Reduction = (call) => {
  const [first, ...args] = call.args;
  if (!first) return undefined;
  let next = 0;
  let place: Span = first;
  const named = (name: string): Expression | undefined => {
    // What is shown for debugging has quotes, or a form of its own.
    if (name === '?') return { kind: 'unknown', ...place };
    const given = call.named?.entries.find(
      (e) => e.kind === 'member' && e.key.kind === 'text' && e.key.value.text === name,
    );
    return given?.value ?? { kind: 'name', name, start: place.start, end: place.end };
  };
  return formatted(
    first,
    args,
    /\{\{|\}\}|\{(\w*)(?::([^{}]*))?\}/g,
    (match) => {
      const name = match[1] ?? '';
      place = placeIn(first, match.index, match[0].length);
      const which = name === '' ? next++ : /^\d+$/.test(name) ? Number(name) : name;
      return /[?xXobeE]/.test(match[2] ?? '') ? '?' : which;
    },
    named,
  );
};

/** Where the characters of a literal are written. */
function placeIn(literal: Expression, index: number, length: number): Span {
  const { start, end } = literal;
  if (literal.kind !== 'text') return { start, end };
  const quotes = end - start - literal.value.length;
  const open = quotes <= 2 ? 1 : (quotes + 1) / 2;
  const from = start + open + literal.value.offset(index) - literal.value.offset(0);
  const isInside = Number.isInteger(from) && from > start && from + length < end;
  return isInside ? { start: from, end: from + length } : { start, end };
}

/** `base.join("/v2/keys.getKey")` of a URL, `["v2", name].join("/")` of a list. */
const join: Reduction = (call, values) => {
  const [argument] = call.args;
  if (call.callee.kind !== 'member' || call.args.length !== 1) return undefined;
  const { object: base } = call.callee;
  const { value } = values.resolve(base);
  const { start, end } = call;
  if (value.kind !== 'array') return { kind: 'reference', base, reference: argument!, start, end };
  const between = values.text(argument!);
  if (!value.complete || !between.isLiteral) return undefined;
  const parts = value.items.flatMap((item, i): Expression[] => {
    const separator = SourceText.decoded(between.text, values.source.range(item.start, item.start));
    const at = { start: item.start, end: item.start };
    return i === 0 ? [item] : [{ kind: 'text', value: separator, closed: true, ...at }, item];
  });
  return { kind: 'template', parts, start, end };
};

/** `value.to_string()`: the text of a value of JSON is JSON. */
const toText: Reduction = (call, values) => {
  if (call.callee.kind !== 'member') return undefined;
  const { object } = call.callee;
  const { kind } = values.resolve(object).value;
  return kind === 'object' || kind === 'array' ? itselfAsJson(call, values) : object;
};

const itself: Reduction = ({ callee }) => (callee.kind === 'member' ? callee.object : undefined);

export const functions: Grammar['functions'] = {
  'macro!.format': format,
  'macro!.format_args': format,
  'macro!.json': sameAs(),
  'macro!.dbg': sameAs(),
  'macro!.concat': ({ args, start, end }) => ({ kind: 'template', parts: args, start, end }),
  ...Object.fromEntries(
    ['println', 'eprintln', 'print', 'eprint', 'write', 'writeln', 'assert', 'assert_eq', 'assert_ne'].map(
      (name) => [`macro!.${name}`, reads],
    ),
  ),
  'serde_json.to_string': asJson,
  'serde_json.to_string_pretty': asJson,
  'serde_json.to_vec': asJson,
  'serde_json.to_value': sameAs(),
  to_string: asJson,
  to_value: sameAs(),
  'simd_json.to_string': asJson,
  'Body.from_json': sameAs(),
  'surf.Body.from_json': sameAs(),
  'surf.Body.from_string': sameAs(),
  'Body.from_string': sameAs(),
  '*.to_string': toText,
  '*.await': itself,
  '*.concat': (call, values) => {
    const list = call.callee.kind === 'member' ? values.resolve(call.callee.object).value : undefined;
    const { start, end } = call;
    return list?.kind === 'array' && list.complete
      ? { kind: 'template', parts: list.items, start, end }
      : undefined;
  },
  '*.trim_end_matches': itself,
  '*.trim_start_matches': itself,
  '*.trim_end': itself,
  '*.join': join,
  '*.from': (call, values) => (MAP.test(typeOf(call)) ? mapFrom : converted)(call, values),
  '*.from_iter': (call, values) =>
    typeOf(call) === 'HeaderMap' ? call.args[0] : MAP.test(typeOf(call)) ? mapFrom(call, values) : undefined,
  '*.collect': collected,
  '*.Borrowed': sameAs(),
  '*.Owned': sameAs(),
  '*.from_str': converted,
  '*.from_static': converted,
  '*.parse': converted,
  '*.try_from': converted,
  '*.with_capacity': emptyMap,
  '*.default': emptyMap,
  '*.new': (call, values) =>
    MAP.test(typeOf(call))
      ? empty(call, values)
      : typeOf(call) === 'Empty'
        ? nothing(call, values)
        : converted(call, values),
  '*.empty': (call, values) => (typeOf(call) === 'Body' ? nothing(call, values) : undefined),
};
