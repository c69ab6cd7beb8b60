import { SourceText } from '../source.ts';
import { type Line, linesOf } from './lines.ts';

/** A sample of code, taken apart. */
export interface Sample {
  /** What is to be read: the code as it is to be written, without the marks of highlighters. */
  readonly code: SourceText;
  /** What is shown as it was, or as it must not be written. */
  readonly quoted: readonly SourceText[];
}

/** What a label may say more of a sample: `Old way`, `Before (v1)`, `Legacy REST API`. */
const MORE = String.raw`(?:\s+\(?(?:v1|unkey|rest|https?|api|sdk|client|version|way|style|example|sample|code|usage|use|request|call|curl|fetch|endpoint|method|format|syntax|approach|implementation|response|body|payload|headers?|url|deprecated|removed|old|legacy|approach|pattern|practice)\)?)*`;
const LABEL_END = String.raw`\s*(?:$|[:(\u2013\u2014]|-\s)`;
const EARLIER = String.raw`(?:the\s+)?(?:before|old|older|legacy|deprecated|obsolete|previous|previously|formerly|earlier|(?:(?:unkey|api)\s+)*(?:v1|version 1))`;
const WRONG = String.raw`(?:wrong|incorrect|broken|bad|anti-?pattern|counter-?example|not like this|(?:don['\u2019]t|do not|never|avoid)(?:\s+(?:do\s+)?this)?)`;
const CROSS = String.raw`(?:[\u274c\u274e\u2717\u2718\u2716\u{1f6ab}\u26d4\u{1f44e}]\ufe0f?)`;
const CHECK = String.raw`(?:[\u2705\u2713\u2714\u{1f44d}]\ufe0f?)`;
const AVOIDED = new RegExp(`^(?:${CROSS}|(?:${EARLIER}|${WRONG})${MORE}${LABEL_END})`, 'iu');
const MEANT = new RegExp(
  `^(?:${CHECK}|(?:the\\s+)?(?:after|new|newer|now|today|current|currently|instead|right|correct|good|better|fixed|do this|(?:(?:unkey|api)\\s+)*(?:v2|version 2))(?![\\w'\u2019]))`,
  'iu',
);

const NOUN =
  '(?:requests?|calls?|examples?|samples?|snippets?|code|commands?|bod(?:y|ies)|payloads?|headers?)';
const FAULTY = '(?:wrong|incorrect|invalid|malformed|faulty|broken|bad)';
/** Sentences that announce a request because of what is wrong with it. */
const FAILING = new RegExp(
  [
    // "an example of a request that would trigger this error:"
    `\\b${NOUN}\\b[^.]*\\b(?:that|which)\\s+(?:(?:would|will|might|may|can|could)\\s+)?(?:triggers?|causes?|raises?|produces?|throws?|leads? to|results? in)\\b[^.]*\\berror\\b`,
    // "a malformed request:", "a request with incorrectly formatted credentials:"
    `\\b(?:an?|this|the|following|such)\\s+${FAULTY}\\s+${NOUN}\\b`,
    `\\b${NOUN}\\s+with\\s+(?:an?\\s+|the\\s+)?(?:${FAULTY}|incorrectly|wrongly|missing)\\b`,
    // "the following request fails:"
    `\\b(?:this|these|following)\\s+${NOUN}\\s+(?:(?:would|will|do|does)\\s+)?(?:fails?\\b|(?:not|n['\u2019]t)\\s+work|(?:is|are|be)\\s+(?:rejected|refused|wrong|invalid))`,
  ].join('|'),
  'i',
);

/** True for a title, a heading or a comment that says of what is below it that it is the earlier or the wrong way. */
export const isAvoided = (said: string): boolean => AVOIDED.test(plain(said));

/** True for a sentence that announces a request because of what is wrong with it. */
export function isFailing(said: string): boolean {
  const sentence = plain(said);
  return sentence.endsWith(':') && FAILING.test(sentence);
}

/** Without what marks a heading, a list item, a title, a tab, or the words in it. */
const plain = (said: string): string =>
  said
    .replace(/^[\s>]*(?:#{1,6}\s+|[-*+]\s+|\d+[.)]\s+|={1,6}\s+|\.(?=\S))?/, '')
    .replace(/[*_`]{1,3}/g, '')
    .replace(/^<\w+[^>]*?\b(?:title|label|value|name)=["'{]*([^"'}>]*).*$/, '$1')
    .trim();

/** Lines that belong to a sample and say nothing of it: tags, attributes, directives, admonitions. */
const FRAME = /^\s*(?:$|<\/?[A-Z][\w.]*\s*\/?>\s*$|\[[^\]]*\]\s*$|\.\.\s|:{2,}|:[\w-]+:|<!--.*-->\s*$)/;
/** Lines between a sample and what is said of it; more are not written. */
const MOST_BETWEEN = 4;

/** The line above line `at` that says something; empty when there is none close by. */
export function saidAbove(lines: readonly Line[], at: number): string {
  for (let i = at - 1; i >= Math.max(0, at - MOST_BETWEEN); i--) {
    const { text } = lines[i]!.source;
    if (!FRAME.test(text)) return text;
  }
  return '';
}

/** The title in what stands behind the language of a sample: `title="…"`, or words as they are. */
export function titleOf(info: string): string {
  const named = /\b(?:title|label|caption|name|tab)=(?:"([^"]*)"|'([^']*)')/.exec(info);
  if (named) return named[1] ?? named[2] ?? '';
  return info.replace(/\{[^{}]*\}|[\w-]+=(?:"[^"]*"|'[^']*'|\S+)/g, ' ').trim();
}

/** Comments that tell a highlighter how to show a line (source: Shiki, @shikijs/transformers). */
const MARK =
  /[ \t]*(?:\{?\/\*|\/\/|#|--|;|<!--)[ \t]*\[!code ([^\]\n]+)\][ \t]*(?:\*\/\}?|-->)?[ \t]*(?=\r?\n?$)/;
/** A line that is a comment and nothing more. */
const COMMENT = /^[ \t]*(?:\/\/+|#+|--|;+|\/\*+|<!--)[ \t]*(.*?)[ \t]*(?:\*\/|-->)?[ \t]*\r?\n?$/;
const MAY_DIFFER = new RegExp(`\\[!code |${CROSS}|${EARLIER}|${WRONG}`, 'iu');

/** Takes the code of a sample apart: lines shown as removed, and what stands below a comment that says how not to do it. */
export function readSample(content: SourceText): Sample {
  if (!MAY_DIFFER.test(content.text)) return { code: content, quoted: [] };
  const code: SourceText[] = [];
  const quoted: SourceText[] = [];
  let removed = 0;
  let avoided = false;
  let blank = false;
  for (const { start, next } of linesOf(content)) {
    const line = content.slice(start, next);
    const mark = MARK.exec(line.text);
    const written = mark ? line.text.slice(0, mark.index) : line.text;
    const removal = mark && /^--(?::(\d+))?$/.exec(mark[1]!.trim());
    // A mark alone on its line speaks of the lines below it.
    if (removal) removed = Math.max(removed, Number(removal[1] ?? 1) + (written.trim() === '' ? 1 : 0));
    const comment = COMMENT.exec(written)?.[1];
    if (comment !== undefined) avoided = isAvoided(comment) || (avoided && !blank && !MEANT.test(comment));
    blank = written.trim() === '';
    if (removed > 0 || avoided) quoted.push(line);
    else if (mark)
      code.push(content.slice(start, start + mark.index), content.slice(next - lineEnd(line), next));
    else code.push(line);
    removed = Math.max(0, removed - 1);
  }
  return { code: SourceText.join(code, content.offset(0)), quoted };
}

const lineEnd = (line: SourceText): number => /\r?\n?$/.exec(line.text)![0].length;
