import { currentErrors } from '../catalogue/errors.ts';
import type { Analysis } from '../service.ts';
import { type Completion, item } from './complete-item.ts';
import { pieceAt } from './request-context.ts';

const URL_BEGUN = /https?:\/\/(?:www\.)?unkey\.com\/docs\/errors\/[\w/]*$/;
const URN_BEGUN = /(?<![\w.$-])err:[\w:]*$/;
/** What holds the type of an error of ours, by its name. */
const OPERAND = String.raw`(?:\b(?:err(?:or)?|e|problem|failure|unkey\w*)\??\.(?:\w+\??\.)*(?:[tT]ype|code)|\berror_?[tT]ype)`;
/** The same in a dictionary. */
const MEMBER = String.raw`(?:\b(?:err(?:or)?|problem|failure)|\[["']error["']\]|\.get\(["']error["']\))(?:\[["']type["']\]|\.get\(["']type["']\))`;
/** Languages whose comparisons are looked at. */
const COMPARES = /^(?:typescript|python|go)$/;
/** The same with any other object; taken only where the text already names an error type of ours. */
const ANY_OPERAND = String.raw`\b\w+\??\.(?:type|errorType)`;
const REACH = 300;
const SWITCH_REACH = 4000;

/** The types of errors, where one is begun or compared. */
export function completeError(analysis: Analysis, offset: number): readonly Completion[] {
  const { text } = analysis.document;
  const line = text.slice(Math.max(text.lastIndexOf('\n', offset - 1) + 1, offset - REACH), offset);
  const typed = (URL_BEGUN.exec(line) ?? URN_BEGUN.exec(line))?.[0];
  const quoted = /(["'`])([^"'`]*)$/.exec(line);
  if (typed === undefined && !quoted) return [];
  const language = pieceAt(analysis, offset)?.language;
  if (typed !== undefined) {
    const needsQuote = /^(?:typescript|json|shell|python|go)$/.test(language ?? '');
    if (needsQuote && !(quoted && quoted[2]!.endsWith(typed))) return [];
    const rest = /^[\w:/]*/.exec(text.slice(offset, offset + REACH))![0];
    const range = { start: offset - typed.length, end: offset + rest.length };
    return errors(range, typed.startsWith('err:') ? 'urn' : 'url', typed);
  }
  if (!COMPARES.test(language ?? '') || !quoted || !isCompared(analysis, line.slice(0, quoted.index), offset))
    return [];
  const rest = /^[\w:/.]*/.exec(text.slice(offset, offset + REACH))![0];
  const begun = quoted[2]!;
  return errors({ start: offset - begun.length, end: offset + rest.length }, 'url', begun);
}

function errors(range: Completion['range'], form: 'url' | 'urn', begun: string): readonly Completion[] {
  const www = /^(https?):\/\/(www\.)?/.exec(begun);
  return currentErrors().map((error) => {
    const page = www ? error.page.replace(/^https:\/\//, www[0]) : error.page;
    const text = form === 'url' ? page : error.code;
    return item('error', error.code, range, error.code, {
      detail: [error.status, error.title].filter((part) => part !== undefined).join(' '),
      insert: [text],
      filterText: form === 'url' && /^https?:/.test(begun) ? page : error.code,
    });
  });
}

/** True when what stands before the string compares it with the type of an error. */
function isCompared({ document, facts }: Analysis, before: string, offset: number): boolean {
  const operand =
    facts.errors.length > 0 ? `(?:${OPERAND}|${MEMBER}|${ANY_OPERAND})` : `(?:${OPERAND}|${MEMBER})`;
  if (new RegExp(`${operand}\\)?\\s*[=!]==?\\s*$`).test(before)) return true;
  if (!/(?:^|[\s;{])case\s+$/.test(before)) return false;
  const earlier = document.text.slice(Math.max(0, offset - SWITCH_REACH), offset);
  const subject = [...earlier.matchAll(/\b(?:switch|match)\b([^{}:\n]*)[{:]/g)].at(-1)?.[1];
  return subject !== undefined && new RegExp(`${operand}\\)*\\s*$`).test(subject);
}
