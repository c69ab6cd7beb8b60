import type { ResponseRead } from '../../model.ts';
import { MAY_BE_MISSING } from '../../reads/responses.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import type { Island } from './islands.ts';
import type { Reading } from './reading.ts';

type Insert = NonNullable<ResponseRead['insert']>;

/** What puts names before the last one of `object.name` or `object['name']`. */
export function insertedInMember(reading: Reading, { shift }: Island, node: SyntaxNode): Insert | undefined {
  const { source, tokens } = reading;
  const object = childOf(node, 'object');
  const name = childOf(node, 'property') ?? childOf(node, 'index');
  if (!object || !name || !source.isVerbatim(node.start + shift, node.end + shift)) return undefined;
  const link = tokens.text.slice(object.end + shift, name.start + shift);
  const bracket = link.indexOf('[');
  const at = bracket < 0 ? name.start + shift : object.end + shift + bracket;
  const quote = tokens.text[name.start + shift] ?? "'";
  const dot = link.includes('?.') ? '?.' : '.';
  return (names) => {
    const newText = names
      .map((n) => {
        if (bracket < 0) return n + (MAY_BE_MISSING.has(n) ? '?.' : dot);
        return `[${quote}${n}${quote}]${MAY_BE_MISSING.has(n) ? '?.' : ''}`;
      })
      .join('');
    return [{ range: source.range(at, at), newText }];
  };
}

/** What puts names around one part of an object pattern: `{ valid }` becomes `{ data: { valid } }`. */
export function insertedInPattern(
  { source }: Reading,
  { shift }: Island,
  part: SyntaxNode,
): Insert | undefined {
  const [start, end] = [part.start + shift, part.end + shift];
  if (!source.isVerbatim(start, end)) return undefined;
  return (names) => [
    { range: source.range(start, start), newText: names.map((name) => `${name}: { `).join('') },
    { range: source.range(end, end), newText: closing(names) },
  ];
}

const closing = (names: readonly string[]): string =>
  names
    .toReversed()
    .map((name) => (MAY_BE_MISSING.has(name) ? ' } = {}' : ' }'))
    .join('');
