import type { CodeSwitch, TextEdit } from '../model.ts';
import { areCodes, namesVerifyKey } from '../reads/code-choices.ts';
import type { SourceText } from '../source.ts';
import type { SyntaxNode } from '../syntax.ts';
import type { Lowering } from './grammar.ts';
import type { Names } from './names.ts';

/** A choice between texts or constants that has no case for the rest. */
export interface Choice {
  /** The name of what is chosen by. */
  readonly subject: SyntaxNode;
  /** What has a case; undefined for what is neither a text nor a constant of an SDK. */
  readonly cases: readonly (string | undefined)[];
  /** Cases that do nothing, and the index of the text where they go. */
  readonly added: { readonly at: number; readonly text: (codes: readonly string[]) => string };
}

/** The choices of one text over codes of `keys.verifyKey`. Where the values come from is not followed. */
export function codeSwitchesOf(
  source: SourceText,
  names: Names,
  to: Lowering,
  choiceAt: (node: SyntaxNode, to: Lowering) => Choice | undefined,
): readonly CodeSwitch[] {
  if (!namesVerifyKey(source.text)) return [];
  return names.nodes.flatMap((node) => {
    const choice = node.broken ? undefined : choiceAt(node, to);
    if (!choice || !areCodes(choice.cases)) return [];
    const { subject, cases, added } = choice;
    const addCases = (codes: readonly string[]): TextEdit[] => [
      { range: source.range(added.at, added.at), newText: added.text(codes) },
    ];
    return [
      {
        range: source.range(subject.start, subject.end),
        codes: cases,
        ...(source.isVerbatim(node.start, node.end) ? { addCases } : {}),
      },
    ];
  });
}

/** The blanks in front of the line that a node begins on. */
export function indentationOf(text: string, { start }: SyntaxNode): string {
  const line = text.lastIndexOf('\n', start - 1) + 1;
  return /^[ \t]*/.exec(text.slice(line, start))![0];
}

/** What one condition of a chain asks: what it compares, and with what. */
export interface Asked {
  readonly subject: SyntaxNode | undefined;
  readonly labels: readonly SyntaxNode[];
}

/** What all conditions of a chain compare, and with what; undefined where they do not all compare the same. */
export function comparedIn(
  conditions: readonly (Asked | undefined)[],
  to: Lowering,
): { readonly subject: SyntaxNode; readonly labels: readonly SyntaxNode[] } | undefined {
  const [subject] = conditions.flatMap((asked) => asked?.subject ?? []);
  const isSame = conditions.every(
    (asked) => asked && (!asked.subject || (subject && to.written(asked.subject) === to.written(subject))),
  );
  return subject && isSame
    ? { subject, labels: conditions.flatMap((asked) => asked?.labels ?? []) }
    : undefined;
}
