import type { CallExpression, Expression, Span } from '../expression.ts';
import { writtenAt } from './addresses.ts';
import type { Reduction } from './grammar.ts';
import { itselfAsJson } from './reductions.ts';

/** Functions that put texts together, which languages with classes have under other names. */

/** What a method is called on. */
export const holderOf = ({ callee }: CallExpression): Expression | undefined =>
  callee.kind === 'member' ? callee.object : undefined;

/** The pieces as one text, those that are missing left out. */
export const joined = (parts: readonly (Expression | undefined)[], { start, end }: Span): Expression => ({
  kind: 'template',
  parts: parts.filter((part) => part !== undefined),
  start,
  end,
});

/** `text.concat(more)`, `builder.append(more)` */
export const appended: Reduction = (call) => joined([holderOf(call), ...call.args], call);

/** `String.join(separator, first, second)` */
export const separated: Reduction = (call) => {
  const [separator, ...parts] = call.args;
  if (!separator || parts.length < 2) return undefined;
  return joined(
    parts.flatMap((part, i) => (i === 0 ? [part] : [separator, part])),
    call,
  );
};

/** `new StringBuilder()`, `new StringBuilder(text)` */
export const begunText: Reduction = (call, values) => call.args[0] ?? writtenAt('', call.start, values);

/** `value.toString()`: JSON for an object that a library of JSON made, the text itself for a text. */
export const asText: Reduction = (call, values) => {
  const object = holderOf(call);
  if (!object) return undefined;
  return values.resolve(object).value.kind === 'object' ? itselfAsJson(call, values) : object;
};

/** `RequestBody.noBody()`: nothing. */
export const nothing: Reduction = ({ start, end }) => ({ kind: 'null', start, end });
