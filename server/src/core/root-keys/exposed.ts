import type { Span } from '../expression.ts';
import type { ApiCall } from '../model.ts';
import type { Range, SourceText } from '../source.ts';
import { browserReads, browserUses } from './browser.ts';
import { endsValue, HeldRootKeys, rootKeyWords } from './held.ts';
import { isPublicRootKey, isPublicVariable, saysRootKey } from './names.ts';
import { isVariableUsed } from './public-variables.ts';
import { queryUses, queryValues } from './queries.ts';
import { innermost, isWholeString, type Piece, type Reading, type Use } from './reading.ts';
import type { ExposedSecret } from './secret.ts';
import { sentVariables } from './sent.ts';
import { findRootKeys, shownOf } from './shape.ts';

interface Document {
  readonly path: string;
  readonly source: SourceText;
  readonly reading: Reading;
  readonly calls: readonly ApiCall[];
}

/** The end of a text in the middle of a statement: what is typed next may send the output elsewhere. */
const OPEN_END = /^[^\n)\]};]{0,199}$/;

/** Every place where a document gives a root key away. Places in comments are among them. */
export function findExposed({ path, source, reading, calls }: Document): ExposedSecret[] {
  // Of a byte order mark.
  const shift = source.offset(0);
  const aboutUnkey = /unkey/i.test(source.text);
  const found: ExposedSecret[] = [];
  const pieces = new Map<SourceText, Piece>();
  const pieceIn = (text: SourceText): Piece => {
    const piece = pieces.get(text) ?? pieceOf(path, text);
    pieces.set(text, piece);
    return piece;
  };
  const visit = (at: Reading): void => {
    for (const inner of at.inner) visit(inner);
    if (at.language.prose) return;
    const isInner = ({ start }: Range): boolean =>
      at.inner.some((inner) => inner.source.indexOfOffset(start) >= 0);
    const isOpen = ({ end }: Range): boolean =>
      OPEN_END.test(source.text.slice(end - shift, end - shift + 200));
    const piece = pieceIn(at.source);
    const add = (where: ExposedSecret['where'], uses: readonly Use[]): void => {
      for (const { start, end, shown } of uses) {
        const range = at.source.range(start, end);
        if (isInner(range) || (where === 'log' && isOpen(range))) continue;
        if (!isSpokenOf(at, range)) found.push({ kind: 'exposed', range, shown, where });
      }
    };
    add('variable', variableUses(piece, aboutUnkey));
    add('query', queryUses(piece));
    add('log', printedUses(piece, at));
    add('browser', browserUses(piece, at));
  };
  visit(reading);
  for (const call of calls)
    for (const { range, shown } of queryValues(call, source, pieceIn(source).held))
      if (!found.some((f) => f.where === 'query' && isRightBehind(f.range, range)))
        found.push({ kind: 'exposed', range, shown, where: 'query' });
  for (const { range, name } of sentVariables(calls, source)) {
    const where = isPublicVariable(name)
      ? 'variable'
      : browserReads(innermost(reading, range), path)
        ? 'browser'
        : undefined;
    if (where) found.push({ kind: 'exposed', range, shown: name, where });
  }
  return found;
}

/** True for the value of a parameter whose name is at `name`. */
const isRightBehind = (value: Range, name: Range): boolean =>
  value.start >= name.end && value.start - name.end <= '=encodeURIComponent(${'.length;

/** True for a name in a text: `'process.env.UNKEY_ROOT_KEY is missing'`, a sample of code. */
function isSpokenOf({ source, found }: Reading, range: Range): boolean {
  if (!found.stringAt?.(range.start) || isWholeString(found, range)) return false;
  const start = source.indexOfOffset(range.start);
  const written = source.text.slice(start, start + range.end - range.start);
  // What formats a text may fill in a variable: `{root_key}`.
  const isFilled = source.text[start - 1] === '{' && /^[a-z]\w*$/.test(written);
  return !isFilled && findRootKeys(source.slice(start, start + written.length)).length === 0;
}

function pieceOf(path: string, source: SourceText): Piece {
  const keys: Use[] = findRootKeys(source).map((key) => {
    const start = source.indexOfOffset(key.offset(0));
    return { start, end: start + key.length, shown: shownOf(key.text) };
  });
  return { path, text: source.text, keys, held: new HeldRootKeys(source.text, keys) };
}

/** A variable that is given the value that begins behind it. */
const GIVEN =
  /(?<![\w.])([A-Z][A-Z0-9_]{3,80})["']?\s*[:=]\s*["'`]?(?:\$\{\{\s*secrets\.|(?:[\w.]*env\w*\W{1,2}|\$\{?)["']?)?$/;

const PUBLIC_WORD =
  /(?<!\w)(?:NEXT_PUBLIC|VITE|EXPO_PUBLIC|REACT_APP|VUE_APP|NUXT_PUBLIC|GATSBY)_[A-Z0-9_]+/g;
const AS_ROOT_KEY = /(?<![\w.])["']?root_?[kK]ey["']?\s*[:=]\s*(?:process|import\.meta)\.env(?:\.|\[["'`])$/;

/** Settings that Nuxt and Next.js hand to scripts in browsers, and constants that Vite writes into them. */
const PUBLIC_SETTINGS = /\bpublicRuntimeConfig\s*[:=]\s*\{[^{}]{0,300}$/;
const NUXT_PUBLIC = /\bruntimeConfig\s*:\s*\{(?:[^{}]|\{[^{}]*\}){0,600}\bpublic\s*:\s*\{[^{}]{0,300}$/;
const VITE_DEFINE = /\bdefine\s*:\s*\{[^{}]{0,300}$/;

/** True behind the beginning of settings that are handed to scripts in browsers. */
const isInPublicSettings = (before: string, path: string): boolean =>
  PUBLIC_SETTINGS.test(before) ||
  NUXT_PUBLIC.test(before) ||
  (/(?:^|[\\/])vite\.config\.[cm]?[jt]s$/.test(path) && VITE_DEFINE.test(before));

/** Root keys in variables that a build tool copies into scripts for browsers, and the names of such variables. */
function variableUses({ path, text, keys }: Piece, aboutUnkey: boolean): Use[] {
  const uses: Use[] = [];
  const isGiven = ({ start, end }: Span): boolean => {
    const variable = GIVEN.exec(text.slice(Math.max(0, start - 160), start))?.[1];
    return (
      variable !== undefined &&
      isPublicVariable(variable) &&
      !isPublicRootKey(variable, aboutUnkey) &&
      (/^\s*\}\}/.test(text.slice(end, end + 10)) || endsValue(text.slice(end, end + 160)))
    );
  };
  for (const key of keys) if (isGiven(key)) uses.push(key);
  if (aboutUnkey)
    for (const { index, 0: name } of text.matchAll(PUBLIC_WORD))
      if (AS_ROOT_KEY.test(text.slice(Math.max(0, index - 80), index)))
        uses.push({ start: index, end: index + name.length, shown: name });
  for (const { name, start, end } of rootKeyWords(text)) {
    const isPublic = isPublicRootKey(name, aboutUnkey) && isVariableUsed(text, { start, end });
    const isSetting = (): boolean =>
      saysRootKey(name) &&
      /\benv(?:\.|\[["'`])$/.test(text.slice(Math.max(0, start - 8), start)) &&
      isInPublicSettings(text.slice(Math.max(0, start - 1200), start), path);
    if (isPublic || (!isPublicVariable(name) && (isGiven({ start, end }) || isSetting())))
      uses.push({ start, end, shown: name });
  }
  return uses;
}

/** Root keys that the piece prints. */
function printedUses({ text, keys, held }: Piece, { language, source, found }: Reading): Use[] {
  if (keys.length === 0 && !/ROOT_?KEY/i.test(text)) return [];
  return (language.idioms?.printed?.(text) ?? []).flatMap(({ start, end, at, expression }): Use[] => {
    const shown = held.nameOf(expression);
    const uses =
      shown !== undefined
        ? [{ start, end, shown }]
        : /^["'`]/.test(expression)
          ? keys.filter((key) => key.start > start && key.end < end)
          : [];
    // Code that prints may be text of a sample.
    return uses.length > 0 && found.stringAt?.(source.offset(at)) ? [] : uses;
  });
}
