import type { Building } from './reader.ts';
import { TokenReader } from './tokens.ts';

/** Binary operators by how tightly they bind, loosest first. */
const LEVELS: readonly RegExp[] = [
  /\?\?(?!=)/y,
  /-(?:and|or|xor)\b/iy,
  /-(?:[ci]?(?:eq|ne|gt|ge|lt|le|like|notlike|match|notmatch|replace|contains|notcontains|in|notin|split)|is|isnot|as|join|band|bor|bxor|shl|shr)\b/iy,
  /\+(?![+=])|-(?![-=A-Za-z])/y,
  /[*/%](?!=)/y,
  /-f\b/iy,
  /\.\.(?!\.)/y,
];
const COMPARISON = 2;
/** Longer chains of operators and members would nest too deeply. */
const LONGEST = 200;
const UNARY = /(?:-(?:not|bnot|join|[ci]?split)\b|!(?!=)|\+\+|--|[+-](?=[\d.$(]))/iy;
const NAME = /[A-Za-z_]\w*/y;
/** `[System.Net.Http.HttpClient]`, `[Dictionary[string, string]]` */
const TYPE = /\[[ \t]*[A-Za-z_][\w.+`]*(?:\[[\w.+`,[\] \t]*\])?(?:\([^()\n]*\))?[ \t]*\]/y;

/** Reads expressions. */
export abstract class ExpressionReader extends TokenReader {
  /** Statements up to `close`, which is read too: what is between the parentheses or braces that begin here. */
  abstract statements(type: string, opening: string, close: string): Building;
  /** A statement that gives a value. */
  abstract value(): Building;

  /** True where an expression begins rather than a command. */
  get startsExpression(): boolean {
    if (this.startsString || /[$([{]/.test(this.char)) return true;
    if (/^(?:@[({\w]|,)/.test(this.text.slice(this.at, this.at + 2))) return true;
    return this.match(UNARY) !== undefined || /^\.?\d/.test(this.text.slice(this.at, this.at + 2));
  }

  expression(): Building {
    return this.nested(() => {
      const start = this.at;
      const condition = this.list();
      this.blanks();
      if (this.char !== '?' || /[?.[]/.test(this.text[this.at + 1] ?? '')) return condition;
      this.take(1);
      this.lines();
      const first = this.list();
      if (!this.accept(':')) return this.node('ERROR', start, [condition, first], true);
      this.lines();
      return this.node('ternary', start, [condition, first, this.list()]);
    });
  }

  /** Values with commas between. */
  private list(): Building {
    const start = this.at;
    const items = [this.binary(0)];
    while (this.accept(',')) {
      this.lines();
      if (!this.startsExpression && !/[\w'"]/.test(this.char)) break;
      items.push(this.binary(0));
    }
    return items.length === 1 ? items[0]! : this.node('list', start, items);
  }

  /** One expression, without a comma. */
  binary(level = 0): Building {
    const pattern = LEVELS[level];
    if (!pattern) return this.unary();
    const start = this.at;
    let left = this.binary(level + 1);
    for (let length = 0; ; ) {
      const from = this.at;
      this.blanks();
      const operator = this.match(pattern);
      if (operator === undefined) {
        this.at = from;
        return left;
      }
      const token = this.leaf('operator', this.at, this.at + operator.length, 'operator');
      this.take(operator.length);
      this.lines();
      // The format operator takes a list.
      const right = operator.toLowerCase() === '-f' ? this.arguments() : this.binary(level + 1);
      const type = level === COMPARISON ? 'comparison' : 'operation';
      left =
        ++length > LONGEST
          ? this.node('ERROR', start, [right], true)
          : this.node(type, start, [this.as('left', left), token, this.as('right', right)]);
    }
  }

  private arguments(): Building {
    const start = this.at;
    const items = [this.binary(LEVELS.length)];
    while (this.accept(',')) {
      this.lines();
      items.push(this.binary(LEVELS.length));
    }
    return this.node('list', start, items);
  }

  private unary(): Building {
    return this.nested(() => {
      const start = this.at;
      const operator = this.match(UNARY);
      if (operator !== undefined && this.number() === undefined) {
        const token = this.leaf('operator', start, start + operator.length, 'operator');
        this.take(operator.length);
        this.blanks();
        return this.node('unary', start, [token, this.unary()]);
      }
      this.at = start;
      if (this.char === ',') {
        this.take(1);
        this.lines();
        return this.node('list', start, [this.unary()]);
      }
      const type = this.type();
      if (!type) return this.behind(this.operand(), start);
      if (this.text.startsWith('::', this.at)) return this.behind(type, start);
      // `[string]$name`; behind a line end there is nothing to cast.
      this.blanks();
      if (this.char === '\n' || /^[|);}\]]?$/.test(this.char)) return type;
      return this.node('cast', start, [this.as('type', type), this.as('value', this.unary())]);
    });
  }

  type(): Building | undefined {
    const written = this.match(TYPE);
    if (written === undefined) return undefined;
    const start = this.at;
    this.take(written.length);
    return this.node('type', start, []);
  }

  /** Members, indexes and arguments behind a value. */
  behind(value: Building, start: number): Building {
    let object = value;
    for (let length = 0; ; length++) {
      if (length > LONGEST) object = this.node('ERROR', start, [], true);
      const access = this.match(/\?\.|::|\.(?!\.)|\?\[|\[|\((?<=[\w\])"'}]\()/y);
      if (access === undefined) {
        if (this.match(/\+\+|--/y) === undefined) return object;
        this.take(2);
        object = this.node('unary', start, [object]);
      } else if (access.endsWith('[')) {
        this.take(access.length);
        this.lines();
        const index = this.expression();
        this.lines();
        const closed = this.accept(']');
        object = this.node('element', start, [this.as('object', object), this.as('index', index)], !closed);
      } else if (access === '(') {
        if (object.type !== 'member') return object;
        object = this.node('invocation', start, [this.as('function', object), this.argumentList()]);
      } else {
        this.take(access.length);
        this.lines();
        const name = this.memberName();
        if (!name) return this.node('member', start, [this.as('object', object)], true);
        object = this.node('member', start, [this.as('object', object), this.as('property', name)]);
      }
    }
  }

  private memberName(): Building | undefined {
    const start = this.at;
    const written = this.match(NAME);
    if (written !== undefined) {
      this.take(written.length);
      return this.node('name', start, []);
    }
    if (this.startsString) return this.string();
    return this.char === '$' ? this.variable() : undefined;
  }

  private argumentList(): Building {
    const start = this.at;
    this.take(1);
    this.lines();
    const items: Building[] = [];
    while (this.at < this.text.length && this.char !== ')') {
      const before = this.at;
      const item = this.binary(0);
      items.push(item);
      this.lines();
      if (this.char === ',') this.take(1);
      this.lines();
      if (this.at === before) break;
    }
    const closed = this.accept(')');
    const list = this.node('arguments', start, items, !closed);
    list.field = 'arguments';
    return list;
  }

  /** A value without what is behind it. */
  operand(): Building {
    const start = this.at;
    if (this.startsString) return this.string();
    if (this.text.startsWith('$(', start)) return this.subexpression();
    if (this.text.startsWith('@(', start)) return this.statements('array', '@(', ')');
    if (this.text.startsWith('@{', start)) return this.hash();
    if (this.char === '(') return this.statements('parentheses', '(', ')');
    if (this.char === '{') return this.statements('script_block', '{', '}');
    const simple = this.variable() ?? this.number();
    if (simple) return simple;
    const name = this.match(NAME);
    this.take(name?.length ?? 1);
    return this.node(name === undefined ? 'ERROR' : 'name', start, [], name === undefined);
  }

  subexpression(): Building {
    return this.statements('subexpression', '$(', ')');
  }

  private hash(): Building {
    return this.nested(() => {
      const start = this.at;
      this.take(2);
      const entries: Building[] = [];
      for (;;) {
        this.separators();
        if (this.char === '}' || this.at >= this.text.length) break;
        const before = this.at;
        const entry = this.entry();
        if (!entry) {
          this.at = before;
          break;
        }
        entries.push(entry);
      }
      return this.node('hash', start, entries, !this.accept('}'));
    });
  }

  private entry(): Building | undefined {
    const start = this.at;
    const name = this.match(/[A-Za-z_][\w-]*(?=[ \t]*=)/y);
    let key: Building;
    if (name !== undefined) {
      this.take(name.length);
      key = this.node('name', start, []);
    } else key = this.behind(this.operand(), start);
    if (key.type === 'ERROR' || !this.accept('=')) return undefined;
    this.lines();
    const value = /[;}]/.test(this.char) ? undefined : this.value();
    return this.node('entry', start, [this.as('key', key), this.as('value', value)], !value);
  }

  /** Line ends and semicolons. */
  separators(): void {
    this.lines();
    while (this.char === ';') {
      this.at++;
      this.lines();
    }
  }
}
