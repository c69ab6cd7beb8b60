import type { CallExpression, Expression } from '../../expression.ts';
import { within } from '../../frame.ts';
import type { Values } from '../../resolve.ts';
import type { ProgramScope } from '../scope.ts';
import { sdkModel } from '../sdk/calls.ts';
import { constantsOf } from './constants.ts';
import { frameOf } from './parameters.ts';
import { pathOf } from './paths.ts';

/** What a call gives: of a pure function, of a function of the text, or an object of a class of it. */
export function valueOfCall(
  scope: ProgramScope,
  call: CallExpression,
  values: Values,
): Expression | undefined {
  const path = pathOf(scope, call.callee);
  const suffix = call.constructs ? '.new' : '';
  const { functions } = scope.grammar;
  if (path !== undefined && Object.hasOwn(functions, path + suffix))
    return functions[path + suffix]!(call, values);
  const model = sdkModel(path, call, scope.grammar.clients);
  if (model) return model;
  const last = call.callee.kind === 'member' ? `*.${call.callee.property}` : undefined;
  if (last !== undefined && Object.hasOwn(functions, last)) {
    const reduced = functions[last]!(call, values);
    if (reduced) return reduced;
  }
  const gotten = memberGotten(scope, call, values);
  if (gotten) return gotten;
  const place = scope.functions.placeOf(call);
  if (place) {
    const result = scope.functions.resultOf(place);
    return result && within(result, frameOf(scope, place, call));
  }
  // An object of a class of the text has what the class gives all of them.
  const made = call.callee.kind === 'name' ? constantsOf(scope, call.callee.name) : undefined;
  const value = made?.binding.kind === 'value' ? made.binding.value : undefined;
  // How it is written as JSON is another matter.
  return value?.kind === 'object' ? { ...value, shape: { always: [] } } : value;
}

/** The member of an object that a method without arguments gives: `Operation.VERIFY.getPath()`. */
function memberGotten(
  scope: ProgramScope,
  { callee, args, start, end }: CallExpression,
  values: Values,
): Expression | undefined {
  const property = callee.kind === 'member' ? scope.grammar.getter?.(callee.property) : undefined;
  if (property === undefined || callee.kind !== 'member' || args.length > 0) return undefined;
  const has = values.members(callee.object).list.some((m) => m.key === property);
  return has ? { ...callee, property, start, end } : undefined;
}

/** A call with the arguments that its function was given before: `partial(requests.post, headers=headers)(url)`. */
export function withEarlierArguments(scope: ProgramScope, call: CallExpression): CallExpression | undefined {
  const { partial } = scope.grammar;
  if (partial === undefined || call.callee.kind === 'member') return undefined;
  const { value } = scope.values.resolve(call.callee);
  if (value.kind !== 'call' || value === call || pathOf(scope, value.callee) !== partial) return undefined;
  const [callee, ...before] = value.args;
  if (!callee) return undefined;
  const entries = [value, call].flatMap((c) => c.named?.entries ?? []);
  const intact = value.intact && call.intact;
  const named =
    entries.length > 0 ? { named: { kind: 'object', entries, intact, ...call.list } as const } : {};
  return { ...call, callee, args: [...before, ...call.args], intact, ...named };
}
