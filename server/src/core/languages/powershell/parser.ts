import type { SyntaxNode } from '../../syntax.ts';
import { DeclarationReader } from './declarations.ts';
import type { Building } from './reader.ts';

const KEYWORD =
  /(?:function|filter|workflow|param|if|foreach|for|while|do|switch|try|trap|return|throw|exit|class|enum|using|begin|process|end|clean|dynamicparam|data)(?![\w-])/iy;
const ASSIGNMENT = /(?:\?\?|[+*/%-])?=(?!=)/y;

/** The tree of a text of PowerShell. Half-typed text gives nodes that are broken. Never throws. */
export function parsePowerShell(text: string): SyntaxNode {
  return new Parser(text).script();
}

class Parser extends DeclarationReader {
  script(): SyntaxNode {
    const statements = this.sequence('');
    const root = this.node('program', 0, [...statements, ...this.comments]);
    root.end = this.text.length;
    // A part that is broken does not break the others.
    root.broken = false;
    return root;
  }

  statements(type: string, opening: string, close: string): Building {
    return this.nested(() => {
      const start = this.at;
      this.take(opening.length);
      const inner = this.sequence(close);
      const body = type === 'script_block' ? [this.node('block', start, inner)] : inner;
      const closed = this.accept(close);
      return this.node(type, start, body, !closed);
    });
  }

  private sequence(close: string): Building[] {
    const found: Building[] = [];
    for (;;) {
      this.separators();
      if (this.at >= this.text.length || (close !== '' && this.char === close)) return found;
      const before = this.at;
      found.push(this.statement());
      // What has no place here: a bracket too many.
      if (this.at === before) this.take(1);
    }
  }

  value(): Building {
    return this.statement();
  }

  private statement(): Building {
    return this.nested(() => {
      const start = this.at;
      const label = this.match(/:\w+(?=\s+(?:foreach|for|while|do|switch)\b)/iy);
      if (label) {
        this.take(label.length);
        this.lines();
      }
      const keyword = this.match(KEYWORD)?.toLowerCase();
      const own = keyword && this.keyword(keyword, start);
      return own || this.pipelines();
    });
  }

  /** A statement that begins with `keyword`; undefined when it only looks like one. */
  private keyword(keyword: string, start: number): Building | undefined {
    switch (keyword) {
      case 'function':
      case 'filter':
      case 'workflow':
        return this.functionStatement(keyword, start);
      case 'param':
        this.take(5);
        return this.node('param_block', start, this.parameters());
      case 'if':
        return this.ifStatement(start);
      case 'foreach':
        return this.forEach(start);
      case 'for':
      case 'while':
      case 'switch':
        return this.loop(keyword, start);
      case 'do': {
        this.take(2);
        this.lines();
        const body = this.block();
        this.lines();
        const until = this.match(/(?:while|until)\b/iy);
        if (until) this.take(until.length);
        return this.node('do_statement', start, [body, until ? this.condition() : undefined]);
      }
      case 'try':
      case 'trap':
        return this.tryStatement(keyword, start);
      case 'class':
      case 'enum':
        return this.classStatement(keyword, start);
      case 'using': {
        this.take(this.match(/[^\n;]*/y)!.trimEnd().length);
        return this.node('using_statement', start, []);
      }
      case 'begin':
      case 'process':
      case 'end':
      case 'clean':
      case 'dynamicparam':
      case 'data': {
        const block = this.match(/\w+[ \t\r\n]*(?=\{)/y);
        if (!block) return undefined;
        this.take(block.length);
        return this.node('named_block', start, [this.block()]);
      }
      default: {
        this.take(keyword.length);
        this.blanks();
        const value = /^[\n;)}|]?$/.test(this.char) ? undefined : this.pipelines();
        return this.node(`${keyword}_statement`, start, [this.as('value', value)]);
      }
    }
  }

  block(): Building {
    this.lines();
    if (this.char !== '{') return this.node('block', this.at, [], true);
    return this.statements('block', '{', '}');
  }

  /** `(…)` behind a keyword. */
  private condition(): Building | undefined {
    this.lines();
    return this.char === '(' ? this.as('condition', this.statements('parentheses', '(', ')')) : undefined;
  }

  private ifStatement(start: number): Building {
    this.take(2);
    const parts: (Building | undefined)[] = [this.condition(), this.block()];
    for (;;) {
      const from = this.at;
      this.lines();
      const next = this.match(/(?:elseif|else)(?![\w-])/iy);
      if (next === undefined) {
        this.at = from;
        return this.node('if_statement', start, parts);
      }
      this.take(next.length);
      if (next.length > 4) parts.push(this.condition());
      parts.push(this.block());
    }
  }

  private forEach(start: number): Building | undefined {
    if (!/^foreach\s*\(/i.test(this.text.slice(this.at, this.at + 40))) return undefined;
    this.take(7);
    this.lines();
    this.take(1);
    this.lines();
    const name = this.variable();
    this.lines();
    const keyword = this.match(/in\b/iy);
    this.take(keyword?.length ?? 0);
    this.lines();
    const items = this.pipelines();
    this.lines();
    this.accept(')');
    return this.node('foreach_statement', start, [
      this.as('name', name),
      this.as('items', items),
      this.block(),
    ]);
  }

  private loop(keyword: string, start: number): Building {
    this.take(keyword.length);
    this.blanks();
    while (keyword === 'switch' && this.char === '-') {
      this.take(this.match(/-\w+/y)?.length ?? 1);
      this.blanks();
    }
    const head = this.condition();
    this.lines();
    if (keyword === 'switch') return this.node('switch_statement', start, [head, ...this.clauses()]);
    return this.node(`${keyword}_statement`, start, [head, this.block()]);
  }

  private clauses(): Building[] {
    const found: Building[] = [];
    if (!this.accept('{')) return found;
    for (;;) {
      this.separators();
      if (this.at >= this.text.length || this.accept('}')) return found;
      const start = this.at;
      const label = this.startsExpression ? this.expression() : this.word();
      if (label) label.type = label.type === 'word' ? 'switch_label' : label.type;
      const pattern = this.node('switch_label', start, [label]);
      this.lines();
      if (this.char === '{') found.push(this.node('switch_clause', start, [pattern, this.block()]));
      else found.push(pattern);
      if (this.at === start) this.take(1);
    }
  }

  private tryStatement(keyword: string, start: number): Building {
    this.take(keyword.length);
    this.blanks();
    if (keyword === 'trap') this.type();
    const parts = [this.block()];
    for (;;) {
      const from = this.at;
      this.lines();
      const next = this.match(/(?:catch|finally)(?![\w-])/iy);
      if (next === undefined) {
        this.at = from;
        return this.node('try_statement', start, parts);
      }
      this.take(next.length);
      this.blanks();
      while (this.type()) {
        this.accept(',');
        this.lines();
      }
      const behind = this.at;
      parts.push(
        next.toLowerCase() === 'finally' ? this.block() : this.node('catch_clause', behind, [this.block()]),
      );
    }
  }

  /** Pipelines with `&&` and `||` between them. */
  private pipelines(): Building {
    const start = this.at;
    const found = [this.pipeline()];
    for (;;) {
      const from = this.at;
      this.blanks();
      const operator = this.match(/&&|\|\|/y);
      if (operator === undefined) {
        this.at = from;
        return found.length === 1 ? found[0]! : this.node('chain', start, found);
      }
      this.take(2);
      this.lines();
      found.push(this.pipeline());
    }
  }

  private pipeline(): Building {
    const start = this.at;
    const elements = [this.element()];
    const [first] = elements;
    if (first?.type === 'assignment') return first;
    for (;;) {
      const from = this.at;
      this.lines();
      if (this.char !== '|' || this.text[this.at + 1] === '|') {
        this.at = from;
        this.blanks();
        // Runs in the background.
        if (this.char === '&' && this.text[this.at + 1] !== '&') this.take(1);
        if (elements.length === 1) return first!;
        // A text that is printed or kept.
        const isShown = first!.type === 'string' && elements.at(-1)!.type === 'echo_statement';
        return this.node(isShown ? 'echo_statement' : 'pipeline', start, elements);
      }
      this.take(1);
      this.lines();
      elements.push(this.element());
    }
  }

  private element(): Building {
    if (!this.startsExpression) return this.command();
    const start = this.at;
    const target = this.expression();
    const from = this.at;
    this.blanks();
    const operator = this.match(ASSIGNMENT);
    if (operator === undefined) {
      this.at = from;
      return target;
    }
    const token = this.leaf('operator', this.at, this.at + operator.length, 'operator');
    this.take(operator.length);
    this.lines();
    const value = /^[;)}]?$/.test(this.char) ? undefined : this.statement();
    return this.node('assignment', start, [this.as('left', target), token, this.as('right', value)], !value);
  }
}
