import type { CallExpression, Expression } from '../../expression.ts';
import type { Reduction } from '../../program/grammar.ts';
import { urlFrom } from '../../program/reductions.ts';
import { formatted } from '../../program/strings.ts';
import { SourceText } from '../../source.ts';

/** `fmt.Sprintf(format, …)` */
export function sprintf({ args: [format, ...args] }: CallExpression): Expression | undefined {
  return format && formatted(format, args, /%%|%[-+ #0]*\d*(?:\.\d+)?[svdqtx]/g, (_, i) => i);
}

/** `fmt.Sprint(…)` */
export const sprint = ({ args, start, end }: CallExpression): Expression => ({
  kind: 'template',
  parts: args,
  start,
  end,
});

/** `url.URL{Scheme: "https", Host: host, Path: path}`, or its path alone. */
export const urlStruct: Reduction = (call, values) => {
  const members = call.named && values.members(call.named);
  const member = (name: string): Expression | undefined => members?.list.find((m) => m.key === name)?.value;
  const [scheme, host, path] = [member('Scheme'), member('Host'), member('Path')];
  if (!members?.complete) return undefined;
  return scheme && host && path ? urlFrom({ scheme, host, path }, call, values) : host ? undefined : path;
};

/** A server of a test answers on an address of its own. */
export const testServer: Reduction = ({ start, end }, values) => {
  const span = { start, end: start };
  const text = (value: string): Expression => ({
    kind: 'text',
    value: SourceText.decoded(value, values.source.range(start, start)),
    closed: true,
    ...span,
  });
  const entries = [{ kind: 'member' as const, key: text('URL'), value: text('http://127.0.0.1') }];
  return { kind: 'object', entries, intact: false, start, end };
};
