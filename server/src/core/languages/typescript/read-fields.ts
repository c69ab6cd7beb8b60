import type { SyntaxNode } from '../../syntax.ts';
import { childOf } from '../../syntax.ts';
import { isAssignedMember } from './assigned.ts';
import { type Place, textOf } from './read-nodes.ts';
import type { Reading } from './reading.ts';
import { tokenAt, wordAt } from './tokens.ts';

/** Uses of one field that are looked at. */
const MOST_USES = 60;

/**
 * Where a field of the object around a place is used, which gets a value at `left`: `this.answer`. Undefined where it is
 * given others as well, or where it is not a field of that object.
 */
export function fieldUses(reading: Reading, { node: left, island }: Place): readonly Place[] | undefined {
  const { tokens, scope, islands } = reading;
  const [object, property] = [childOf(left, 'object'), childOf(left, 'property')];
  if (object?.type !== 'this' || !property) return undefined;
  const own = tokenAt(tokens, property.start + island.shift);
  const name = textOf(reading, island, property);
  const home = scope.classAround(own);
  if (home < 0) return undefined;
  const uses = scope.occurrences(name).filter((use) => scope.classAround(use) === home);
  const members = uses.filter((use) => use !== own && wordAt(tokens, use - 2) === 'this');
  if (uses.length > MOST_USES) return undefined;
  const isGiven = (use: number): boolean =>
    isAssignedMember(tokens, use) && !EMPTY.test(wordAt(tokens, use + 2));
  if (members.some(isGiven)) return undefined;
  return members
    .filter((use) => !isAssignedMember(tokens, use))
    .flatMap((use) => {
      const found = islands.statement(use);
      let node: SyntaxNode | undefined = found && islands.node(found, use);
      if (node && node.type !== 'member_expression') node = node.parent;
      return found && node?.type === 'member_expression' ? [{ island: found, node }] : [];
    });
}

/** What stands for no value yet. */
const EMPTY = /^(?:null|undefined|void)$/;
