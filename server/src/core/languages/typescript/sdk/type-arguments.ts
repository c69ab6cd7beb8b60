import type { TextEdit } from '../../../model.ts';
import { behindTypeArguments } from '../islands.ts';
import type { Reading } from '../reading.ts';
import { wordAt } from '../tokens.ts';

/** Takes the type arguments away with which the method or function that token `name` names is called: those of v2 take none. */
export function typeArgumentEdits({ tokens, source }: Reading, name: number): readonly TextEdit[] {
  if (wordAt(tokens, name + 1) !== '<') return [];
  const behind = behindTypeArguments(tokens, name + 1);
  if (wordAt(tokens, behind) !== '(') return [];
  return [{ range: source.range(tokens.starts[name + 1]!, tokens.ends[behind - 1]!), newText: '' }];
}
