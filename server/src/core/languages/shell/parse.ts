import type { SourceText } from '../../source.ts';
import { skipBlanks } from './blanks.ts';
import { Blocks } from './blocks.ts';
import { DECLARERS, declaredBy, effectsOf } from './effects.ts';
import { HereDocuments } from './here-documents.ts';
import { Keywords } from './keywords.ts';
import type { AssignedValue, Assignment, Command, Script, Word } from './syntax.ts';
import { literalOf, wordOf } from './syntax.ts';
import { type Cursor, DEEPEST, readWord, standIn, type WordReader } from './word.ts';

const ASSIGNMENT = /^([A-Za-z_]\w*(?:\[[\w.-]+\]|\["[\w.-]+"\])?)(\+?)=/;
const REDIRECTION = /^(?:\d*|&|\{\w+\})(<<<|<<-?|<>|>>|>&|<&|>\||[<>](?!\())/;
const FUNCTION = /^([A-Za-z_][\w:.+-]*)[ \t]*\([ \t]*\)/;

/** A command while it is read. */
export type Building = { -readonly [K in keyof Command]: Command[K] } & {
  words: Word[];
  assignments: Assignment[];
  outputs: Word[];
};

/** Reads a Bourne-like script, or, with `fish`, one of fish. Broken text yields commands that are not `whole`. Never throws. */
export function parseScript(source: SourceText, fish = false): Script {
  const parser = new ScriptParser(source, fish);
  parser.list('');
  const { commands, comments, locals, exported } = parser;
  return { commands, comments, functions: parser.blocks.functions, locals, exported };
}

/** Reads one script of a shell. */
export class ScriptParser implements WordReader {
  readonly commands: Building[] = [];
  readonly comments: SourceText[] = [];
  readonly locals: { name: string; block: Command['block'] }[] = [];
  readonly exported = new Set<string>();
  readonly blocks = new Blocks(this.commands);
  cursor: Cursor;
  insideBackquotes = false;
  depth = 0;
  private readonly keywords = new Keywords(this);
  private readonly documents = new HereDocuments(this);

  constructor(
    source: SourceText,
    readonly fish: boolean,
  ) {
    this.cursor = { source, text: source.text, at: 0 };
  }

  /** Reads commands up to `close`, or the end of the text. True when `close` was found. */
  list(close: '' | ')' | '`'): boolean {
    const { blocks } = this;
    let last: Command | undefined;
    let piped: Command | undefined;
    let goesOn = false;
    while (this.cursor.at < this.cursor.text.length) {
      this.blanks();
      const { cursor } = this;
      const c = cursor.text[cursor.at];
      if (c === undefined) break;
      if (c === '\n') {
        cursor.at++;
        this.documents.read(cursor);
        if (goesOn) continue;
        blocks.endChain();
        last = piped = undefined;
      } else if (c === ')' && blocks.insideParentheses) {
        cursor.at++;
        blocks.closeSubshell();
        last = undefined;
      } else if (close !== '' && c === close && !blocks.awaitsPattern) {
        cursor.at++;
        return true;
      } else if (blocks.awaitsPattern && this.keywords.pattern(cursor)) {
        last = undefined;
      } else if (/[;&|()]/.test(c)) {
        const operator = /^(?:;;&|;;|;&|&&|\|\||\|&|\(\(|.)/.exec(
          cursor.text.slice(cursor.at, cursor.at + 3),
        )![0];
        goesOn = /^(?:&&|\|\||\|&?)$/.test(operator);
        cursor.at += operator.length;
        if (operator === '&&' || operator === '||') blocks.chain(operator, last);
        else if (goesOn) piped = last;
        else {
          last = piped = undefined;
          this.separator(operator);
        }
      } else {
        const before = cursor.at;
        last = this.command(close, piped);
        piped = undefined;
        goesOn = false;
        if (cursor.at === before) cursor.at++;
      }
    }
    return close === '';
  }

  private separator(operator: string): void {
    const { blocks, cursor } = this;
    if (operator.startsWith(';;') || operator === ';&') blocks.endCaseBranch();
    else if (operator === '((') {
      const end = cursor.text.indexOf('))', cursor.at);
      const lineEnd = cursor.text.indexOf('\n', cursor.at);
      if (end >= 0 && (lineEnd < 0 || end < lineEnd)) cursor.at = end + 2;
      else {
        blocks.openGroup('subshell');
        blocks.openGroup('subshell');
      }
    } else if (operator === '(') blocks.openGroup('subshell');
    else blocks.endChain();
  }

  substitution(cursor: Cursor, close: ')' | '`'): { closed: boolean; commands: Command[] } {
    if (this.depth >= DEEPEST) {
      cursor.at = cursor.text.length;
      return { closed: false, commands: [] };
    }
    const outer = this.cursor;
    const wasInside = this.insideBackquotes;
    const from = this.commands.length;
    const block = this.blocks.enter();
    this.insideBackquotes = close === '`';
    this.cursor = cursor;
    this.depth++;
    const closed = this.list(close);
    this.depth--;
    const own = this.blocks.leave(block);
    this.cursor = outer;
    this.insideBackquotes = wasInside;
    return { closed, commands: this.commands.slice(from).filter((c) => c.block === own) };
  }

  /** A new command that begins at the cursor, in the block that is open there. */
  create(pipedFrom: Command | undefined): Building {
    const { cursor } = this;
    const command: Building = {
      words: [],
      assignments: [],
      input: undefined,
      inputFile: undefined,
      outputs: [],
      pipedFrom,
      range: cursor.source.range(cursor.at, cursor.at),
      whole: true,
      order: this.commands.length,
      block: this.blocks.current,
    };
    this.commands.push(command);
    return command;
  }

  private command(close: string, pipedFrom: Command | undefined): Command | undefined {
    const { cursor } = this;
    for (;;) {
      this.blanks();
      const head = FUNCTION.exec(cursor.text.slice(cursor.at, cursor.at + 200));
      if (head && !this.fish) {
        cursor.at += head[0].length;
        this.keywords.functionHead(head[1]!);
      } else if (!this.keywords.read(close)) break;
    }
    const c = cursor.text[cursor.at];
    if (c === undefined || /[\n;&|()]/.test(c) || c === close) return undefined;
    const command = this.create(pipedFrom);
    const start = cursor.at;
    const end = this.simpleCommand(command, close);
    command.range = cursor.source.range(start, end);
    this.finish(command);
    return command;
  }

  /** Reads words, assignments and redirections; gives the index behind the last of them. */
  private simpleCommand(command: Building, close: string): number {
    const { cursor } = this;
    const { words } = command;
    let end = cursor.at;
    for (;;) {
      if (!this.blanks()) command.whole = false;
      const c = cursor.text[cursor.at];
      const inTest = literalOf(words[0]) === '[[' && literalOf(words.at(-1)) !== ']]';
      if (c === undefined || c === '\n' || (c === close && !inTest)) return end;
      if (inTest && /[&|()<>]/.test(c)) {
        cursor.at++;
        continue;
      }
      if (
        /[;&|()]/.test(c) &&
        !(c === '&' && cursor.text[cursor.at + 1] === '>') &&
        !(c === '(' && this.fish)
      ) {
        // `name (` is no command of a shell but text.
        if (c === '(' && words.length > 1) command.whole = false;
        return end;
      }
      const stand = standIn(cursor);
      if (stand) words.push(stand);
      else if (!this.redirection(command) && !this.assignment(command)) {
        const word = readWord(cursor, this);
        if (cursor.at === end && word.parts.length === 0) return end;
        if (!word.closed) command.whole = false;
        words.push(word);
      }
      end = cursor.at;
    }
  }

  private redirection(command: Building): boolean {
    const { cursor } = this;
    const found = REDIRECTION.exec(cursor.text.slice(cursor.at, cursor.at + 24));
    if (!found) return false;
    cursor.at += found[0].length;
    this.blanks();
    const word = readWord(cursor, this);
    if (!word.closed) command.whole = false;
    const operator = found[1]!;
    if (operator === '<<<') command.input = word;
    else if (operator.startsWith('<<')) this.documents.expect(word, operator === '<<-', command);
    else if (operator === '<') command.inputFile = word;
    else if (/^(?:>>?|>\|)$/.test(operator) && !/^[2-9]/.test(found[0])) command.outputs.push(word);
    return true;
  }

  private assignment(command: Building): boolean {
    const { cursor } = this;
    const { words } = command;
    const first = literalOf(words[0]);
    const declares =
      words.length === 0 || DECLARERS.has(first ?? '') || (first === 'env' && words.length < 4);
    const found = declares && !this.fish && ASSIGNMENT.exec(cursor.text.slice(cursor.at, cursor.at + 200));
    if (!found) return false;
    cursor.at += found[0].length;
    let value: AssignedValue;
    if (cursor.text[cursor.at] === '(') value = { kind: 'array', words: this.arrayElements() };
    else {
      const word = readWord(cursor, this);
      if (!word.closed) command.whole = false;
      value = { kind: 'word', word };
    }
    this.assign(command, found[1]!.replaceAll('"', ''), value, found[2] === '+');
    return true;
  }

  /** Notes that a command gives a variable a value. */
  assign(command: Building, name: string, value: AssignedValue, append = false): void {
    const order = this.commands.length - 1 + (command.assignments.length + 1) / 1024;
    command.assignments.push({ name, value, append, prefix: false, order, block: command.block });
  }

  private arrayElements(): Word[] {
    const elements: Word[] = [];
    const { cursor } = this;
    cursor.at++;
    for (;;) {
      this.blanks();
      const c = cursor.text[cursor.at];
      if (c === undefined) return elements;
      if (c === ')' || c === '\n') {
        cursor.at++;
        if (c === ')') return elements;
        continue;
      }
      const before = cursor.at;
      elements.push(readWord(cursor, this));
      if (cursor.at === before) cursor.at++;
    }
  }

  /** Adds what only the whole command tells. */
  private finish(command: Building): void {
    const { words } = command;
    const first = literalOf(words[0]);
    const declares = DECLARERS.has(first ?? '');
    if (words.length > 0 && !declares) {
      command.assignments = command.assignments.map((a) => ({ ...a, prefix: true }));
    }
    for (const { name, value } of effectsOf(command, this.fish)) this.assign(command, name, value);
    for (const word of words) {
      for (const part of word.parts) {
        if (part.kind !== 'variable' || !part.assigns) continue;
        const own = wordOf([part], part.range, true);
        this.assign(command, part.name, { kind: 'word', word: own });
      }
    }
    const { names, isLocal, isExported } = declaredBy(command, this.fish);
    if (isLocal) this.locals.push(...names.map((name) => ({ name, block: command.block })));
    if (isExported) for (const name of names) this.exported.add(name);
  }

  /** Skips blanks, line continuations and comments. False when the text ends right behind a continuation. */
  blanks(): boolean {
    return skipBlanks(this.cursor, this.comments);
  }
}
