import type { CallExpression, Expression } from '../expression.ts';
import type { Values } from '../resolve.ts';
import { SourceText } from '../source.ts';
import type { Reduction } from './grammar.ts';

/** Methods that builders of URLs have in many languages. */

/** A text that stands for something written at index `at`, and takes no room there. */
export const writtenAt = (text: string, at: number, values: Values): Expression => ({
  kind: 'text',
  value: SourceText.decoded(text, values.source.range(at, at)),
  closed: true,
  start: at,
  end: at,
});

const joined = (parts: readonly Expression[], { start, end }: CallExpression): Expression => ({
  kind: 'template',
  parts,
  start,
  end,
});

/** `address.addPathSegment(name)`: the address with a slash and each argument behind it. */
export const withSegments: Reduction = (call, values) => {
  if (call.callee.kind !== 'member') return undefined;
  const { object } = call.callee;
  const base = values.text(object, true);
  const segments = call.args.flatMap((part, i) => {
    const bare = (i === 0 && base.text.endsWith('/')) || values.text(part).text.startsWith('/');
    return bare ? [part] : [writtenAt('/', part.start, values), part];
  });
  return joined([object, ...segments], call);
};

/** `address.queryParam(name, value)` */
export const withQuery: Reduction = (call, values) => {
  const [name, value, ...others] = call.args;
  if (call.callee.kind !== 'member' || !name || !value || others.length > 0) return undefined;
  const { object } = call.callee;
  const mark = values.text(object, true).text.includes('?') ? '&' : '?';
  const parts = [
    object,
    writtenAt(mark, name.start, values),
    name,
    writtenAt('=', value.start, values),
    value,
  ];
  return joined(parts, call);
};
