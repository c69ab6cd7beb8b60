import type { ScriptParser } from './parse.ts';
import type { Word } from './syntax.ts';
import { literalOf } from './syntax.ts';
import { type Cursor, readWord } from './word.ts';

const KEYWORD =
  /^(?:if|then|elif|else|fi|for|select|while|until|do|done|case|esac|function|\{|\}|!)(?=[\s;&|()<>]|$)/;
const FISH_KEYWORD =
  /^(?:if|else[ \t]+if|else|for|while|switch|case|begin|function|end|and|or|not|!)(?=[\s;&|()<>]|$)/;

/** The words of a script that build blocks around its commands. */
export class Keywords {
  constructor(private readonly parser: ScriptParser) {}

  /** Reads one keyword at the cursor, with what belongs to it. False when there is none. */
  read(close: string): boolean {
    const { cursor, fish, blocks } = this.parser;
    const found = (fish ? FISH_KEYWORD : KEYWORD).exec(cursor.text.slice(cursor.at, cursor.at + 24));
    if (!found) return false;
    const keyword = found[0];
    cursor.at += keyword.length;
    if (fish) {
      this.fishKeyword(keyword.replace(/\s+/, ' '), close);
      return true;
    }
    switch (keyword) {
      case 'if':
        blocks.construct('if');
        break;
      case 'then':
      case 'elif':
      case 'else':
        blocks.branch(keyword);
        break;
      case 'fi':
        blocks.closeIf();
        break;
      case 'for':
      case 'select':
        this.loop(close);
        break;
      case 'while':
      case 'until':
        blocks.open('loop');
        break;
      case 'done':
        blocks.closeLoop();
        break;
      case 'case':
        this.caseHead();
        break;
      case 'esac':
        blocks.closeCase();
        break;
      case 'function': {
        this.parser.blanks();
        const name = /^[\w:.+-]+(?:[ \t]*\([ \t]*\))?/.exec(
          cursor.text.slice(cursor.at, cursor.at + 200),
        )?.[0];
        cursor.at += name?.length ?? 0;
        if (name) this.functionHead(/^[\w:.+-]+/.exec(name)![0]);
        break;
      }
      case '{':
        blocks.openGroup('group');
        break;
      case '}':
        blocks.closeGroup();
        break;
    }
    return true;
  }

  /** The name of a function was read: its body has to follow. */
  functionHead(name: string): void {
    const { cursor, blocks } = this.parser;
    const body = /^(?:\s|#[^\n]*\n)*(?=[{(])/.exec(cursor.text.slice(cursor.at, cursor.at + 400));
    if (!body) return;
    cursor.at += body[0].length;
    blocks.expectFunction(name);
  }

  /** Reads `a | b)` at the cursor of a `case`. False where there is none. */
  pattern(cursor: Cursor): boolean {
    if (/^esac(?=[\s;&|()<>]|$)/.test(cursor.text.slice(cursor.at, cursor.at + 5))) return false;
    const from = cursor.at;
    if (cursor.text[cursor.at] === '(') cursor.at++;
    const patterns: Word[] = [];
    for (;;) {
      this.parser.blanks();
      const c = cursor.text[cursor.at];
      const before = cursor.at;
      if (c === ')') {
        cursor.at++;
        this.parser.blocks.openCaseBranch(patterns);
        return true;
      }
      if (c === '|') cursor.at++;
      else if (c !== undefined && c !== '\n') patterns.push(readWord(cursor, this.parser));
      if (cursor.at > before) continue;
      // What follows is no pattern: the end of this `case` is missing.
      cursor.at = from;
      this.parser.blocks.closeCase();
      return false;
    }
  }

  private caseHead(): void {
    const { cursor, blocks } = this.parser;
    this.parser.blanks();
    const word = readWord(cursor, this.parser);
    const inside = /^\s*in(?=\s|$)/.exec(cursor.text.slice(cursor.at, cursor.at + 80));
    if (!inside) return;
    cursor.at += inside[0].length;
    blocks.construct('case', word);
  }

  /** `for NAME in WORD…`, `for ((…))`. */
  private loop(close: string): void {
    const { parser } = this;
    const { cursor, blocks } = parser;
    parser.blanks();
    if (cursor.text.startsWith('((', cursor.at)) {
      const end = cursor.text.indexOf('))', cursor.at);
      cursor.at = end < 0 ? cursor.text.length : end + 2;
      blocks.open('loop');
      return;
    }
    const command = parser.create(undefined);
    const from = cursor.at;
    const variable = readWord(cursor, parser);
    const name = literalOf(variable);
    const words: Word[] = [];
    const inside = /^\s*in(?=\s|$)/.exec(cursor.text.slice(cursor.at, cursor.at + 80));
    cursor.at += inside?.[0].length ?? 0;
    let end = cursor.at;
    for (;;) {
      parser.blanks();
      const c = cursor.text[cursor.at];
      if (c === undefined || c === close || /[\n;&|()<>]/.test(c)) break;
      const before = cursor.at;
      words.push(readWord(cursor, parser));
      end = cursor.at;
      if (cursor.at === before) break;
    }
    command.range = cursor.source.range(from, end);
    if (!name || !/^[A-Za-z_]\w*$/.test(name)) {
      blocks.open('loop');
      return;
    }
    const loop = blocks.open('loop', { items: { name, words, order: command.order } });
    command.block = loop;
    parser.assign(command, name, inside ? { kind: 'item', loop } : { kind: 'unknown' });
  }

  private fishKeyword(keyword: string, close: string): void {
    const { parser } = this;
    const { blocks, cursor } = parser;
    switch (keyword) {
      case 'if':
        blocks.construct('if');
        blocks.branch('elif');
        break;
      case 'else if':
        blocks.branch('elif');
        break;
      case 'else':
        blocks.branch('else');
        break;
      case 'for':
        this.loop(close);
        break;
      case 'while':
        blocks.open('loop');
        break;
      case 'switch':
        blocks.construct('case');
        break;
      case 'case':
        blocks.endCaseBranch();
        blocks.openCaseBranch([]);
        this.skipLine();
        break;
      case 'begin':
        blocks.construct('group');
        break;
      case 'end':
        blocks.closeAny();
        break;
      case 'and':
      case 'or':
        blocks.chain(keyword === 'and' ? '&&' : '||', undefined);
        break;
      case 'function': {
        parser.blanks();
        const name = /^[\w:.+-]+/.exec(cursor.text.slice(cursor.at, cursor.at + 200))?.[0];
        if (name) blocks.expectFunction(name);
        this.skipLine();
        blocks.openGroup('group');
        break;
      }
    }
  }

  private skipLine(): void {
    const { cursor } = this.parser;
    const newline = cursor.text.indexOf('\n', cursor.at);
    cursor.at = newline < 0 ? cursor.text.length : newline;
  }
}
