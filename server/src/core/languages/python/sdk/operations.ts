import { partAt, type SdkText } from '../../../program/sdk/programs.ts';
import type { SdkPart } from '../../../sdk/program.ts';
import type { SyntaxNode } from '../../../syntax.ts';

/** A use of the class `Op`, and the name that the text has imported for it. */
export interface OperationUse {
  readonly node: SyntaxNode;
  readonly local: string;
  readonly part: SdkPart;
}

/** The uses of the class `Op` among others of v1: v2 calls it `Operation`. None where only its values are used. */
export function operationParts(text: SdkText, old: readonly SyntaxNode[]): readonly OperationUse[] {
  const { to, names } = text;
  const uses = old.filter((node) => /(?:^|\.)Op(?:\.[A-Z]+)?$/.test(to.written(node)));
  const isClass = uses.some((node) => /(?:^|\.)Op$/.test(to.written(node)));
  const isSure = uses.every((node) =>
    /^(?:models\.)?Op(?:\.(?:INCREMENT|DECREMENT|SET))?$/.test(to.written(node)),
  );
  if (!isClass || !isSure || names.usesOf('Operation').length > 0) return [];
  return uses.map((node) => {
    const written = to.written(node);
    const start = node.start + written.search(/\bOp\b/);
    const edit = { range: { start, end: start + 'Op'.length }, newText: 'Operation' };
    return {
      node,
      local: written.startsWith('models.') ? 'models' : 'Op',
      part: partAt(text, node, written, 'Operation', [edit]),
    };
  });
}
