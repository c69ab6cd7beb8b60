import type { CallEditor, QueryField } from '../../call-editor.ts';
import type { Expression, ObjectEntry, Span } from '../../expression.ts';
import type { TextEdit } from '../../model.ts';
import { plainValue } from '../../requests/url-values.ts';
import { lower } from './lower.ts';
import type { Reading } from './reading.ts';
import { Kind, tokenAt, wordAt } from './tokens.ts';

/** Parameters that code puts into the query of a URL. */
export interface Search {
  readonly parameters: NonNullable<CallEditor['parameters']>;
  /** Take away the code that only put them together. */
  readonly edits: readonly TextEdit[];
}

/** One parameter: its name, the code of its value, and that of the condition under which it is set. */
interface Entry {
  readonly name: string;
  readonly code: string;
  readonly condition?: string;
}

/** Names that stand for names that stand for names. */
const DEEPEST = 4;
const LONGEST_CODE = 100;

/**
 * The parameters that `new URLSearchParams`, or `searchParams` of a URL object, puts into the query of the URL that a
 * call is given. Undefined for a URL without such; `unknown` where not all is understood that is done to them.
 */
export function searchOf(reading: Reading, url: Expression, call: Span): Search | 'unknown' | undefined {
  const search = new Gatherer(reading, call);
  const found = search.url(url, 0);
  if (found !== true) return found === false ? 'unknown' : undefined;
  const parameters = search.entries.map(({ name, code, condition }) => ({
    name,
    write: (type: Parameters<QueryField['write']>[0]) => valueAs(code, type),
    ...(condition === undefined ? {} : { condition }),
  }));
  return { parameters, edits: search.edits };
}

/** Follows the names that a query is kept under. True, false: all or not all of it is understood; undefined: no query. */
class Gatherer {
  readonly entries: Entry[] = [];
  readonly edits: TextEdit[] = [];

  constructor(
    private readonly reading: Reading,
    private readonly call: Span,
  ) {}

  url(url: Expression, depth: number): boolean | undefined {
    const { values } = this.reading;
    if (depth > DEEPEST) return undefined;
    const text = textified(url);
    if (text) return this.url(text, depth + 1);
    if (url.kind === 'template') {
      const last = url.parts.at(-1);
      if (url.parts.length === 1 && last) return this.url(last, depth + 1);
      return last && /\?$/.test(values.text(url.parts.at(-2)!).text) ? this.query(last, 0) : undefined;
    }
    if (url.kind !== 'name' || url.frame) return undefined;
    const token = this.reading.scope.declaredAt(tokenAt(this.reading.tokens, url.start));
    const binding = this.reading.scope.lookup(url.name, url.start);
    if (token === undefined || binding.kind !== 'value') return undefined;
    const isObject = /^(?:\s*:\s*URL)?\s*=\s*new\s+URL\(/.test(this.codeFrom(token));
    return isObject ? this.object(token) : this.url(binding.value, depth + 1);
  }

  /** `const url = new URL(…)`, declared at `token`: what is set in it. */
  private object(token: number): boolean | undefined {
    const { tokens } = this.reading;
    let isSet = false;
    for (const use of this.usesOf(token)) {
      const isSearch = wordAt(tokens, use + 1) === '.' && wordAt(tokens, use + 2) === 'searchParams';
      const isWhole = wordAt(tokens, use + 1) === '.' && wordAt(tokens, use + 2) === 'search';
      if (isSearch) {
        if (!this.setter(use, use + 3, token)) return false;
      } else if (isWhole) {
        const [island, node] = this.reading.islands.enclosing(use, 'assignment_expression');
        const right = node?.children.at(-1);
        const statement = this.reading.islands.statementAround(use);
        if (!island || !right || wordAt(tokens, use + 3) !== '=' || statement.first !== use) return false;
        if (!this.sameBlock(use, token) || !this.removeStatement(statement)) return false;
        if (!this.query(lower(this.reading.source, island, right), 0)) return false;
      } else if (!this.isShown(use)) return false;
      isSet ||= isSearch || isWhole;
    }
    return isSet ? true : undefined;
  }

  /** The parameters that an expression gives, which stands behind the `?` of a URL. */
  private query(expression: Expression, depth: number): boolean | undefined {
    const text = textified(expression);
    if (depth > DEEPEST) return undefined;
    if (text) return this.query(text, depth + 1);
    if (expression.kind === 'call') {
      if (!expression.constructs || expression.callee.kind !== 'name') return undefined;
      if (expression.callee.name !== 'URLSearchParams' || !expression.intact) return undefined;
      const [given] = expression.args;
      return given ? this.given(given) : true;
    }
    if (expression.kind !== 'name' || expression.frame) return undefined;
    const { scope, tokens, islands } = this.reading;
    const token = scope.declaredAt(tokenAt(tokens, expression.start));
    const binding = scope.lookup(expression.name, expression.start);
    if (token === undefined || binding.kind !== 'value') return undefined;
    const value = binding.value;
    if (wordAt(tokens, token - 1) !== 'const' && wordAt(tokens, token - 1) !== 'let') return undefined;
    const found = this.query(value, depth + 1);
    if (!found) return found;
    const isBuilder = textified(value) === undefined && value.kind === 'call';
    for (const use of this.usesOf(token)) {
      if (tokens.starts[use] === expression.start || this.isShown(use)) continue;
      if (!isBuilder || !this.setter(use, use + 1, token)) return false;
    }
    return this.removeStatement(islands.statementAround(token));
  }

  /** The object that `new URLSearchParams` is given. */
  private given(object: Expression): boolean | undefined {
    if (object.kind !== 'object' || !object.intact) return undefined;
    return object.entries.every((entry) => this.entry(entry));
  }

  private entry(entry: ObjectEntry, condition?: string): boolean {
    const { source, values } = this.reading;
    if (entry.kind === 'member') {
      const key = values.text(entry.key);
      const code = codeOf(source.text.slice(entry.value.start, entry.value.end));
      return key.isLiteral && code !== undefined && this.add(key.text, code, condition);
    }
    const { value } = entry;
    // `...(cursor && { cursor })`, `...(cursor ? { cursor } : {})`
    if (condition !== undefined || value.kind !== 'choice' || value.how === 'fallback') return false;
    const decides = value.how === 'guard' ? value.first : value.condition;
    const given = value.how === 'guard' ? value.second : value.first;
    const isAlone =
      value.how === 'guard' || (value.second.kind === 'object' && value.second.entries.length === 0);
    const when = decides && codeOf(source.text.slice(decides.start, decides.end));
    if (!isAlone || when === undefined || given.kind !== 'object' || !given.intact) return false;
    return given.entries.every((inner) => this.entry(inner, when));
  }

  private add(name: string, code: string, condition: string | undefined): boolean {
    this.entries.push({ name, code, ...(condition === undefined ? {} : { condition }) });
    return true;
  }

  /** `name.set('key', value)` whose `.` is token `dot`: always, or in an `if` of its own. */
  private setter(use: number, dot: number, declared: number): boolean {
    const { tokens, islands } = this.reading;
    const { kinds, starts, ends, text } = tokens;
    if (starts[use]! > this.call.start || !/^(?:set|append)$/.test(wordAt(tokens, dot + 1))) return false;
    const open = dot + 2;
    const close = wordAt(tokens, open) === '(' ? tokens.mates[open]! : -1;
    if (close < open + 4 || kinds[open + 1] !== Kind.string || wordAt(tokens, open + 2) !== ',') return false;
    const code = codeOf(text.slice(starts[open + 3], ends[close - 1]).replace(/,$/, ''));
    const name = text.slice(starts[open + 1]! + 1, ends[open + 1]! - 1);
    const statement = islands.statementAround(use);
    const outer = islands.statementAround(declared).block;
    if (code === undefined || !/^\w+$/.test(name)) return false;
    if (statement.first === use && statement.block === outer)
      return this.removeStatement(statement) && this.add(name, code, undefined);
    // `if (condition) name.set(…)`, or the same in braces.
    const isBraced = statement.first === use;
    const first = isBraced ? tokens.mates[statement.block - 1]! - 1 : statement.first;
    if (first < 0 || wordAt(tokens, first) !== 'if' || wordAt(tokens, first - 1) === 'else') return false;
    const around = islands.statementAround(first);
    const end = tokens.mates[first + 1]!;
    if (around.first !== first || around.block !== outer || end < 0) return false;
    const isOnly = isBraced
      ? end + 1 === statement.block && islands.statementsIn(statement.block).length === 1
      : end + 1 === use;
    const condition = codeOf(text.slice(starts[first + 2], ends[end - 1]));
    if (!isOnly || condition === undefined || wordAt(tokens, around.end) === 'else') return false;
    return this.removeStatement(around) && this.add(name, code, condition);
  }

  /** Uses of a variable before and outside of the call. */
  private usesOf(token: number): readonly number[] {
    const { starts } = this.reading.tokens;
    return this.reading.scope
      .usesOf(token)
      .filter((use) => !(starts[use]! >= this.call.start && starts[use]! < this.call.end));
  }

  private isShown(use: number): boolean {
    return /\bconsole\.\w+\([^;\n]*$/.test(
      this.reading.tokens.text.slice(
        Math.max(0, this.reading.tokens.starts[use]! - 80),
        this.reading.tokens.starts[use],
      ),
    );
  }

  private sameBlock(one: number, other: number): boolean {
    const { islands } = this.reading;
    return islands.statementAround(one).block === islands.statementAround(other).block;
  }

  /** Takes away the lines of a statement, where nothing else is in them. */
  private removeStatement({ first, end }: { readonly first: number; readonly end: number }): boolean {
    const { text, starts, ends } = this.reading.tokens;
    const { source } = this.reading;
    const [from, to] = [starts[first]!, ends[end - 1]!];
    const line = text.lastIndexOf('\n', from - 1) + 1;
    const rest = /^;?[ \t]*(?:\r?\n|$)/.exec(text.slice(to, to + 200))?.[0];
    if (text.slice(line, from).trim() !== '' || rest === undefined || !source.isVerbatim(line, to))
      return false;
    this.edits.push({ range: source.range(line, to + rest.length), newText: '' });
    return true;
  }

  private codeFrom(token: number): string {
    const { text, ends } = this.reading.tokens;
    return text.slice(ends[token], ends[token]! + 60);
  }
}

/** What is made a text: `url.toString()`, `url.href`, `String(url)`. */
function textified(expression: Expression): Expression | undefined {
  if (expression.kind === 'member' && expression.property === 'href') return expression.object;
  if (expression.kind !== 'call' || expression.constructs) return undefined;
  const { callee, args } = expression;
  if (callee.kind === 'member' && callee.property === 'toString' && args.length === 0) return callee.object;
  return callee.kind === 'name' && callee.name === 'String' && args.length === 1 ? args[0] : undefined;
}

/** Code that may stand elsewhere: short, in one line, without a comment or a function in it. */
function codeOf(code: string): string | undefined {
  const trimmed = code.trim();
  const isPlain =
    trimmed !== '' && trimmed.length <= LONGEST_CODE && !/\n|\/\/|\/\*|=>|\bawait\b/.test(trimmed);
  return isPlain ? trimmed : undefined;
}

/** A value of a query as one of a body. */
function valueAs(code: string, type: Parameters<QueryField['write']>[0]): string | undefined {
  const literal = /^(["'`])([^"'`\\$]*)\1$/.exec(code)?.[2];
  if (literal !== undefined) return type === 'string' ? code : plainValue(literal, type);
  if (type === 'string') return code;
  const [, called, method, template] =
    /^String\(([^()]*(?:\([^()]*\))?[^()]*)\)$|^([\w$.?]+)\.toString\(\)$|^`\$\{([^`{}]*)\}`$/.exec(code) ??
    [];
  const bare = called ?? method ?? template ?? code;
  if (type === 'number') return /^[\d_.]+$/.test(bare) ? bare : `Number(${bare})`;
  return /^(?:true|false)$/.test(bare) ? bare : `String(${bare}) === 'true'`;
}
