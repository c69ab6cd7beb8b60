import { CommandReader } from './commands.ts';
import type { Building } from './reader.ts';

const FUNCTION_NAME = /(?:[\w]+:)?[\w.?-]+/y;

/** Reads functions, their parameters and classes. */
export abstract class DeclarationReader extends CommandReader {
  /** Statements between braces. */
  abstract block(): Building;

  functionStatement(keyword: string, start: number): Building | undefined {
    this.take(keyword.length);
    this.blanks();
    const from = this.at;
    const name = this.match(FUNCTION_NAME);
    if (name === undefined) {
      this.at = start;
      return undefined;
    }
    this.take(name.length);
    const word = this.leaf('function_name', from, this.at, 'name');
    this.lines();
    const parameters = this.char === '(' ? this.parameters() : [];
    this.lines();
    const body = this.char === '{' ? this.as('body', this.block()) : undefined;
    return this.node('function_statement', start, [word, ...parameters, body], !body);
  }

  /** `([Type] $name = value, …)` */
  parameters(): Building[] {
    const found: Building[] = [];
    this.lines();
    if (!this.accept('(')) return found;
    for (;;) {
      this.lines();
      if (this.char === ',') {
        this.take(1);
        continue;
      }
      if (this.at >= this.text.length || this.accept(')')) return found;
      const before = this.at;
      const parameter = this.parameter();
      if (parameter) found.push(parameter);
      if (this.at === before) return found;
    }
  }

  private parameter(): Building | undefined {
    const start = this.at;
    let type: Building | undefined;
    while (this.char === '[') {
      const own = this.type();
      if (own && !this.text.slice(own.start, own.end).includes('(')) type = own;
      if (!own) this.attribute();
      this.lines();
    }
    const name = this.variable();
    if (!name) return undefined;
    this.blanks();
    if (!this.accept('='))
      return this.node('parameter', start, [this.as('type', type), this.as('name', name)]);
    this.lines();
    const value = this.binary();
    return this.node('parameter', start, [
      this.as('type', type),
      this.as('name', name),
      this.as('value', value),
    ]);
  }

  /** `[Parameter(Mandatory, HelpMessage = '…')]` */
  private attribute(): void {
    let open = 0;
    for (;;) {
      if (this.at >= this.text.length) return;
      if (this.startsString) this.string();
      else {
        if (this.char === '[') open++;
        else if (this.char === ']') open--;
        this.take(1);
        if (open === 0) return;
      }
    }
  }

  classStatement(keyword: string, start: number): Building | undefined {
    const head = this.match(/\w+[ \t]+(\w+)[^{\n;|=]*(?=\s*\{)/y);
    if (head === undefined) return undefined;
    const from = start + /^\w+[ \t]+/.exec(head)![0].length;
    const length = /^\w+/.exec(head.slice(from - start))![0].length;
    const name = this.leaf('class_name', from, from + length, 'name');
    this.take(head.trimEnd().length);
    this.lines();
    if (keyword === 'enum') return this.node('enum_statement', start, [name, this.block()]);
    this.take(1);
    const members: (Building | undefined)[] = [name];
    for (;;) {
      this.separators();
      if (this.at >= this.text.length || this.accept('}'))
        return this.node('class_statement', start, members);
      const before = this.at;
      members.push(this.classMember());
      if (this.at === before) this.take(1);
    }
  }

  private classMember(): Building | undefined {
    const start = this.at;
    const hidden = this.match(/(?:(?:hidden|static)[ \t]+)+/iy);
    this.take(hidden?.length ?? 0);
    while (this.char === '[') {
      if (!this.type()) this.attribute();
      this.lines();
      const more = this.match(/(?:(?:hidden|static)[ \t]+)+/iy);
      this.take(more?.length ?? 0);
    }
    const property = this.variable();
    if (property) {
      const isGiven = this.accept('=');
      this.blanks();
      const value = isGiven ? this.expression() : undefined;
      return this.node('property', start, [this.as('name', property), this.as('value', value)]);
    }
    const from = this.at;
    const name = this.match(/\w+(?=[ \t]*\()/y);
    if (name === undefined) return undefined;
    this.take(name.length);
    const word = this.leaf('function_name', from, this.at, 'name');
    const parameters = this.parameters();
    // `: base($name)`
    if (this.accept(':')) this.take(this.match(/[^{]*/y)?.trimEnd().length ?? 0);
    return this.node('function_statement', start, [word, ...parameters, this.as('body', this.block())]);
  }
}
