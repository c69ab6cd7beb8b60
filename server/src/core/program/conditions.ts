import { childOf, type SyntaxNode } from '../syntax.ts';
import type { Lowering } from './grammar.ts';

const NAME = String.raw`[$@]?[A-Za-z_]\w*`;
/** Conditions that hold where a name stands for something: `body`, `$data !== null`, `params.present?`, `len(x) > 0`. */
const PRESENT = new RegExp(
  String.raw`^(?:(${NAME})(?:\s*(?:!==?\s*(?:null|nil|undefined|\[\])|is\s+not\s+None|!=\s*None)|\.(?:present|any)\?)?` +
    String.raw`|!\s*(?:empty|is_null)\(\s*(${NAME})\s*\)|isset\(\s*(${NAME})\s*\)|!\s*(${NAME})\.(?:nil|empty|blank)\?` +
    String.raw`|(?:count|len)\(\s*(${NAME})\s*\)\s*>\s*0|null\s*!==?\s*(${NAME}))$`,
);
const MISSING = new RegExp(String.raw`^(${NAME})\.(?:nil|empty|blank)\?$`);

/** The name whose value has to be there for a branch to be taken, and where it is asked for. */
export function presenceAsked(
  arm: SyntaxNode,
  to: Lowering,
): { readonly name: string; readonly at: number } | undefined {
  const { parent } = arm;
  const condition = parent && childOf(parent, 'condition');
  if (!condition || condition === arm || arm.field === 'alternative') return undefined;
  const written = to.written(condition).replace(/^\(\s*([\s\S]*?)\s*\)$/, '$1');
  const asked = /^unless/.test(parent.type) ? MISSING : PRESENT;
  const name = asked
    .exec(written)
    ?.slice(1)
    .find((group) => group !== undefined);
  return name === undefined ? undefined : { name, at: condition.start };
}
