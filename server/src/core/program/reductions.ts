import type { Expression } from '../expression.ts';
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
export const emptyObject: Reduction = (call) =>
  call.args.length === 0 && !call.named
    ? { kind: 'object', entries: [], intact: call.intact, start: call.start, end: call.end }
    : undefined;

/** `dict(a=1)`: the named arguments. */
export const namedArguments: Reduction = (call) => {
  if (call.args.length > 0) return undefined;
  return call.named ?? emptyObject(call, undefined as never);
};

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
    if (i > 0) parts.push({ kind: 'text', value: slash, closed: true, start, end: start });
    parts.push(argument);
  }
  return parts.length > 0 ? { kind: 'template', parts, start: call.start, end: call.end } : undefined;
};
