import { type JqChange, JqEdits } from './jq-edits.ts';
import { either, type Kind } from './jq-members.ts';
import { BLANKS, Unread, WORD } from './jq-text.ts';

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

class JqReads extends JqEdits {
  private depth = 0;

  read(input: Kind): JqChange {
    const kind = this.pipe(input);
    if (this.at < this.text.length) throw new Unread();
    return this.change(kind, input);
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
