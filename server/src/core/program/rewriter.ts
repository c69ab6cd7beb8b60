import type { CallExpression, Expression, ObjectExpression, Span } from '../expression.ts';
import type { TextEdit } from '../model.ts';
import type { Values } from '../resolve.ts';
import type { Given, Thing } from './machine/things.ts';

/** How members of an object are written: what stands between two in one line, and on lines of their own. */
export interface Separators {
  readonly inLine: string;
  readonly onLines: string;
}

const COMMAS: Separators = { inLine: ', ', onLines: ',' };
/** What opens an object or list where its members begin. */
const OPENING =
  /^(?:@?\{|@\(|\[|array\(|&?\w+!\[|(?:[\w.]+\.)?Map\.of\(|new(?:\(\)|[\w\s.<>,?]*(?:\(\))?)\s*\{)\s*?/;
/** How far behind a request is looked for what is done with it. */
const NEAR = 3000;

/** A method that is a text or a constant: `"GET"`, `HttpMethod.Get`, `METHOD_GET`. */
const METHOD = /(?:^|[^A-Za-z]|METHOD_?)(GET|PUT|POST|PATCH|DELETE)["')]*$/i;
/** `var request = new ` */
const MADE = /^([ \t]*)(?:[\w<>:?.]+[ \t]+)*?([$@]?\w+)[ \t]*:?=[ \t]*(?:new[ \t]+)?$/;

/** Collects the edits that make another request of one. What cannot be done surely makes all of it fail. */
export class Rewriter {
  private readonly edits_: TextEdit[] = [];
  private failed = false;

  constructor(
    readonly thing: Thing,
    /** The call that makes the request. */
    readonly call: CallExpression,
    /** What the request is given as its URL. */
    readonly url: Expression,
    readonly values: Values,
  ) {}

  /** The edits; undefined where one of the changes could not be made. */
  get edits(): readonly TextEdit[] | undefined {
    return this.failed ? undefined : this.edits_;
  }

  /** Makes a change, or none of it: false where it cannot be made. */
  attempt(change: () => void): boolean {
    if (this.failed) return false;
    const before = this.edits_.length;
    change();
    const isMade = !this.failed;
    if (!isMade) this.edits_.length = before;
    this.failed = false;
    return isMade;
  }

  add(edit: TextEdit): void {
    this.edits_.push(edit);
  }

  fail(): void {
    this.failed = true;
  }

  code({ start, end }: Span): string {
    return this.values.source.text.slice(start, end);
  }

  get text(): string {
    return this.values.source.text;
  }

  /** The last thing that the request was given in one of these roles. */
  last(...roles: readonly Given['role'][]): Given | undefined {
    return this.thing.given.findLast((g) => roles.includes(g.role));
  }

  /** True for what is written in the request itself. */
  isHere({ start, end }: Span): boolean {
    const { whole = this.call } = this.thing;
    const from = Math.min(whole.start, this.call.start);
    return start >= from && end <= Math.max(whole.end, this.call.end);
  }

  replace({ start, end }: Span, newText: string): void {
    this.edits_.push({ range: this.values.source.range(start, end), newText });
  }

  insert(at: number, newText: string): void {
    this.replace({ start: at, end: at }, newText);
  }

  /** Makes the method another one, wherever it is named: a function, a text, a constant. */
  method(method: string): void {
    const given = this.thing.given.findLast((g) => g.role === 'method' && !g.flag);
    const span = given?.method?.span ?? given?.value;
    if (!span) {
      this.fail();
      return;
    }
    const was = given?.method?.name ?? METHOD.exec(this.code(span))?.[1];
    const renamed = was && swapped(this.code(span), was, method);
    if (renamed === undefined || span.end - span.start > 40 || (given?.value && !this.isNear(span))) {
      this.fail();
      return;
    }
    this.replace(span, renamed);
  }

  /** True for what stands in the same lines as the request. */
  private isNear({ start, end }: Span): boolean {
    const { whole = this.call } = this.thing;
    return start >= Math.min(whole.start, this.call.start) - NEAR && end <= whole.end + NEAR;
  }

  /** What a name stands for, where that is written a little before the request and used for nothing else. */
  writtenNear(value: Expression): Expression {
    if (this.isHere(value) && value.kind !== 'name') return value;
    const { value: written } = this.values.resolve(value);
    if (value.kind !== 'name' || !this.isNear(written)) return value;
    const uses = this.text.split(this.code(value)).length - 1;
    return uses === 2 ? written : value;
  }

  /** Adds a member to an object or list that is written in the text. */
  addMember(object: Expression, member: string, separators: Separators = COMMAS): void {
    const code = this.code(object);
    if (object.kind !== 'object' && object.kind !== 'array') {
      this.fail();
      return;
    }
    const opening = OPENING.exec(code)?.[0];
    if (opening === undefined) {
      this.addBare(object, member, separators);
      return;
    }
    const inner = code.slice(opening.length, -1);
    const at = object.start + opening.length;
    if (inner.trim() === '') {
      const pad = opening.endsWith('{') ? ' ' : '';
      this.replace({ start: at, end: object.end - 1 }, pad + member + pad);
      return;
    }
    const line = /^[ \t]*(\r?\n[ \t]*)\S/.exec(inner)?.[1];
    if (line !== undefined) this.insert(at, `${line}${member}${separators.onLines}`);
    else this.insert(at + /^[ \t]*/.exec(inner)![0].length, member + separators.inLine);
  }

  /** Adds a member to an object without brackets: named arguments. */
  private addBare(object: ObjectExpression | Expression, member: string, { inLine }: Separators): void {
    const first = object.kind === 'object' ? object.entries[0] : undefined;
    if (first?.kind !== 'member') {
      this.fail();
      return;
    }
    const at = this.keyStart(first.key);
    const line = /(?:^|[(,])[ \t]*(\r?\n[ \t]*)$/.exec(this.text.slice(Math.max(0, at - 200), at))?.[1];
    this.insert(at, member + (line === undefined ? inLine : inLine.trimEnd() + line));
  }

  /** The member of an object that is written in the text whose value is the one given. */
  entryOf(object: ObjectExpression | undefined, value: Span): Span | undefined {
    const entry = object?.entries.find((e) => e.kind === 'member' && e.value.start === value.start);
    return entry?.kind === 'member' ? { start: this.keyStart(entry.key), end: entry.value.end } : undefined;
  }

  /** Where a key begins, with what belongs to it. */
  private keyStart({ start }: Span): number {
    return /["':]/.test(this.text[start - 1] ?? '') ? start - 1 : start;
  }

  /** What stands behind the URL among the arguments. */
  get behindUrl(): Expression | undefined {
    const at = this.call.args.findIndex((a) => a.start === this.url.start);
    return at < 0 ? undefined : this.call.args[at + 1];
  }

  /** Adds arguments directly behind the URL. */
  addArgument(argument: string): void {
    const { call, url } = this;
    if (!call.args.some((a) => a.start === url.start && a.end === url.end)) {
      this.fail();
      return;
    }
    const at = closedAt(this.text, url.end, call.list.end - 1);
    if (at === undefined) {
      this.fail();
      return;
    }
    this.insert(at, `, ${argument}`);
  }

  /** Adds a call to the chain that the request is made by, behind the one that has its URL. */
  chain(code: string): void {
    const { url, text } = this;
    const { whole = this.call } = this.thing;
    if (!this.isHere(url)) {
      this.fail();
      return;
    }
    const isArgument = url.start >= this.call.list.start && url.end <= this.call.list.end;
    const at = isArgument ? this.call.end : closedAt(text, url.end, whole.end, true);
    if (at === undefined) {
      this.fail();
      return;
    }
    const next = /^(\s*)(?:\?\.|\.|->)\w/.exec(text.slice(at, at + 200))?.[1];
    if (next === undefined && !/^\s*[;,)}]|^\s*$/.test(text.slice(at, at + 200))) {
      this.fail();
      return;
    }
    this.insert(at, (next ?? '') + code);
  }

  /** Adds lines behind the statement that makes the request, which is kept under a name, or gives it its URL. */
  statement(write: (name: string) => readonly string[]): void {
    const { call, text, url } = this;
    const lineStart = text.lastIndexOf('\n', call.start) + 1;
    const made = MADE.exec(text.slice(lineStart, call.start));
    const isLater = url.start > call.end && url.start < call.end + NEAR;
    const from = isLater ? url.end : call.end;
    const rest = (isLater ? /^[ \t]*\)*[ \t]*;?[ \t]*(?=\r?\n|$)/ : /^[ \t]*;?[ \t]*(?=\r?\n|$)/).exec(
      text.slice(from, from + NEAR),
    );
    if (!made || !rest) {
      this.fail();
      return;
    }
    const at = from + rest[0].trimEnd().length;
    const lines = write(made[2]!).map((line) => `\n${made[1]}${line}`);
    this.insert(at, lines.join(''));
  }

  /** True where the request sends a header of that name, as far as is seen. */
  hasHeader(name: string): boolean {
    return this.thing.given.some(({ role, header, value }) => {
      if (role === 'headers' && value)
        return this.values.members(value).list.some((m) => m.key.toLowerCase() === name);
      if (role !== 'header' || !header) return false;
      const text = 'span' in header ? header.name : this.values.text(header as Expression).text;
      return text.toLowerCase() === name;
    });
  }
}

/** `getAsync` with another method in it, in the same case. */
function swapped(code: string, was: string, method: string): string | undefined {
  const at = code.toUpperCase().lastIndexOf(was.toUpperCase());
  if (at < 0) return undefined;
  const old = code.slice(at, at + was.length);
  const now =
    old === old.toUpperCase()
      ? method.toUpperCase()
      : old === old.toLowerCase()
        ? method.toLowerCase()
        : method[0]!.toUpperCase() + method.slice(1).toLowerCase();
  return code.slice(0, at) + now + code.slice(at + was.length);
}

/**
 * Where the brackets around an argument that ends at `from` are closed. `all`: behind the call it is the last argument
 * of. Undefined where more arguments follow in between.
 */
function closedAt(text: string, from: number, to: number, all = false): number | undefined {
  const tail = /^[\s)]*/.exec(text.slice(from, to))![0];
  const end = from + tail.trimEnd().length;
  if (all) return tail.includes(')') ? end : undefined;
  return /^[\s)]*(?:,|$)/.test(text.slice(from, to)) ? end : undefined;
}
