import { escapedName } from '../name-pattern.ts';

/** An operand that is true of every call that failed. */
const FAILED =
  /^[\s(]*(?:!\s*[\w$.]+\.ok|[\w$.]+\.ok\s*===?\s*false|[\w$.]+\.status(?:Code)?\s*(?:!==?\s*20[01]|>=?\s*[34]00))[\s)]*$/;
/** The same of some of them. */
const FAILED_SO = /^[\s(]*[\w$.]+\.status(?:Code)?\s*===?\s*[45]\d\d[\s)]*$/;
const LEAVES = /\b(?:return|throw|continue)\b/;
const QUESTION = /\bif\s*\(/g;

/** A statement that runs under a condition. */
interface Branch {
  /** What each of is enough for it to run. */
  readonly conditions: readonly string[];
  readonly start: number;
  /** Undefined for a statement that goes on to the end of the code. */
  readonly end: number | undefined;
}

/** True for code behind a statement that leaves where a call failed. */
export const isBehindGuard = (before: string): boolean =>
  branches(before).some(
    ({ conditions, start, end }) =>
      end !== undefined &&
      conditions.some((one) => FAILED.test(one)) &&
      LEAVES.test(before.slice(start, end)),
  );

/** True for code that ends where only calls that failed come, or they as well: `if (!res.ok || !body.valid) {` */
export const isInFailure = (before: string): boolean =>
  branches(before).some(
    ({ conditions, end }) =>
      end === undefined && conditions.some((one) => FAILED.test(one) || FAILED_SO.test(one)),
  );

/** Statements that leave a function where an answer is not what is hoped for, up to what makes them leave. */
const LEFT =
  /\bif\s*\(\s*!\s*\(*([\w$]+)[\w$.()]*\)\s*(\{?)[^{}]{0,300}?\b(?:return|throw|continue)\b[^;\n}]*(?:;|\n|\})|\bif not (\w*)[^\n:]*:\s*(?:[^\n]*\n){0,4}?[^\n]*\b(?:return|raise|continue)\b[^\n]*\n/g;

/**
 * True for code behind a statement that leaves where an answer is not what is hoped for, and not still in it. `name`: of
 * the variable that is read behind the code; what others say, and do not get of it, is left aside.
 */
export const isLeft = (before: string, name: string | undefined): boolean =>
  [...before.matchAll(LEFT)].some(({ 0: text, 1: asked, 2: brace, 3: word, index }) => {
    if (name !== undefined && !isOf(name, asked ?? word!, before.slice(0, index))) return false;
    if (brace === undefined) return isDedented(before, index);
    return brace === '' || statementEnd(before, index + text.indexOf('{')) !== undefined;
  });

/** True for a variable itself, and for one that code gives something of it. */
function isOf(name: string, asked: string, before: string): boolean {
  if (asked === name) return true;
  const [own, other] = [escapedName(name), escapedName(asked)];
  return new RegExp(String.raw`(?<![\w$.])${other}(?![\w$])[^=;\n]*=[^;\n]*(?<![\w$.])${own}(?![\w$])`).test(
    before,
  );
}

/** True where a line after the statement that starts at `start` stands no deeper than it does. */
function isDedented(code: string, start: number): boolean {
  const [first, ...others] = code.slice(code.lastIndexOf('\n', start) + 1).split('\n');
  const depth = first!.search(/\S/);
  return others.some((line) => /\S/.test(line) && line.search(/\S/) <= depth);
}

function branches(code: string): readonly Branch[] {
  const found: Branch[] = [];
  for (const question of code.matchAll(QUESTION)) {
    const open = question.index + question[0].length;
    const close = conditionEnd(code, open);
    if (close === undefined) continue;
    const condition = code.slice(open, close);
    if (condition.includes('&&') || !/\.(?:ok|status)/.test(condition)) continue;
    const start = close + 1 + /^\s*/.exec(code.slice(close + 1, close + 200))![0].length;
    found.push({ conditions: condition.split('||'), start, end: statementEnd(code, start) });
  }
  return found;
}

const LONGEST_CONDITION = 300;

function conditionEnd(code: string, open: number): number | undefined {
  let depth = 1;
  for (let i = open; i < code.length && i < open + LONGEST_CONDITION; i++) {
    if (code[i] === '(') depth++;
    else if (code[i] === ')' && --depth === 0) return i;
  }
  return undefined;
}

function statementEnd(code: string, start: number): number | undefined {
  const isBlock = code[start] === '{';
  let depth = 0;
  for (let i = start; i < code.length; i++) {
    const c = code[i]!;
    if (/[([{]/.test(c)) depth++;
    else if (/[)\]}]/.test(c)) depth--;
    if (depth <= 0 && (isBlock ? c === '}' : /[;\n]/.test(c))) return i + 1;
  }
  return undefined;
}

/** A condition that no call fulfils that failed, whatever else is asked with it. */
const SUCCEEDED =
  /(?:^|&&)[\s(]*(?:[\w$.]+\.ok(?:\s*===?\s*true)?|[\w$.]+\.status(?:Code)?\s*===?\s*20[01])[\s)]*(?:&&|$)/;
/** The same for an error that is in the answer. */
const HAS_ERROR = /^[\s(]*(?:[\w$]+\??\.)+error[\s)]*$/;
/** Calls that go on: what writes a log, and what makes the text of it. */
const GOES_ON =
  /^(?:[\w$]+\.)*(?:console|log|logger|logging|debug|Sentry)(?:\.\w+)*$|(?:^|\.)(?:warn|info|debug|trace|log|stringify|String|captureMessage|captureException|increment|inc|toString|text|json)$/;

/**
 * Code without the questions after which calls that failed go on as the others do: those that only write a log, and those
 * that only calls leave at which succeeded.
 */
export function withoutPassed(code: string): string {
  let kept = '';
  let from = 0;
  for (const question of code.matchAll(QUESTION)) {
    if (question.index < from) continue;
    const open = question.index + question[0].length;
    const close = conditionEnd(code, open);
    if (close === undefined) continue;
    const condition = code.slice(open, close);
    const start = close + 1 + /^\s*/.exec(code.slice(close + 1, close + 200))![0].length;
    const end = statementEnd(code, start);
    if (end === undefined || /^\s*else\b/.test(code.slice(end, end + 200))) continue;
    const body = code.slice(start, end);
    const isPassed = SUCCEEDED.test(condition)
      ? !condition.includes('||')
      : condition
          .split('||')
          .every((one) => FAILED.test(one) || FAILED_SO.test(one) || HAS_ERROR.test(one)) && goesOn(body);
    if (!isPassed) continue;
    kept += code.slice(from, question.index);
    from = end;
  }
  return kept + code.slice(from);
}

/** True for statements that leave nothing: logs, and values that are kept. */
const goesOn = (body: string): boolean =>
  !/\b(?:return|throw|continue|break|await|yield)\b/.test(body) &&
  [...body.matchAll(/([\w$.]+)\s*\(/g)].every(([, name]) => GOES_ON.test(name!));

/** True for code that ends in the part of a choice that only calls reach which failed. */
export const isOtherwise = (before: string): boolean =>
  /\.ok\s*\?(?![.?])[^?:;{}]*:\s*[\w$.(\s]*$/.test(before.slice(-300)) || isInElse(before);

/** In the block behind `if (res.ok) { … } else`. */
function isInElse(before: string): boolean {
  for (const question of before.matchAll(QUESTION)) {
    const open = question.index + question[0].length;
    const close = conditionEnd(before, open);
    if (close === undefined) continue;
    const condition = before.slice(open, close);
    if (!SUCCEEDED.test(condition) || /&&|\|\|/.test(condition)) continue;
    const start = close + 1 + /^\s*/.exec(before.slice(close + 1, close + 200))![0].length;
    const end = statementEnd(before, start);
    const other = end === undefined ? null : /^\s*else\b\s*(?!if\b)/.exec(before.slice(end, end + 200));
    if (other && statementEnd(before, end! + other[0].length) === undefined) return true;
  }
  return false;
}
