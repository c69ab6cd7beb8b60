import type { CodeSwitch, TextEdit } from '../../model.ts';
import { areCodes, namesVerifyKey } from '../../reads/code-choices.ts';
import type { SourceText } from '../../source.ts';
import { codeChains } from './code-chains.ts';
import { Kind, type Tokens, wordAt } from './tokens.ts';

/** The cases of one `switch`, as indexes of tokens. */
interface Cases {
  readonly words: readonly number[];
  readonly labels: readonly number[];
}

/**
 * Each choice by `… .code` whose cases are at least two codes of `keys.verifyKey` and nothing else, without one for the rest.
 * Where the value comes from is not followed, so the text has to name `verifyKey`.
 */
export function codeSwitches(source: SourceText, tokens: Tokens): CodeSwitch[] {
  if (!namesVerifyKey(source.text) || !source.text.includes('code')) return [];
  const found = [...switches(source, tokens), ...codeChains(source, tokens)];
  return found.sort((a, b) => a.range.start - b.range.start);
}

function switches(source: SourceText, tokens: Tokens): CodeSwitch[] {
  const found: CodeSwitch[] = [];
  for (let i = 0; i < tokens.kinds.length; i++) {
    if (tokens.kinds[i] !== Kind.word || !source.text.startsWith('switch', tokens.starts[i])) continue;
    if (wordAt(tokens, i) !== 'switch') continue;
    const close = tokens.mates[i + 1] ?? -1;
    const open = close + 1;
    const end = close < 0 ? -1 : (tokens.mates[open] ?? -1);
    if (end < 0 || wordAt(tokens, i + 1) !== '(' || wordAt(tokens, open) !== '{') continue;
    if (tokens.kinds[close - 1] !== Kind.word || wordAt(tokens, close - 1) !== 'code') continue;
    const cases = casesOf(tokens, open, end);
    const codes = cases?.labels.map((label) => wordAt(tokens, label).slice(1, -1)) ?? [];
    if (!cases || !areCodes(codes)) continue;
    const addCases = adderOf(source, tokens, cases, end);
    const range = source.range(tokens.starts[close - 1], tokens.ends[close - 1]);
    found.push({ range, codes, ...(addCases ? { addCases } : {}) });
  }
  return found;
}

/** Undefined when there is a `default`, or a case that is no text. */
function casesOf(tokens: Tokens, open: number, end: number): Cases | undefined {
  const words: number[] = [];
  const labels: number[] = [];
  for (let k = open + 1; k < end; k++) {
    if (tokens.parents[k] !== open || tokens.kinds[k] !== Kind.word) continue;
    const word = wordAt(tokens, k);
    if (word === 'default' && wordAt(tokens, k + 1) === ':') return undefined;
    if (word !== 'case') continue;
    if (tokens.kinds[k + 1] !== Kind.string || wordAt(tokens, k + 2) !== ':') return undefined;
    words.push(k);
    labels.push(k + 1);
  }
  return { words, labels };
}

/** Writes further cases on lines of their own, before the line with the closing bracket. */
function adderOf(
  source: SourceText,
  tokens: Tokens,
  { words, labels }: Cases,
  end: number,
): CodeSwitch['addCases'] {
  const { text } = source;
  const last = words.at(-1)!;
  const [at, closing] = [tokens.starts[last]!, tokens.starts[end]!];
  const caseLine = text.lastIndexOf('\n', at) + 1;
  const closingLine = text.lastIndexOf('\n', closing) + 1;
  const [indent, outer] = [text.slice(caseLine, at), text.slice(closingLine, closing)];
  if (closingLine <= caseLine || /\S/.test(indent + outer)) return undefined;
  if (!source.isVerbatim(caseLine, closing + 1)) return undefined;
  const step = indent.startsWith(outer) ? indent.slice(outer.length) : '';
  const inner = indent + (step || (indent.includes('\t') ? '\t' : '  '));
  const quote = text[tokens.starts[labels.at(-1)!]!];
  const newline = text[closingLine - 2] === '\r' ? '\r\n' : '\n';
  const range = source.range(closingLine, closingLine);
  return (codes): TextEdit[] => {
    const lines = [...codes.map((code) => `${indent}case ${quote}${code}${quote}:`), `${inner}break;`];
    return [{ range, newText: lines.map((line) => line + newline).join('') }];
  };
}
