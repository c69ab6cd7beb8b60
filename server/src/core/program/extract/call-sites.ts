import { type CallExpression, calledName } from '../../expression.ts';
import type { ApiCall } from '../../model.ts';
import type { Thing } from '../machine/things.ts';
import type { Program } from './program.ts';

/** A call made by calling a function of the text: it is where that is called. `sender`: as in {@link Site}. */
export function movedTo(program: Program, site: CallExpression, call: ApiCall, sender?: Thing): ApiCall {
  const range = program.source.range(site.start, site.end);
  const { operation } = call.url;
  const place = operation.kind === 'literal' ? operation.range : call.urlArgument;
  const within = place.start >= range.start && place.end <= range.end;
  const moved: ApiCall = {
    ...call,
    range,
    method: methodAt(program, site, call),
    urlArgument: within ? place : range,
    // The function may be called from elsewhere.
    editor: {},
  };
  const called = program.scope.functions.placeOf(site);
  if (!called) return moved;
  const { node, shape } = called;
  const editor = program.grammar.siteEditor?.(
    { site, called: node, parameters: shape.parameters, request: moved, ...(sender ? { sender } : {}) },
    program.values,
  );
  return editor ? { ...moved, editor } : moved;
}

/** The method of a call, at the place where the call of the function names it: `request('GET', …)`, `get(…)`. */
function methodAt(
  program: Program,
  { args, callee }: CallExpression,
  { method }: ApiCall,
): ApiCall['method'] {
  if (method.kind !== 'literal') return method;
  const isMeant = (word: string): boolean => word.toLowerCase() === method.value.toLowerCase();
  const argument = args.find((a) => a.kind === 'text' && isMeant(a.value.text));
  if (argument?.kind === 'text') return { ...method, range: argument.value.range() };
  const name = calledName(callee) ?? '';
  if (!isMeant(name)) return method;
  const span = callee.kind === 'member' ? callee.propertySpan : callee;
  return { ...method, range: program.source.range(span.start, span.end) };
}
