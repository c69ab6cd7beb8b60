import { type Line, linesOf } from '../../regions/lines.ts';
import { substitute } from '../../regions/substitution.ts';
import { SourceText } from '../../source.ts';

/** A variable as one line (or a `define`) sets it. */
export interface MakeVariable {
  readonly name: string;
  readonly value: SourceText;
  /** True for `+=` and `!=`, which do not say the whole value. */
  readonly partial: boolean;
  /** True for `!=`: the value is a command, whose output it becomes. */
  readonly runs: boolean;
  readonly exported: boolean;
}

/** What a makefile holds. */
export interface Makefile {
  readonly variables: readonly MakeVariable[];
  /** Names that are given to the shell's environment. */
  readonly exported: ReadonlySet<string>;
  /** The command lines of each rule, continuation lines joined, without what stands before the command. */
  readonly recipes: readonly (readonly SourceText[])[];
  readonly comments: readonly SourceText[];
  /** True when the lines of a recipe are given to one shell. */
  readonly oneShell: boolean;
}

const VARIABLE =
  /^[ ]*((?:(?:export|override|private|unexport)[ \t]+)*)([A-Za-z_][\w.-]*)[ \t]*(\?=|:{1,3}=|\+=|!=|=)[ \t]*/;
const TARGET_VARIABLE = /^[^\t#=][^#=:]*:[ \t]*(?=(?:export[ \t]+)?[A-Za-z_]\w*[ \t]*(?:[?:+!]?=|::=))/;
const DEFINE = /^[ ]*((?:(?:export|override)[ \t]+)*)define[ \t]+([A-Za-z_][\w.-]*)[ \t]*[:?]?=?[ \t]*$/;

const ENDEF = /^[ ]*endef\b/;
const DIRECTIVE = /^[ ]*(?:ifeq|ifneq|ifdef|ifndef|else|endif|-?include|sinclude|vpath|unexport)\b/;
/** A line end whose backslash is not itself escaped. */
const CONTINUED = /(?:^|[^\\])(?:\\\\)*\\$/;

/** Reads a makefile. What is neither variable, rule nor recipe is left out. */
export function parseMakefile(source: SourceText): Makefile {
  const reader = new MakefileReader(source);
  reader.read();
  return reader;
}

class MakefileReader implements Makefile {
  readonly variables: MakeVariable[] = [];
  readonly exported = new Set<string>();
  readonly recipes: SourceText[][] = [];
  readonly comments: SourceText[] = [];
  readonly oneShell: boolean;
  private readonly lines: readonly Line[];
  private at = 0;
  private inRule = false;

  constructor(private readonly source: SourceText) {
    this.lines = linesOf(source);
    this.oneShell = /^\.ONESHELL[ \t]*:/m.test(source.text);
  }

  read(): void {
    while (this.at < this.lines.length) {
      const { text } = this.lines[this.at]!.source;
      const define = DEFINE.exec(text);
      if (define) this.define(define[2]!, define[1]!.includes('export'));
      else if (this.inRule && text.startsWith('\t')) this.recipes.at(-1)!.push(this.logicalLine(true));
      else this.statement(this.logicalLine(false));
    }
  }

  /** The line here and those it is continued on, line ends included. Make takes out the tabs that lines of a recipe begin with. */
  private logicalLine(inRecipe: boolean): SourceText {
    const pieces: SourceText[] = [];
    const from = this.lines[this.at]!.start;
    for (;;) {
      const line = this.lines[this.at++]!;
      const tab = inRecipe && line.source.text.startsWith('\t') ? 1 : 0;
      pieces.push(this.source.slice(line.start + tab, line.next));
      if (this.at >= this.lines.length || !CONTINUED.test(line.source.text)) break;
    }
    return SourceText.join(pieces, this.source.offset(from));
  }

  /** A text of several lines: commands, if a recipe uses it as such, or anything else. */
  private define(name: string, exported: boolean): void {
    const from = ++this.at;
    const commands: SourceText[] = [];
    while (this.at < this.lines.length && !ENDEF.test(this.lines[this.at]!.source.text))
      commands.push(this.logicalLine(true));
    const end = this.lines[this.at];
    const value = this.source.slice(this.lines[from]?.start ?? this.source.length, end?.start);
    this.variables.push({ name, value, partial: end === undefined, runs: false, exported });
    this.recipes.push(commands);
    this.at++;
    this.inRule = false;
  }

  private statement(logical: SourceText): void {
    const { text } = logical;
    const comment = /(?:^|[ \t])#/.exec(text);
    if (comment) this.comments.push(logical.slice(comment.index).trim());
    if (/^[ \t]*(?:#|$|\r?\n)/.test(text) || DIRECTIVE.test(text)) return;
    const target = TARGET_VARIABLE.exec(text)?.[0].length ?? 0;
    const variable = VARIABLE.exec(text.slice(target));
    if (variable) {
      const from = target + variable[0].length;
      const value = continued(
        logical.slice(from, comment && comment.index >= from ? comment.index : undefined),
      );
      const [, modifiers, name, operator] = variable;
      const exported = modifiers!.includes('export');
      const partial = /[+!]=/.test(operator!);
      this.variables.push({ name: name!, value, partial, runs: operator === '!=', exported });
      if (target === 0) this.inRule = false;
      return;
    }
    const exports = /^[ ]*export\b([^\n:=]*)/.exec(text);
    if (exports) {
      for (const name of exports[1]!.split(/\s+/)) this.exported.add(name);
      return;
    }
    const rule = /^[^\t#][^#\n:]*(?::[^#\n:=]+)*?:(?!=)/.exec(text);
    this.inRule = rule !== null;
    if (!rule) return;
    const semicolon = text.indexOf(';', rule[0].length);
    this.recipes.push(semicolon < 0 ? [] : [logical.slice(semicolon + 1)]);
  }
}

/** A value whose lines are joined: make puts a blank in the place of each line end. */
const continued = (value: SourceText): SourceText =>
  substitute(value, /(?<![ \t])[ \t]*\\\r?\n[ \t]*/g, (_, end) =>
    SourceText.decoded(' ', end.range()),
  ).trim();
