import type { TextEdit } from '../../../model.ts';
import type { Reading } from '../reading.ts';
import { Kind, wordAt } from '../tokens.ts';
import type { CaughtAs } from './caught.ts';

/** The type that a variable says it has: what a method of the SDK answers. */
export interface Annotation {
  /** The token of the variable. */
  readonly name: number;
  readonly start: number;
  readonly end: number;
}

const ANSWER = /^\s*(Awaited\s*<\s*ReturnType\s*<\s*typeof\s+[\w$.]+\s*>\s*>)$/;
const MEMBERS = ['message', 'code', 'docs'];
/** Tokens of such a type. */
const MOST_TOKENS = 24;

/** The annotation that token `last` ends: `const answer: Awaited<ReturnType<typeof unkey.keys.get>> =`. */
export function annotationBefore({ source, tokens }: Reading, last: number): Annotation | undefined {
  if (!wordAt(tokens, last).endsWith('>')) return undefined;
  let colon = last;
  while (colon > 1 && last - colon < MOST_TOKENS && wordAt(tokens, colon) !== ':') colon--;
  const name = colon - 1;
  const isDeclared = tokens.kinds[name] === Kind.word && /^(?:const|let|var)$/.test(wordAt(tokens, name - 1));
  const from = tokens.ends[colon]!;
  const found = isDeclared ? ANSWER.exec(source.text.slice(from, tokens.ends[last])) : null;
  return found ? { name, start: tokens.ends[last]! - found[1]!.length, end: tokens.ends[last]! } : undefined;
}

/**
 * The edits that make an annotation say what the variable has once errors are caught. `taken`: what of the answer of v2
 * comes to stand under which name, as the names of both.
 */
export function annotationEdits(
  { source }: Reading,
  { start, end }: Annotation,
  taken: readonly [name: string, member: string] | undefined,
  as: CaughtAs,
): readonly TextEdit[] {
  const quote = /\bfrom "/.test(source.text) ? '"' : "'";
  const request = source.text.includes('.requestId') ? '; requestId?: string' : '';
  const error =
    as === 'error'
      ? 'Error'
      : as === 'message'
        ? '{ message: string }'
        : `{ ${MEMBERS.filter((name) => as.names?.has(name) ?? true)
            .map((name) => `${name}${name === 'message' ? '' : '?'}: string`)
            .join('; ')}${request} }`;
  if (!taken) return [{ range: source.range(start, end), newText: `{ error?: ${error} }` }];
  const [name, member] = taken;
  const { start: first } = source.range(start, start);
  const { end: last } = source.range(end, end);
  return [
    { range: { start: first, end: first }, newText: `{ ${name}: ` },
    {
      range: { start: last, end: last },
      newText: `[${quote}${member}${quote}]; error: undefined } | { ${name}: undefined; error: ${error} }`,
    },
  ];
}
