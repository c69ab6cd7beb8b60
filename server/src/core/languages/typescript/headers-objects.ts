import type { Expression, Span } from '../../expression.ts';
import type { TextEdit } from '../../model.ts';
import type { Reading } from './reading.ts';
import { tokenAt, wordAt } from './tokens.ts';

/** A `Headers` object under a name: the name, and the statement behind which more may be set in it. */
export interface KeptHeaders {
  readonly name: string;
  readonly first: number;
  readonly end: number;
}

/**
 * The `Headers` object that a name stands for, where only `call` sends it. False where others have it as well; undefined
 * for what is none.
 */
export function keptHeaders(
  { tokens, scope, islands }: Reading,
  value: Expression,
  call: Span,
): KeptHeaders | false | undefined {
  if (value.kind !== 'name' || value.frame) return undefined;
  const declared = scope.declaredAt(tokenAt(tokens, value.start));
  if (declared === undefined) return undefined;
  const behind = tokens.text.slice(tokens.ends[declared], tokens.ends[declared]! + 60);
  if (!/^(?:\s*:\s*Headers)?\s*=\s*new\s+Headers\(/.test(behind)) return undefined;
  const made = islands.statementAround(declared);
  let last = made;
  for (const use of scope.usesOf(declared)) {
    const start = tokens.starts[use]!;
    if (start >= call.start && start < call.end) continue;
    const statement = islands.statementAround(use);
    if (statement.first !== use || !/^(?:set|append)$/.test(wordAt(tokens, use + 2))) return false;
    if (start < call.start && statement.block === made.block) last = statement;
  }
  return { name: value.name, first: last.first, end: last.end };
}

/** Sets `members` (`Name: value`) in a `Headers` object, on a line each. Undefined where there is no line for them. */
export function headersSet(
  { source, tokens }: Reading,
  { name, first, end }: KeptHeaders,
  members: readonly string[],
  quote: string,
): TextEdit | undefined {
  const { text, starts, ends } = tokens;
  const line = text.lastIndexOf('\n', starts[first]! - 1) + 1;
  const indentation = /^[ \t]*/.exec(text.slice(line, starts[first]))![0];
  const semicolon = /^[ \t]*;/.exec(text.slice(ends[end - 1], ends[end - 1]! + 20))?.[0].length ?? 0;
  const at = ends[end - 1]! + semicolon;
  if (line + indentation.length !== starts[first] || !source.isVerbatim(line, at)) return undefined;
  const mark = text[at - 1] === ';' ? ';' : '';
  const statements = members.map((member) => {
    const [, key, value] = /^(["']?[\w-]+["']?): ([\s\S]*)$/.exec(member)!;
    return `\n${indentation}${name}.set(${quote}${key!.replaceAll(/["']/g, '')}${quote}, ${value})${mark}`;
  });
  return { range: source.range(at, at), newText: statements.join('') };
}
