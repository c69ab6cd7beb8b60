import { placeAround } from '../../../program/answers.ts';
import type { FunctionPlace } from '../../../program/areas.ts';
import type { SdkText } from '../../../program/sdk/programs.ts';
import { childOf, type SyntaxNode } from '../../../syntax.ts';

export const HANDED_ON =
  'What this call answers is handed on from here, and v2 answers other types. Change where it is read, then migrate the file.';

/** Types of bodies that methods of v1 give. */
export const RESPONSES = /^\w+\.(?:V1KeysVerifyKeyResponse|Key|\w+ResponseBody)$/;

/** Methods of the SDK, behind their groups. */
export const METHODS =
  /\.(?:Keys|Apis|Ratelimits?|Identities|Permissions|Analytics|Migrations|Liveness)\.(\w+)$/;

/** A function that gives a value first of all it gives. */
export interface Giving {
  readonly name: SyntaxNode;
  readonly place: FunctionPlace;
  /** What it gives a pointer to: `components.Key`. */
  readonly type: SyntaxNode;
  readonly isMethod: boolean;
  /** True where other files can call it. */
  readonly isOpen: boolean;
}

/** The function that a value is returned from; undefined where it is not given by a type of a package. */
export function givingOf({ names, to, source }: SdkText, value: SyntaxNode): Giving | undefined {
  const list = value.parent?.type === 'expression_list' ? value.parent : undefined;
  const statement = list?.parent;
  if (!list || statement?.type !== 'return_statement' || list.children[0] !== value) return undefined;
  let at: SyntaxNode | undefined = statement;
  while (at && !/^(?:func_literal|function_declaration|method_declaration)$/.test(at.type)) at = at.parent;
  const name = at && childOf(at, 'name');
  const result = at && childOf(at, 'result');
  const place = placeAround(names, statement);
  if (!name || !result || !place) return undefined;
  const first = result.type === 'parameter_list' ? result.children[0] : result;
  // A result with a name is a variable of that type.
  if (!first || childOf(first, 'name')) return undefined;
  const own = first.type === 'parameter_declaration' ? childOf(first, 'type') : first;
  const type = own?.type === 'pointer_type' ? own.children[0] : undefined;
  if (type?.type !== 'qualified_type') return undefined;
  const isOpen = /^[A-Z]/.test(to.written(name)) && !/^package\s+main\b/m.test(source.text);
  return { name, place, type, isMethod: at?.type === 'method_declaration', isOpen };
}
