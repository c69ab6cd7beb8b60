import type { CallExpression, Expression, Frame, ObjectEntry } from '../../expression.ts';
import type { Area, FunctionPlace } from '../areas.ts';
import type { FunctionShape, Parameter } from '../grammar.ts';
import type { ProgramScope } from '../scope.ts';

/** What the call that a function is followed from gives its parameter. */
export function argumentGiven(scope: ProgramScope, area: Area, name: string): Expression | undefined {
  const call = scope.frames.get(area);
  return call && area.shape && argumentOf(scope, call, area.shape, name);
}

/** What a call gives one parameter of the function it calls. */
export function argumentOf(
  scope: ProgramScope,
  call: CallExpression,
  shape: FunctionShape,
  name: string,
): Expression | undefined {
  const index = shape.parameters.findIndex((p) => p.name === name);
  const parameter = shape.parameters[index];
  if (!parameter) return undefined;
  if (parameter.named) return remainingOf(shape, call);
  if (parameter.rest) return undefined;
  const entries = call.named?.entries ?? [];
  const named = entries.find((e) => !parameter.positional && isNamed(e, parameter));
  if (named || call.args[index]) return named?.value ?? call.args[index];
  const isBraceless = scope.grammar.bracelessObjects && parameter.positional && index === call.args.length;
  const isOwn = (e: ObjectEntry): boolean => shape.parameters.some((p) => !p.positional && isNamed(e, p));
  return isBraceless && !entries.some(isOwn) ? call.named : undefined;
}

/** The named arguments of a call that no parameter of the function is named after. */
function remainingOf(shape: FunctionShape, call: CallExpression): Expression {
  const isOwn = (e: ObjectEntry): boolean => shape.parameters.some((p) => !p.positional && isNamed(e, p));
  const entries = (call.named?.entries ?? []).filter((e) => !isOwn(e));
  const { start, end } = call.list;
  return { kind: 'object', entries, intact: call.named?.intact ?? call.intact, start, end };
}

/** What the parameters of a function stand for in one call of it. */
export function frameOf(scope: ProgramScope, { area, shape }: FunctionPlace, call: CallExpression): Frame {
  const values = new Map<number, Expression>();
  for (const { name } of shape.parameters) {
    const event = area.names.get(name)?.find((e) => e.declared.kind === 'parameter');
    const given = argumentOf(scope, call, shape, name);
    if (event && given) values.set(event.declared.node.start, given);
  }
  return { values, outer: undefined };
}

/** True for an argument that is given by the name of a parameter; PHP writes `name: value` for `$name`. */
const isNamed = (entry: ObjectEntry, { name }: Parameter): boolean =>
  entry.kind === 'member' && entry.key.kind === 'text' && entry.key.value.text === name.replace(/^\$/, '');
