import type { Fix } from '../finding.ts';
import { HOLE, type SourceText } from '../source.ts';
import type { Flaw } from './flaw.ts';

/**
 * `hole`: a run of characters that an unknown piece is part of; it may be anything. `other`: characters that are no
 * part of a query. `start` and `end` stand before and behind the text.
 */
type Kind = 'permission' | 'operator' | 'open' | 'close' | 'hole' | 'other' | 'start' | 'end';

interface Token {
  readonly kind: Kind;
  readonly from: number;
  readonly to: number;
}

const RUN = /[ \t\r\n]+|[()]|[^ \t\r\n()]+/g;
const OPERATOR = /^(?:and|or)$/i;
/** What other languages join with, and what it is called here. */
const JOINS: Readonly<Record<string, string>> = { '&': 'AND', '&&': 'AND', '|': 'OR', '||': 'OR' };
const LONGEST_SHOWN = 40;

/**
 * The first mistake in a query of permissions, as the server reads it: permissions joined by `AND` and `OR` in any case,
 * and parentheses. https://github.com/unkeyed/unkey/blob/main/pkg/rbac/parser.go
 * @param name what the field is called.
 */
export function permissionQueryFlaw(query: SourceText, name: string): Flaw | undefined {
  const { text } = query;
  // The server stops there.
  if (text.includes('\0')) return undefined;
  const opened: Token[] = [];
  let last: Token = { kind: 'start', from: 0, to: 0 };
  let before: Token = last;
  for (const token of [...tokensOf(text), { kind: 'end', from: text.length, to: text.length } as const]) {
    const flaw =
      token.kind === 'other' ? strangeFlaw(query, token) : pairFlaw(query, name, before, last, token);
    if (flaw) return flaw;
    if (token.kind === 'open') opened.push(token);
    if (token.kind === 'close' && !opened.pop() && query.isLiteral)
      return {
        range: query.range(token.from, token.to),
        message: 'No parenthesis is open here. Remove this one.',
      };
    before = last;
    last = token;
  }
  const open = opened.at(-1);
  if (!open || !query.isLiteral) return undefined;
  const range = query.range(open.from, open.to);
  return { range, message: 'This parenthesis is never closed. Write ) behind what belongs together.' };
}

function* tokensOf(text: string): Generator<Token> {
  for (const { 0: run, index } of text.matchAll(RUN)) {
    if (/^[ \t\r\n]/.test(run)) continue;
    if (run === '(' || run === ')')
      yield { kind: run === '(' ? 'open' : 'close', from: index, to: index + 1 };
    else yield* piecesOf(run, index);
  }
}

/** The pieces of a run without blanks and parentheses. */
function* piecesOf(run: string, index: number): Generator<Token> {
  let from = 0;
  const characters = [...run];
  for (let i = 0; i < characters.length; ) {
    const taken = isTaken(characters[i]!);
    let to = from;
    while (i < characters.length && isTaken(characters[i]!) === taken) to += characters[i++]!.length;
    const piece = run.slice(from, to);
    const kind = !taken
      ? 'other'
      : piece.includes(HOLE)
        ? 'hole'
        : OPERATOR.test(piece)
          ? 'operator'
          : 'permission';
    yield { kind, from: index + from, to: index + to };
    from = to;
  }
}

/** True for a hole and a character of a permission. The server asks of every byte of UTF-8 whether it is a letter of Latin 1. */
function isTaken(character: string): boolean {
  if (character === HOLE || /^[\w.*:/-]$/.test(character)) return true;
  const code = character.codePointAt(0)!;
  return code >= 0x80 && code < 0x800 && isLatin(0xc0 | (code >> 6)) && isLatin(0x80 | (code & 0x3f));
}

const isLatin = (byte: number): boolean =>
  /^[\xAA\xB5\xBA\xC0-\xD6\xD8-\xF6\xF8-\xFF]$/.test(String.fromCharCode(byte));

/** Characters that no query has. */
function strangeFlaw(query: SourceText, { from, to }: Token): Flaw {
  const written = query.text.slice(from, to);
  const range = query.range(from, to);
  const join = JOINS[written];
  if (join !== undefined)
    return {
      range,
      message: `${written} joins nothing here. Write ${join}.`,
      ...fixed(query, from, to, join),
    };
  if (/^[,;]+$/.test(written)) return { range, message: `"${written}" joins nothing here. Write AND or OR.` };
  if (/^!+$/.test(written)) return { range, message: NO_NOT };
  if (/^["'`]+$/.test(written))
    return { range, message: `${written} is part of the query here. Write the permission without quotes.` };
  const first = [...written][0]!;
  if (/^\s/u.test(first)) {
    const code = first.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
    return {
      range: query.range(from, from + first.length),
      message: `This blank (U+${code}) is none in a query. Write a plain one.`,
    };
  }
  return {
    range: query.range(from, from + first.length),
    message: `"${first}" is no character of a permission. It takes letters, digits and . _ - : * /`,
  };
}

const NO_NOT = 'A query has no NOT. It can only ask for what is granted.';

/** Replaces a mark by a word, with blanks around it. */
function fixed(query: SourceText, from: number, to: number, word: string): { readonly fix?: Fix } {
  if (!query.isVerbatim(from, to)) return {};
  const lead = /\S$/.test(query.text.slice(0, from)) ? ' ' : '';
  const tail = /^\S/.test(query.text.slice(to)) ? ' ' : '';
  const edit = { range: query.range(from, to), newText: `${lead}${word}${tail}` };
  return { fix: { title: `Change to ${word}`, safety: 'suggestion', edits: [edit] } };
}

/** What is wrong between two tokens that follow each other. */
function pairFlaw(
  query: SourceText,
  name: string,
  before: Token,
  last: Token,
  token: Token,
): Flaw | undefined {
  if (last.kind === 'hole' || token.kind === 'hole') return undefined;
  const word = ({ from, to }: Token): string => query.text.slice(from, to);
  const shown = (t: Token): string =>
    t.to - t.from > LONGEST_SHOWN ? `${word(t).slice(0, LONGEST_SHOWN)}…` : word(t);
  const at = ({ from, to }: Token) => query.range(from, to);
  const isOperand = token.kind === 'permission' || token.kind === 'open';
  if (last.kind === 'permission' || last.kind === 'close') {
    if (!isOperand) return undefined;
    const negation = [last, token].find((t) => t.kind === 'permission' && /^not$/i.test(word(t)));
    if (negation) return { range: at(negation), message: NO_NOT };
    return { range: at(token), message: `AND or OR is missing between ${shown(last)} and ${shown(token)}.` };
  }
  if (isOperand) return undefined;
  switch (last.kind) {
    case 'start':
      // An empty text is a value that the field does not take.
      if (token.kind === 'end')
        return query.text === ''
          ? undefined
          : {
              range: query.range(),
              message: `This query is empty. Write a permission, or leave ${name} out.`,
            };
      return token.kind === 'operator'
        ? { range: at(token), message: `Nothing stands before ${word(token)}. Write a permission there.` }
        : undefined;
    case 'open':
      if (token.kind === 'operator')
        return {
          range: at(token),
          message: `Nothing stands before ${word(token)}. Write a permission there.`,
        };
      return token.kind === 'close'
        ? {
            range: query.range(last.from, token.to),
            message: 'Nothing stands in these parentheses. Write a permission, or remove them.',
          }
        : undefined;
    default:
      return {
        range: at(last),
        message:
          before.kind === 'hole' && token.kind === 'operator'
            ? `${word(last)} and ${word(token)} have no permission between them.`
            : `Nothing stands behind ${word(last)}. Write a permission there.`,
      };
  }
}
