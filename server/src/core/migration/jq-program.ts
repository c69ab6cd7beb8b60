import type { TextEdit } from '../model.ts';
import { statusOfCode } from '../sdk/error-statuses.ts';
import { either, type Kind, memberOf } from './jq-members.ts';
import { BLANKS, JqText, Unread, WORD } from './jq-text.ts';

/** What becomes of a program of jq. */
export interface JqChange {
  readonly edits: readonly TextEdit[];
  /** What it reads that v2 does not answer, and where. */
  readonly lacking: readonly { readonly at: number; readonly name: string }[];
  /** True for one that gives the answer as it is. */
  readonly isWhole: boolean;
  /** True for one that gives items of its list as they are. */
  readonly givesItems: boolean;
  /** The edit of the code of an error that it gives. */
  readonly code: TextEdit | undefined;
}

const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const OPERATOR = /(?:\/\/|==|!=|<=|>=|<|>|[-+*/%](?!=)|(?:and|or)\b)/y;
/** Functions that give some of what they are given. */
const SAME = /^(?:select|sort|sort_by|reverse|unique|unique_by|debug|recurse_down)$/;
/** Functions that give one item of a list. */
const ONE = /^(?:first|last|min_by|max_by)$/;
/** Functions that show a value whole, or take no notice of it. */
const WHOLE =
  /^(?:length|tojson|tostring|type|not|empty|error|halt_error|input|now|null|true|false|add|env)$/;
/** Functions that ask for a text. */
const ASKS = /^(?:test|match|startswith|endswith|IN|inside|index|contains)$/;
const CODE = /\s*"([A-Z_]+)"/y;
/** Programs nested deeper are not written by people. */
const DEEPEST = 40;

/**
 * What makes a program of jq that reads an answer of v1, or an item of one, read that of `operation` of v2. `start`: the
 * offset of its text.
 * Undefined where it reads what v2 does not answer, or in ways that are not followed.
 */
export function jqProgramEdits(
  program: string,
  start: number,
  operation: string,
  input: 'answer' | 'item' = 'answer',
): JqChange | undefined {
  try {
    return new JqReads(program, start, operation).read(input);
  } catch (error) {
    if (error instanceof Unread) return undefined;
    throw error;
  }
}

class JqReads extends JqText {
  private readonly edits: TextEdit[] = [];
  private readonly lacking: { at: number; name: string }[] = [];
  /** Index in `edits` of the code of an error that was read last. */
  private code = -1;
  /** Where the name of the error that was read last ends. */
  private errorEnd = -1;
  private depth = 0;

  constructor(
    text: string,
    private readonly start: number,
    private readonly operation: string,
  ) {
    super(text);
  }

  read(input: Kind): JqChange {
    const kind = this.pipe(input);
    if (this.at < this.text.length) throw new Unread();
    const { edits, lacking } = this;
    return {
      edits,
      lacking,
      isWhole: kind === input,
      givesItems: kind === 'item' || kind === 'list',
      code: kind === 'code' ? edits[this.code] : undefined,
    };
  }

  private replace(from: number, to: number, newText: string): void {
    this.edits.push({ range: { start: this.start + from, end: this.start + to }, newText });
  }

  private pipe(input: Kind): Kind {
    if (++this.depth > DEEPEST) throw new Unread();
    let kind = this.comma(input);
    while (this.peek() === '|' && this.text[this.at + 1] !== '=') {
      this.at++;
      kind = this.comma(kind);
    }
    this.depth--;
    return kind;
  }

  private comma(input: Kind): Kind {
    let kind = this.operands(input);
    while (this.peek() === ',') {
      this.at++;
      kind = either(kind, this.operands(input));
    }
    return kind;
  }

  /** Terms with operators between them. */
  private operands(input: Kind): Kind {
    let kind = this.term(input);
    let left = kind;
    for (;;) {
      this.take(BLANKS);
      const operator = this.take(OPERATOR);
      if (operator === undefined) return kind;
      if (left === 'code' && /^[!=<>]/.test(operator)) {
        this.compareCode();
        kind = left = 'plain';
        continue;
      }
      left = this.term(input);
      if (left === 'code' && /^[!=<>]/.test(operator)) throw new Unread();
      kind = operator === '//' ? either(kind, left) : 'plain';
    }
  }

  /** `== "NOT_FOUND"`, behind the code of an error: v2 has its status. */
  private compareCode(): void {
    const from = this.at;
    const literal = this.take(CODE);
    const text = literal?.trim();
    const status = text === undefined ? undefined : statusOfCode(text.slice(1, -1));
    const edit = this.edits[this.code];
    if (status === undefined || !edit) throw new Unread();
    this.edits[this.code] = { ...edit, newText: 'status' };
    this.replace(from + literal!.length - text!.length, this.at, String(status));
  }

  private term(input: Kind): Kind {
    if (++this.depth > DEEPEST) throw new Unread();
    const kind = this.postfix(this.primary(input), input);
    this.take(BLANKS);
    if (this.match(WORD) === 'as') throw new Unread();
    this.depth--;
    return kind;
  }

  private primary(input: Kind): Kind {
    const c = this.peek();
    switch (c) {
      case '.':
        return this.path(input);
      case '"':
        return this.string(input);
      case '(': {
        this.at++;
        const kind = this.pipe(input);
        this.expect(')');
        return kind;
      }
      case '[':
        return this.list(input);
      case '{':
        return this.object(input);
      case '-':
        this.at++;
        return this.term(input);
      case '$':
      case '@':
        this.at++;
        if (this.take(WORD) === undefined) throw new Unread();
        return this.peek() === '"' && c === '@' ? this.string(input) : 'plain';
      default:
        if (this.take(NUMBER) !== undefined) return 'plain';
        return this.word(input);
    }
  }

  private list(input: Kind): Kind {
    this.at++;
    const kind = this.peek() === ']' ? 'plain' : this.pipe(input);
    this.expect(']');
    return kind === 'item' ? 'list' : kind === 'plain' ? 'plain' : 'unknown';
  }

  private word(input: Kind): Kind {
    const name = this.take(WORD);
    if (name === undefined) throw new Unread();
    if (name === 'if') return this.condition(input);
    if (name === 'try') {
      const kind = this.term(input);
      if (this.keyword('catch')) this.term('plain');
      return kind;
    }
    if (/^(?:reduce|foreach|def|label|import|include|then|elif|else|end|as|and|or)$/.test(name))
      throw new Unread();
    const inner = input === 'list' && /^(?:map|any|all|.*_by)$/.test(name) ? 'item' : input;
    const args: Kind[] = [];
    if (this.text[this.at] === '(') {
      do {
        this.at++;
        args.push(this.pipe(inner));
      } while (this.peek() === ';');
      this.expect(')');
    }
    if (name === 'limit' && args.length === 2) return args[1]!;
    if (name === 'first' && args.length === 1) return args[0]!;
    if (input === 'code' && ASKS.test(name)) throw new Unread();
    if (input === 'plain' || input === 'code' || WHOLE.test(name)) return 'plain';
    if (SAME.test(name)) return input;
    if (input !== 'list') throw new Unread();
    if (ONE.test(name)) return 'item';
    if (name === 'map') return args[0] === 'item' ? 'list' : 'plain';
    if (/^(?:any|all)$/.test(name)) return 'plain';
    throw new Unread();
  }

  private condition(input: Kind): Kind {
    let kind: Kind | undefined;
    do {
      this.pipe(input);
      if (!this.keyword('then')) throw new Unread();
      const then = this.pipe(input);
      kind = kind === undefined ? then : either(kind, then);
    } while (this.keyword('elif'));
    kind = either(kind, this.keyword('else') ? this.pipe(input) : input);
    if (!this.keyword('end')) throw new Unread();
    return kind;
  }

  private string(input: Kind): Kind {
    this.at++;
    while (this.at < this.text.length) {
      const c = this.text[this.at++];
      if (c === '"') return 'plain';
      if (c !== '\\') continue;
      if (this.text[this.at] === '(') {
        this.at++;
        this.pipe(input);
        this.expect(')');
      } else this.at++;
    }
    throw new Unread();
  }

  private object(input: Kind): Kind {
    this.at++;
    while (this.peek() !== '}') {
      const from = this.at;
      const name = this.take(WORD);
      if (name === undefined) {
        if (this.peek() === '"') this.string(input);
        else if (this.peek() === '(') this.primary(input);
        else if (this.peek() === '$') this.primary(input);
        else throw new Unread();
      }
      if (this.peek() === ':') {
        this.at++;
        this.operands(input);
        while (this.peek() === '|') throw new Unread();
      } else if (name !== undefined) this.shorthand(name, from, input);
      else if (input !== 'plain' && this.text[from] !== '$') throw new Unread();
      if (this.peek() === ',') this.at++;
      else if (this.peek() !== '}') throw new Unread();
    }
    this.at++;
    return 'plain';
  }

  /** `{id}`, which is `{id: .id}`. */
  private shorthand(name: string, from: number, input: Kind): void {
    const { to } = this.member(name, input);
    if (to !== name) this.replace(from + name.length, from + name.length, `: .${to}`);
  }

  private member(name: string, input: Kind): { readonly to: string; readonly kind: Kind } {
    const { to, kind } = memberOf(this.operation, name, input) ?? this.unknown();
    if (to === null) this.lacking.push({ at: this.start + this.at - name.length, name });
    return { to: to ?? name, kind };
  }

  private unknown(): never {
    throw new Unread();
  }

  private path(input: Kind): Kind {
    this.at++;
    if (this.text[this.at] === '.') throw new Unread();
    if (this.text[this.at] === '"') return this.quotedName(input);
    return this.name(input) ?? input;
  }

  private quotedName(input: Kind): Kind {
    if (input !== 'plain') throw new Unread();
    return this.string(input);
  }

  private name(input: Kind): Kind | undefined {
    const from = this.at;
    const name = this.take(WORD);
    if (name === undefined) return undefined;
    if (input === 'error' && name === 'requestId' && /^\??\.$/.test(this.text.slice(this.errorEnd, from))) {
      this.replace(this.errorEnd - 'error'.length, this.errorEnd, 'meta');
      return 'plain';
    }
    const { to, kind } = this.member(name, input);
    if (to !== name) this.replace(from, this.at, to);
    if (kind === 'error') this.errorEnd = this.at;
    if (kind === 'code') this.code = this.edits.length - 1;
    return kind;
  }

  /** What follows a term without a blank: `.name`, `[0]`, `[]`, `?`. */
  private postfix(first: Kind, input: Kind): Kind {
    let kind = first;
    for (;;) {
      const c = this.text[this.at];
      if (c === '?') this.at++;
      else if (c === '[') kind = this.index(kind, input);
      else if (c === '.' && this.text[this.at + 1] === '[') this.at++;
      else if (c === '.') {
        this.at++;
        const next = this.text[this.at] === '"' ? this.quotedName(kind) : this.name(kind);
        if (next === undefined) throw new Unread();
        kind = next;
      } else return kind;
    }
  }

  private index(kind: Kind, input: Kind): Kind {
    const [whole] = /^\[\s*(?:-?\d*\s*:?\s*-?\d*)\s*\]/.exec(this.text.slice(this.at, this.at + 40)) ?? [];
    if (whole !== undefined) {
      this.at += whole.length;
      if (kind === 'plain') return 'plain';
      if (kind !== 'list') throw new Unread();
      return whole.includes(':') ? 'list' : 'item';
    }
    if (kind !== 'plain') throw new Unread();
    this.at++;
    this.pipe(input);
    this.expect(']');
    return 'plain';
  }
}
