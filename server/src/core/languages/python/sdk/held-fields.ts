import type { Span } from '../../../expression.ts';
import type { TextEdit } from '../../../model.ts';
import type { SyntaxNode } from '../../../syntax.ts';

/** The fields of a request, and what is around them. */
interface Held {
  readonly inside: Span;
  readonly members: readonly SyntaxNode[];
}

/** Takes what is around the fields of a request away that is one argument: `request={`, `}`. */
export function unwrapped(
  text: string,
  holder: SyntaxNode,
  { inside, members }: Held,
  now: string,
): readonly TextEdit[] {
  const before = /\r?\n[ \t]*$/.exec(text.slice(Math.max(0, holder.start - 200), holder.start))?.[0] ?? '';
  const isOpen = /^[ \t]*\r?\n/.test(now);
  const lead = isOpen ? before : '';
  const comma = /^\s*,/.exec(text.slice(holder.end))?.[0].length ?? 0;
  const isCommented = /#[^\n]*\s*$/.test(now);
  const hasComma = /,\s*$/.test(now.replace(/#[^\n]*/g, ''));
  const blank = /(?:\r?\n)?[ \t]*$/.exec(now)![0].length;
  // A comment would go on to what follows.
  const isLast = /^[ \t]*\r?\n/.test(text.slice(holder.end + (hasComma ? comma : 0)));
  const isClosed = (!isCommented || (isLast && lead !== '')) && (lead !== '' || comma > 0);
  return [
    ...(lead === '' ? [] : lessIndented(text, members, holder)),
    { range: { start: holder.start - lead.length, end: inside.start }, newText: '' },
    {
      range: {
        start: isClosed ? inside.end - blank : inside.end,
        end: holder.end + (hasComma || now.trim() === '' ? comma : 0),
      },
      newText: '',
    },
  ];
}

/** Takes as much away in front of members, each of a line, as they are further in than the argument that held them. */
function lessIndented(text: string, members: readonly SyntaxNode[], holder: SyntaxNode): readonly TextEdit[] {
  const column = (at: number): number => at - text.lastIndexOf('\n', at - 1) - 1;
  const width = column(members[0]?.start ?? 0) - column(holder.start);
  const isPlain = members.every(
    ({ start, end }) =>
      !text.slice(start, end).includes('\n') && text.slice(start - column(start), start).trim() === '',
  );
  if (!isPlain || width <= 0) return [];
  const comments = members[0]?.parent?.children.filter(
    ({ type, start }) => type === 'comment' && text.slice(start - column(start), start).trim() === '',
  );
  return [...members, ...(comments ?? [])]
    .filter(({ start }) => column(start) >= width)
    .map(({ start }) => ({ range: { start: start - width, end: start }, newText: '' }));
}
