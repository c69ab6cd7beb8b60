import type { ResponseRead, TextEdit } from '../model.ts';
import { escapedName } from '../name-pattern.ts';
import { namedFunctionAround, restOfFunction } from '../outline.ts';
import { statusOfCode } from '../sdk/error-statuses.ts';
import { comparedCode } from './error-codes.ts';
import type { Surroundings } from './surroundings.ts';

/** Code that compares what it calls a code. */
const COMPARES = /\b([\w$]+)!?\??\.code\s*[!=]==?\s*["']([A-Z_]{4,})["']/g;
/** Comparisons that are named. */
const MOST = 3;

/**
 * Where a text compares codes that it keeps of the errors of answers: v2 has a type in their place. `edits`: what becomes
 * of them where they are read. The codes of verified keys are others.
 */
export function keptCodes(
  reads: readonly ResponseRead[],
  edits: readonly TextEdit[],
  around: Surroundings,
): readonly number[] {
  const { document, isFollowed } = around;
  const own = reads.filter(
    (read) =>
      read.path[0]?.name === 'error' &&
      read.path[1]?.name === 'code' &&
      comparedCode(read, document) === undefined,
  );
  const kept = own.filter((read) => !isShown(read.path[1]!.range.start, document));
  const sought = own.length === 0 ? [] : soughtIn(document);
  if (kept.length === 0) return sought.slice(0, MOST);
  const isKept = (found: RegExpExecArray): boolean => {
    const [whole, name, code] = found;
    const end = found.index + whole.length;
    return (
      statusOfCode(code!) !== undefined &&
      !isFollowed(found.index + whole.indexOf('.code', name!.length) + 1) &&
      !edits.some(({ range }) => range.start < end && range.end > found.index) &&
      !reads.some(({ path }) => path.some(({ range }) => range.start > found.index && range.end < end)) &&
      !new RegExp(`(?<![\\w$])${escapedName(name!)}!?\\??\\.(?:data!?\\??\\.)?valid\\b`).test(document)
    );
  };
  const named = kept.flatMap(({ path }) => comparedNames(path[1]!.range.start, around));
  const members = [...document.matchAll(COMPARES)].filter(isKept).map(({ index }) => index);
  return [...new Set([...named, ...members, ...sought])].slice(0, MOST);
}

/** The text of an error. */
const MESSAGE = String.raw`(?:\b[mM]essage|\b[gG]etMessage\(\)|\.Error\(\)|\b[sS]tr(?:ing)?\([\w$]+\)|\.to(?:String\(\)|_s))`;
/** Code that looks for a code in the text of an error. */
const SEEKS = new RegExp(
  [
    String.raw`${MESSAGE}!?\??\.(?:starts?_?[wW]ith|StartsWith|includes?|[cC]ontains|indexOf|IndexOf|match|search)\??\(\s*["'/^]+([A-Z_]{4,})(?![A-Za-z])`,
    String.raw`\w\([^()\n]*${MESSAGE},\s*["']([A-Z_]{4,})(?![A-Za-z])`,
    String.raw`["']([A-Z_]{4,})["']\s+(?:not\s+)?in\s+[\w$.]*${MESSAGE}`,
    String.raw`/\^?([A-Z_]{4,})[^/\w\n]*/\w*\.test\([^\n]{0,60}?${MESSAGE}`,
  ].join('|'),
  'g',
);

/** Where a text looks for codes of v1 in the texts of errors, into which it has put them. */
const soughtIn = (document: string): readonly number[] =>
  [...document.matchAll(SEEKS)]
    .filter(([, ...codes]) => codes.some((code) => code !== undefined && statusOfCode(code) !== undefined))
    .map(({ index }) => index);

/** `const code = ` before what is kept. */
const VARIABLE = /^\s*(?:(?:const|let|var)\s+)?([\w$]+)\s*(?::[^=\n]*)?:?=(?!=)[^;\n]*$/;
/** How far behind a variable it is compared. */
const NEAR = 800;

/** Where a text compares the variable that gets the code which is read at an offset, or what the function gives that returns it. */
function comparedNames(at: number, around: Surroundings): readonly number[] {
  const { document, outline } = around;
  const line = document.slice(document.lastIndexOf('\n', at) + 1, at);
  const variable = VARIABLE.exec(line)?.[1];
  if (variable !== undefined && !line.includes('=>'))
    return comparisonsOf(
      `(?<![\\w$.])${escapedName(variable)}`,
      restOfFunction(outline, at, document, NEAR),
    ).map((i) => at + i);
  const name = /\breturn\b|=>/.test(line) ? namedFunctionAround(outline, at)?.name : undefined;
  return name === undefined ? [] : comparedResults(name, around);
}

/** Where a text compares what a function of its gives with codes of v1. */
export function comparedResults(name: string, { document, outline }: Surroundings): readonly number[] {
  const called = `(?<![\\w$])${escapedName(name)}\\([^()]*\\)`;
  const variables = document.matchAll(
    new RegExp(
      String.raw`\b(?:const|let|var)\s+([\w$]+)\s*(?::[^=\n]*)?=\s*(?:await\s+)?(?:this\.)?${called}`,
      'g',
    ),
  );
  const kept = [...variables].flatMap(({ 0: whole, 1: variable, index }) => {
    const from = index + whole.length;
    return comparisonsOf(
      `(?<![\\w$.])${escapedName(variable!)}`,
      restOfFunction(outline, from, document, NEAR),
    ).map((i) => from + i);
  });
  return [...comparisonsOf(called, document), ...kept];
}

/** An entry of a table by codes. */
const TABLE = /["']([A-Z_]{4,})["']\s*(?::|=>)/;

/** Where code that matches a pattern is compared with codes of v1, switched by, or looked up in a table of them. */
function comparisonsOf(pattern: string, document: string): readonly number[] {
  const compares = new RegExp(
    String.raw`\bswitch\s*\(\s*${pattern}\s*\)|\bmatch\s+${pattern}\s*[:{]|${pattern}\s*(?:[!=]==?|(?:not\s+)?in\s*[([{])\s*["']([A-Z_]{4,})["']`,
    'g',
  );
  const looks = new RegExp(String.raw`(?:\.get\(|\w\[)\s*${pattern}\s*[\]),]`, 'g');
  const chosen = TABLE.exec(document)?.[1];
  const inTable = chosen === undefined || statusOfCode(chosen) === undefined ? [] : document.matchAll(looks);
  return [...document.matchAll(compares), ...inTable]
    .filter(([, code]) => code === undefined || statusOfCode(code) !== undefined)
    .map(({ index }) => index);
}

/** True for code in a text that is shown: what is kept of it is read by people. */
function isShown(at: number, document: string): boolean {
  const line = document.slice(document.lastIndexOf('\n', at) + 1, at);
  return /\bconsole\.|\blog(?:ger|ging)?\.|\$\{[^{}]*$|\bf["'](?:[^{}]|\{[^{}]*\})*\{[^{}]*$/.test(line);
}
