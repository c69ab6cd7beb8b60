import type { Reading } from '../reading.ts';
import { Block, wordAt } from '../tokens.ts';

/** Where the variable is used that is declared at token `declared`: neither the declaration nor what shares its name. */
export function variableUses({ scope, tokens }: Reading, declared: number): readonly number[] {
  return scope.usesOf(declared).filter((use) => {
    if (use === declared || /^\??\.$/.test(wordAt(tokens, use - 1))) return false;
    const holder = tokens.parents[use]!;
    const isObject = holder >= 0 && tokens.blocks[holder] === Block.object;
    const isKey = isObject && wordAt(tokens, use + 1) === ':' && /^[{,]$/.test(wordAt(tokens, use - 1));
    return !isKey && scope.declaredAt(use) === declared;
  });
}
