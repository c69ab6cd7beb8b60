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
