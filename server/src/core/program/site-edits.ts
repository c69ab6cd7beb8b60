import type { Expression } from '../expression.ts';
import type { ApiCall, TextEdit } from '../model.ts';
import type { Values } from '../resolve.ts';
import type { Site } from './grammar.ts';

/** Parameters that are the body of a request. */
export const BODY_PARAMETER = /^(?:json|body|data|payload|json_?(?:body|data))$/i;

/** The argument in which a call names the operation. */
export function urlArgumentOf({ site, request }: Site, { source }: Values): Expression | undefined {
  const { operation } = request.url;
  if (operation.kind !== 'literal') return undefined;
  const named = site.named?.entries.map((entry) => entry.value) ?? [];
  return [...site.args, ...named].find((arg) => {
    const { start, end } = source.range(arg.start, arg.end);
    return operation.range.start >= start && operation.range.end <= end;
  });
}

/** Writes the method where a call gives it as a text; undefined where it does not. */
export function methodEditAt({ site }: Site, { method }: ApiCall, newText: string): TextEdit | undefined {
  if (method.kind !== 'literal') return undefined;
  const { range } = method;
  const given = site.args.find((arg) => arg.kind === 'text' && arg.value.offset(0) === range.start);
  return given ? { range, newText } : undefined;
}
