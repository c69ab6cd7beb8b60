import type { CallExpression, Expression } from '../../../expression.ts';
import type { Json } from '../../../model.ts';
import type { Range } from '../../../source.ts';
import type { Reading } from '../reading.ts';

/** The permissions that a call asks for, where v1 built them: `or('a', and('b', 'c'))`, `{ and: needed }`. */
export interface BuiltPermissions {
  readonly range: Range;
  /** Code that gives the text that v2 takes in their place: `'a OR (b AND c)'`, `needed.join(' AND ')`. */
  readonly text: string;
}

/** The permissions of `verify({ key, authorization: { permissions } })`; undefined where they are no such thing. */
export function builtPermissions(reading: Reading, call: CallExpression): BuiltPermissions | undefined {
  const { values, source } = reading;
  const [given] = call.args;
  const authorization = given && memberOf(reading, given, 'authorization');
  const quote = /\bfrom "/.test(reading.document) ? '"' : "'";
  const chosen = authorization && CHOSEN.exec(source.text.slice(authorization.start, authorization.end));
  const query = chosen && queryCode(chosen[2]!, quote);
  if (query !== undefined && query !== null && authorization && chosen)
    return {
      range: source.range(authorization.start, authorization.end),
      text: `${chosen[1]} ? ${query} : undefined`,
    };
  const asked = authorization && memberOf(reading, authorization, 'permissions');
  if (!asked) return undefined;
  const range = source.range(asked.start, asked.end);
  const code = source.text.slice(asked.start, asked.end);
  const here = queryCode(code, quote) ?? choiceCode(reading, asked, quote);
  if (here !== undefined) {
    // It comes to stand where the object around it stands.
    const deeper = indentAt(source.text, asked.start).slice(
      indentAt(source.text, authorization.start).length,
    );
    return { range, text: deeper === '' ? here : here.replaceAll(`\n${deeper}`, '\n') };
  }
  if (asked.kind !== 'name') return undefined;
  const { value, certain } = values.resolve(asked);
  if (!certain || value === asked) return undefined;
  const there = queryCode(source.text.slice(value.start, value.end), quote);
  // Names of another place mean nothing here.
  return there !== undefined && isQuoted(there) ? { range, text: there } : undefined;
}

/** JSON with such permissions in the place of what builds them. */
export function withBuiltPermissions(json: Json, built: BuiltPermissions | undefined): Json {
  if (!built || json.kind !== 'object') return json;
  const members = json.members.map((member) => {
    if (member.key !== 'authorization') return member;
    const value = { kind: 'dynamic', range: built.range, text: built.text } as const;
    if (member.value.kind === 'dynamic') {
      const permissions = { key: 'permissions', keyRange: member.keyRange, value };
      const { range } = member.value;
      return { ...member, value: { kind: 'object', range, members: [permissions], complete: true } as const };
    }
    if (member.value.kind !== 'object') return member;
    const inner = member.value.members.map((one) => {
      if (one.key !== 'permissions') return one;
      return { ...one, value };
    });
    return { ...member, value: { ...member.value, members: inner } };
  });
  return { ...json, members };
}

/** The code of one of several queries: `scope ? or('admin', scope) : 'admin'`; undefined where one is not known. */
function choiceCode({ source: { text } }: Reading, asked: Expression, quote: string): string | undefined {
  const sideCode = (side: Expression): string | undefined => {
    if (side.kind !== 'choice') {
      const code = text.slice(side.start, side.end);
      return isQuoted(code) || code === 'undefined' ? code : queryCode(code, quote);
    }
    const { how, condition, first, second, start, end } = side;
    if (how !== 'either' || !condition) return undefined;
    const [one, other] = [sideCode(first), sideCode(second)];
    if (one === undefined || other === undefined) return undefined;
    return (
      text.slice(start, first.start) +
      one +
      text.slice(first.end, second.start) +
      other +
      text.slice(second.end, end)
    );
  };
  return asked.kind === 'choice' ? sideCode(asked) : undefined;
}

/** What the line begins with that holds an index of a text. */
const indentAt = (text: string, at: number): string =>
  /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', at - 1) + 1, at))![0];

function memberOf({ values }: Reading, object: Expression, key: string): Expression | undefined {
  return values.members(object).list.findLast((one) => one.key === key)?.value;
}

const isQuoted = (code: string): boolean => /^(["'])[^"'`]*\1$/.test(code);

/** A part of a query: what stands for it inside of a template, and whether `AND` or `OR` is at its top. */
interface Part {
  readonly text: string;
  readonly joined: boolean;
  /** Code that gives the whole text. */
  readonly code?: string;
}

/** `needed ? { permissions: … } : undefined` */
const CHOSEN = /^([\w$.!\s]+?)\s*\?\s*\{\s*permissions\s*:\s*([\s\S]+?)\s*,?\s*\}\s*:\s*undefined$/;
const BUILT = /^[\w$]+(?:<[^()]*>)?\(\s*\(\s*\{[^{}]*\}\s*\)\s*=>\s*((?:and|or)\([\s\S]*\))\s*,?\s*\)$/;
const PATH = /^[\w$]+(?:\??\.[\w$]+)*(?!\s*[(?[=])/;
const SLUG = /^[\w.:*-]+$/;

/** The code of a text that says what code builds; undefined for other code. */
function queryCode(written: string, quote: string): string | undefined {
  const code = BUILT.exec(written)?.[1] ?? written;
  if (!/^(?:(?:[\w$]+\.)?(?:and|or)\(|\{)/.test(code)) return undefined;
  const reader = new QueryReader(code);
  const part = reader.part();
  if (!part || !reader.isAtEnd()) return undefined;
  if (part.code !== undefined) return part.code;
  return part.text.includes('${') ? `\`${part.text}\`` : quote + part.text + quote;
}

/** Reads `and('a', or('b', name), { or: [...] })`. */
class QueryReader {
  private at = 0;

  constructor(private readonly code: string) {}

  isAtEnd(): boolean {
    return this.take(/^\s*$/) !== undefined;
  }

  part(): Part | undefined {
    const called = this.take(/^\s*(?:[\w$]+\.)?(and|or)\(/);
    if (called) return this.joined(called[1]!, /^\s*,?\s*\)/);
    const object = this.take(/^\s*\{\s*["']?(and|or)["']?\s*:\s*/);
    if (object) {
      const list = this.take(/^\[/);
      const found = list ? this.joined(object[1]!, /^\s*,?\s*\]/) : this.list(object[1]!);
      return found && this.take(/^\s*,?\s*\}/) ? found : undefined;
    }
    const quoted = this.take(/^\s*(["'])((?:(?!\1)[^\\\n])*)\1/)?.[2] ?? this.take(/^\s*`([^`\\]*)`/)?.[1];
    if (quoted !== undefined)
      return quoted.includes('${') || SLUG.test(quoted) ? { text: quoted, joined: false } : undefined;
    const name = this.take(
      new RegExp(String.raw`^\s*(${PATH.source.slice(1)})!?(?:\s+as\s+\w+)?(?=\s*(?:[,)\]}]|$))`),
    )?.[1];
    const code = name ?? this.expression();
    return code === undefined ? undefined : { text: `\${${code}}`, joined: false };
  }

  /** Other code that gives a text, up to what ends it in a list. */
  private expression(): string | undefined {
    let depth = 0;
    const start = this.at;
    const { code } = this;
    let end = start;
    for (; end < code.length; end++) {
      const c = code[end]!;
      if (/[([]/.test(c)) depth++;
      else if (/[)\]]/.test(c) && --depth < 0) break;
      else if (c === ',' && depth === 0) break;
      else if (/[{}`;]/.test(c)) return undefined;
    }
    const found = code.slice(start, end).trim();
    const isText =
      found !== '' && !/=>|\.\.\.|\n|\b(?:and|or|await|function)\b|["'][^"']*[,()[\]][^"']*["']/.test(found);
    if (!isText || end === code.length) return undefined;
    this.at = end;
    return found;
  }

  /** Parts up to what ends them. */
  private joined(operator: string, end: RegExp): Part | undefined {
    const parts: Part[] = [];
    while (!this.take(end)) {
      if (parts.length > 0 && !this.take(/^\s*,/)) return undefined;
      const part = this.take(/^\s*\.\.\.(?=\w)/) ? this.list(operator) : this.part();
      if (!part) return undefined;
      parts.push(part);
    }
    if (parts.length < 2) return parts[0];
    const texts = parts.map(({ text, joined }) => (joined ? `(${text})` : text));
    return { text: texts.join(` ${operator.toUpperCase()} `), joined: true };
  }

  /** A list that a name stands for. */
  private list(operator: string): Part | undefined {
    const name = this.take(PATH)?.[0];
    if (name === undefined) return undefined;
    const code = `${name}.join(' ${operator.toUpperCase()} ')`;
    // v2 takes no empty text.
    return { text: `\${${code}}`, joined: true, code: `${code} || undefined` };
  }

  private take(pattern: RegExp): RegExpExecArray | undefined {
    const found = pattern.exec(this.code.slice(this.at));
    if (found) this.at += found[0].length;
    return found ?? undefined;
  }
}
