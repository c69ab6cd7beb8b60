import { type AnswerChange, answerChangeOf } from '../../../catalogue/sdks/answers.ts';
import type { SdkText } from '../../../program/sdk/programs.ts';
import { answersResult } from '../../../sdk/methods.ts';
import { childOf, type SyntaxNode } from '../../../syntax.ts';
import { AnswerFlow, HANDED_ON, type PythonAnswerEdits, SHOWS } from './answers.ts';
import { comparedCode } from './first-codes.ts';

/** How the places that take a result change, and whether errors are caught for that. */
export interface ResultEdits extends PythonAnswerEdits {
  readonly catches: boolean;
  /** True where an error that was answered is raised now. */
  readonly raises: boolean;
  /** Constants of the client that are not there any more. */
  readonly settled: readonly SyntaxNode[];
}

/** What this client calls otherwise than the SDKs do. */
const OTHERS: Readonly<Record<string, AnswerChange['fields']>> = {
  'keys.verifyKey': { id: 'keyId', code: undefined, error: undefined, refill: undefined },
};
/** Methods whose result holds nothing of the API. */
const EMPTY = /^keys\.(?:deleteKey|updateKey)$/;
const CODE =
  'v2 raises errors, which have `message` and `status_code`. Change what reads this, then migrate the file.';
/** How far in the first block of a text stands. */
const FIRST_STEP = /^(?:async[ \t]+)?(?:def|class|if|for|with|try)\b[^\n]*:[ \t]*\n(?:[ \t]*\n)*( +)\S/m;
/** Names for an error, of which a free one is taken. */
const ERRORS = ['failure', 'unkey_failure'];

/** The edits that take what v2 answers in the place of a `Result`. */
export function resultEdits(text: SdkText, call: SyntaxNode, operation: string, to: string): ResultEdits {
  const flow = new ResultFlow(text, operation, answersResult(to) ? 'result' : 'data');
  flow.follow(call);
  return { ...flow.found(), catches: flow.catches, raises: flow.raises, settled: flow.settled };
}

class ResultFlow extends AnswerFlow {
  catches = false;
  raises = false;
  readonly settled: SyntaxNode[] = [];
  private readonly change: AnswerChange;
  private readonly failure: string | undefined;
  private hasFailure = false;

  constructor(
    private readonly own: SdkText,
    private readonly operation: string,
    private readonly place: string,
  ) {
    super(own);
    const change = answerChangeOf(operation);
    this.change = { ...change, fields: { ...change.fields, ...OTHERS[operation] } };
    this.failure = ERRORS.find((name) => own.names.usesOf(name).length === 0);
  }

  follow(call: SyntaxNode): void {
    const awaited = call.parent;
    if (awaited?.type !== 'await') {
      this.stop(call, 'What this call gives is not awaited here. Change it by hand, then migrate the file.');
      return;
    }
    let at = awaited;
    while (at.parent?.type === 'parenthesized_expression') at = at.parent;
    const statement = at.parent;
    if (statement?.type === 'expression_statement') {
      this.raises = true;
      return;
    }
    const target = statement?.type === 'assignment' ? childOf(statement, 'left') : undefined;
    if (target?.type !== 'identifier') {
      this.result(at, '');
      this.raises = true;
      return;
    }
    this.variable(target, (use, name) => this.result(use, name));
    if (!this.catches) this.raises = true;
    else if (statement) this.caught(statement, this.written(target));
  }

  /** Puts a statement into a `try`. */
  private caught(assignment: SyntaxNode, name: string): void {
    const { text } = this.own.source;
    const statement = assignment.parent;
    const lead = text.slice(text.lastIndexOf('\n', assignment.start) + 1, assignment.start);
    const isAlone = /^[ \t]*(?:#[^\n]*)?(?:\r?\n|$)/.test(text.slice(assignment.end));
    if (statement?.type !== 'expression_statement' || lead.trim() !== '' || !isAlone) {
      this.stop(assignment);
      return;
    }
    const step = lead.includes('\t') ? '\t' : (FIRST_STEP.exec(text)?.[1] ?? '    ');
    const inner = `\n${lead}${step}`;
    const end = text.indexOf('\n', assignment.end);
    const at = end < 0 ? text.length : end;
    this.replace({ start: assignment.start, end: assignment.start }, `try:${inner}`);
    // The lines of a text are its own.
    if (!hasLongString(assignment, text))
      for (let line = text.indexOf('\n', assignment.start) + 1; line > 0 && line < assignment.end; ) {
        this.replace({ start: line, end: line }, step);
        line = text.indexOf('\n', line) + 1;
      }
    const kept = this.hasFailure ? `${name}, ${this.failure} = None, error` : `${name} = None`;
    this.replace(
      { start: at, end: at },
      `\n${lead}except UnkeyError${this.hasFailure ? ' as error' : ''}:${inner}${kept}`,
    );
  }

  /** A use of a result. */
  private result(use: SyntaxNode, name: string): void {
    const member = this.memberOf(use);
    const called =
      member?.whole.parent?.type === 'call' && member.whole.field === 'function'
        ? member.whole.parent
        : undefined;
    switch (member && this.written(member.field)) {
      case 'unwrap':
        if (member && called) this.value(called, member, name);
        else this.stop(use);
        return;
      case 'is_ok':
      case 'is_err':
        if (member && !called && name !== '')
          this.tested(member.whole, name, this.written(member.field) === 'is_ok');
        else this.stop(use);
        return;
      case 'unwrap_err':
        if (called && name !== '' && this.failure !== undefined) this.error(called);
        else this.stop(use);
        return;
      default:
        this.stop(member?.field ?? use);
    }
  }

  /** A use of what was answered. */
  override object(use: SyntaxNode, now: string, change: AnswerChange): void {
    const member = this.operation === 'keys.verifyKey' ? this.memberOf(use) : undefined;
    const isCode = member && this.written(member.field) === 'code';
    if (isCode && (this.compares(member.whole, 'code') || this.isShown(member.whole))) return;
    super.object(use, now, change);
  }

  /** True for what is only written into a text or a log. */
  private isShown({ parent }: SyntaxNode): boolean {
    const callee = parent?.type === 'argument_list' && parent.parent && childOf(parent.parent, 'function');
    return parent?.type === 'interpolation' || Boolean(callee && SHOWS.test(this.written(callee)));
  }

  /** True for a comparison with codes of the client. */
  private compares(member: SyntaxNode, as: 'code' | 'status'): boolean {
    const found = comparedCode(this.own, member, as);
    for (const { range, newText } of found?.edits ?? []) this.replace(range, newText);
    this.settled.push(...(found?.constants ?? []));
    return found !== undefined;
  }

  /** `result.unwrap()` */
  private value(call: SyntaxNode, { field }: { readonly field: SyntaxNode }, name: string): void {
    const isUsed = call.parent?.type !== 'expression_statement';
    if (EMPTY.test(this.operation) && isUsed) {
      this.stop(call);
      return;
    }
    const isNumber = this.operation === 'keys.updateRemaining';
    const data = isNumber ? `${this.place}.remaining` : this.place;
    this.replace({ start: field.start, end: call.end }, data);
    if (isNumber || !isUsed) return;
    const now =
      name === '' ? `${this.written(call).replace(/\.unwrap\(\)$/, '')}.${data}` : `${name}.${data}`;
    this.object(call, now, this.change);
  }

  /** `result.is_ok` */
  private tested(member: SyntaxNode, name: string, isOk: boolean): void {
    this.catches = true;
    const not = member.parent?.type === 'not_operator' ? member.parent : undefined;
    const outer = (not ?? member).parent;
    if (
      outer &&
      /^(?:comparison_operator|binary_operator|unary_operator|attribute|subscript)$/.test(outer.type)
    ) {
      this.stop(member);
      return;
    }
    this.replace(not ?? member, `${name} is ${isOk === (not === undefined) ? 'not ' : ''}None`);
  }

  /** `result.unwrap_err()` */
  private error(call: SyntaxNode): void {
    this.catches = true;
    this.hasFailure = true;
    this.replace(call, this.failure!);
    this.errorUse(call);
  }

  private errorUse(use: SyntaxNode): void {
    const { parent } = use;
    const member = this.memberOf(use);
    if (member) {
      const name = this.written(member.field);
      if (name === 'code' && this.compares(member.whole, 'status')) return;
      if (/^(?:http_)?status$/.test(name)) this.replace(member.field, 'status_code');
      else if (name !== 'message') this.stop(member.field, CODE);
      return;
    }
    const target =
      parent?.type === 'assignment' && use.field === 'right' ? childOf(parent, 'left') : undefined;
    if (target?.type === 'identifier') this.variable(target, (other) => this.errorUse(other));
    // What an exception is made of is its message.
    else if (parent?.type === 'argument_list' && parent.parent?.parent?.type === 'raise_statement') return;
    else if (!this.isShown(use)) this.stop(use, HANDED_ON);
  }
}

const hasLongString = (node: SyntaxNode, text: string): boolean =>
  node.type === 'string'
    ? text.slice(node.start, node.end).includes('\n')
    : node.children.some((child) => hasLongString(child, text));
