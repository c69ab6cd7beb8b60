import type { SyntaxNode } from '../../syntax.ts';
import { childOf } from '../../syntax.ts';
import type { Island } from './islands.ts';
import type { Reading } from './reading.ts';

/** Functions that call functions that send. */
export const DEEPEST = 4;

/** A node with the island whose tree it is in. */
export interface Place {
  readonly island: Island;
  readonly node: SyntaxNode;
}

/** The text a node of an island was written with. */
export const textOf = ({ tokens }: Reading, { shift }: Island, { start, end }: SyntaxNode): string =>
  tokens.text.slice(start + shift, end + shift);

/** True for a type that says nothing of the members: `any`, `: unknown`, `<any>`, `Record<string, any>`. */
export const isOpenType = (type: SyntaxNode, island: Island, reading: Reading): boolean =>
  /^[:<\s]*(?:Promise<\s*)?(?:AxiosResponse<\s*)?(?:any|unknown|Record<string,\s*(?:any|unknown)>|const)[>\s]*$/.test(
    textOf(reading, island, type),
  );

/** True for what stands in the place of a value that is missing: nothing, an empty object, `undefined as any`. */
export function isEmptyValue(reading: Reading, island: Island, node: SyntaxNode): boolean {
  const text = textOf(reading, island, node).replace(/^\(+|\)+$/g, '');
  if (/^Promise\.reject\(/.test(text)) return true;
  return /^(?:null|undefined|false|true|0|''|""|``|\{\s*\}|\[\s*\]|void 0)(?:\s+as\s+[\w<>[\], ]+)?$/.test(
    text,
  );
}

const OPERANDS =
  /^(?:parenthesized_expression|non_null_expression|as_expression|satisfies_expression|member_expression|subscript_expression|await_expression|unary_expression|call_expression)$/;

/** Where the outermost choice begins that the value of a node is one side of: an index of the text. */
export function choiceAround({ node, island }: Place): number | undefined {
  let found: number | undefined;
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at;
    const operator = parent.type === 'binary_expression' ? childOf(parent, 'operator')?.type : undefined;
    if (operator === '??' || operator === '||' || parent.type === 'ternary_expression')
      found = parent.start + island.shift;
    else if (operator === undefined && !OPERANDS.test(parent.type)) break;
  }
  return found;
}

/** True where a type is written that says something. */
export const isTyped = (reading: Reading, island: Island, type: SyntaxNode | undefined): boolean =>
  type !== undefined && !isOpenType(type, island, reading);

/** The call of a member; `await a.b<T>()` is parsed as a call of what `await` gives. */
export function callOf({ field, parent }: SyntaxNode): SyntaxNode | undefined {
  const callee = parent?.type === 'await_expression' && parent.field === 'function' ? parent : undefined;
  const call = callee ? callee.parent : parent;
  return call?.type === 'call_expression' && (callee || field === 'function') ? call : undefined;
}
