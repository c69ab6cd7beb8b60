import { ExpressionReader } from './expressions.ts';
import type { Building } from './reader.ts';

/** Commands that print, compare, test or search: what they are given is spoken of, not called. */
const DESCRIBES =
  /^(?:write-\w+|out-\w+|echo|set-content|add-content|tee-object|select-string|describe|context|it|should|mock|assert-\w+|test-path|start-process|start|git|gh|rg|grep|findstr|format-\w+|write-progress|send-mailmessage|set-alias|new-alias|get-help|resolve-dnsname|test-netconnection|new-burnttoastnotification)$/i;
const PARAMETER = /--?[A-Za-z_?][\w-]*(?::(?!\/)|(?![\w=]))/y;
const REDIRECTION = /(?:[\d*]?>>?(?:&\d)?|<)/y;

/** Reads commands and their arguments. */
export abstract class CommandReader extends ExpressionReader {
  command(): Building {
    return this.nested(() => {
      const start = this.at;
      if (/[&.]/.test(this.char) && /[\s$"'({]/.test(this.text[this.at + 1] ?? '')) this.take(1);
      this.blanks();
      const from = this.at;
      const name = this.char === '$' || this.char === '(' ? this.argument() : this.word();
      name.field = 'name';
      if (name.type === 'word') name.type = 'command_name';
      const elements = this.elements();
      const written = this.text.slice(from, name.end);
      const type = DESCRIBES.test(written.replace(/^.*\\/, '')) ? 'echo_statement' : 'command';
      return this.node(type, start, [name, ...elements.found], elements.goesOn);
    });
  }

  private elements(): { readonly found: Building[]; readonly goesOn: boolean } {
    const found: Building[] = [];
    for (;;) {
      const continued = /`\r?\n\s*$/y;
      continued.lastIndex = this.at + (this.match(/[ \t]*/y)?.length ?? 0);
      const atEnd = continued.test(this.text);
      this.blanks();
      const c = this.char;
      if (c === '' || /[\n;|)}]/.test(c)) return { found, goesOn: atEnd };
      if (c === '&') {
        if (this.text[this.at + 1] !== '&') this.take(1);
        return { found, goesOn: false };
      }
      const redirection = this.match(REDIRECTION);
      if (redirection !== undefined) {
        this.take(redirection.length);
        this.blanks();
        if (!redirection.includes('&')) this.argument();
        continue;
      }
      const before = this.at;
      found.push(this.commandElement());
      if (this.at === before) this.take(1);
    }
  }

  private commandElement(): Building {
    const start = this.at;
    const written = this.match(PARAMETER);
    if (written === undefined) return this.argument();
    this.take(written.length);
    return this.node('command_parameter', start, []);
  }

  /** One argument, or several with commas between. */
  private argument(): Building {
    const start = this.at;
    const items = [this.single()];
    while (this.accept(',')) {
      this.lines();
      items.push(this.single());
    }
    return items.length === 1 ? items[0]! : this.node('list', start, items);
  }

  private single(): Building {
    const start = this.at;
    const two = this.text.slice(start, start + 2);
    if (two === '@(' || two === '@{' || two === '$(' || /[({]/.test(this.char)) {
      const value = this.behind(this.primaryArgument(), start);
      return value;
    }
    if (this.char === '@' && /[A-Za-z_]/.test(two[1] ?? '')) {
      const variable = this.variable();
      if (variable) return this.node('splat', start, [variable]);
    }
    if (this.startsString && this.match(/@/y)) return this.string();
    if (this.char === '$') {
      const variable = this.variable();
      if (variable) {
        const value = this.behind(variable, start);
        if (this.isEnd()) return value;
        // `$base/v2/…` is one word.
        this.at = start;
      }
    } else if (this.startsString) {
      const string = this.string();
      const value = this.behind(string, start);
      if (this.isEnd()) return value;
      this.at = start;
    }
    return this.word();
  }

  private primaryArgument(): Building {
    if (this.text.startsWith('@(', this.at)) return this.statements('array', '@(', ')');
    if (this.text.startsWith('$(', this.at)) return this.subexpression();
    if (this.char === '(') return this.statements('parentheses', '(', ')');
    if (this.char === '{') return this.statements('script_block', '{', '}');
    return this.operand();
  }

  /** True where an argument ends. */
  private isEnd(): boolean {
    return /^(?:[\s;|)},&]|`[\r\n]|$)/.test(this.text.slice(this.at, this.at + 2));
  }
}
