import { type CST, Parser } from 'yaml';
import type { Json, JsonMember } from '../model.ts';
import type { SourceText } from '../source.ts';
import { blockScalar, flowScalar, type ScalarStyle } from './yaml-scalars.ts';

/** A YAML text: its documents as JSON would have them. */
export interface Yaml {
  readonly documents: readonly Json[];
  readonly comments: readonly SourceText[];
}

/** Deeper nesting is not written by people. */
const DEEPEST = 100;
/** Values that template engines and CI systems put in before YAML or the program reads it. */
const TEMPLATE = /\{\{[^{}\n]*\}\}/g;
/** Lines of a template engine that stand for nothing: `{{- if .Values.enabled }}`, `{% if x %}`. */
const TEMPLATE_LINE =
  /^[ \t]*(?:\{\{-?[ \t]*(?:(?:if|else|end|range|with|define|block|template|include)\b|\/\*)[^\n]*\}\}|\{%[^\n]*%\})[ \t]*\r?$/gm;

/**
 * Reads YAML that may be broken. What cannot be read, and what an alias or a tag of a program stands for, becomes
 * `dynamic`; a mapping that merges another one is incomplete. Strings keep the templates in them.
 */
export function readYaml(source: SourceText): Yaml {
  const reader = new YamlReader(source);
  try {
    // Templates are hidden by characters that mean nothing; places stay the same.
    const text = source.text
      .replace(TEMPLATE_LINE, (m) => m.replace(/[^\r\n]/g, ' '))
      .replace(TEMPLATE, (m) => 'x'.repeat(m.length));
    for (const token of new Parser().parse(text)) reader.read(token);
  } catch {
    // Nesting beyond what the parser's stack holds: what was read until there stands.
  }
  return reader;
}

class YamlReader implements Yaml {
  readonly documents: Json[] = [];
  readonly comments: SourceText[] = [];

  constructor(private readonly source: SourceText) {}

  read(token: CST.Token): void {
    if (token.type === 'document') {
      this.properties(token.start);
      if (token.value) this.documents.push(this.value(token.value, token.start, 0));
      this.properties(token.end);
    } else if (token.type === 'comment') this.properties([token]);
    else if (token.type === 'doc-end') this.properties(token.end);
  }

  /** Notes the comments among `tokens`. */
  private properties(tokens: readonly CST.Token[] = []): void {
    for (const token of tokens) if (token.type === 'comment') this.comments.push(this.cut(token).trim());
  }

  private cut({ offset, source }: { readonly offset: number; readonly source: string }): SourceText {
    return this.source.slice(offset, offset + source.length);
  }

  private value(
    token: CST.Token | null | undefined,
    before: readonly CST.SourceToken[],
    depth: number,
  ): Json {
    if (!token || depth > DEEPEST) {
      const at = before.at(-1);
      const end = at ? at.offset + at.source.length : 0;
      return { kind: depth > DEEPEST ? 'dynamic' : 'null', range: this.source.range(end, end) };
    }
    switch (token.type) {
      case 'scalar':
      case 'single-quoted-scalar':
      case 'double-quoted-scalar':
        this.properties(token.end);
        return this.scalar(token, before);
      case 'block-scalar':
        return this.block(token);
      case 'block-map':
        return this.mapping(token.items, token.offset, depth, true);
      case 'block-seq': {
        const items = this.items(token.items, depth);
        const complete = token.items.every((item) => !item.key);
        return { kind: 'array', range: this.around(token.offset, items), items, complete };
      }
      case 'flow-collection':
        return this.flow(token, depth);
      default: {
        const written = 'source' in token && typeof token.source === 'string' ? token.source : '';
        return { kind: 'dynamic', range: this.source.range(token.offset, token.offset + written.length) };
      }
    }
  }

  private scalar(token: CST.FlowScalar, before: readonly CST.SourceToken[]): Json {
    const written = this.cut(token);
    const range = written.range();
    const tag = before.findLast((t) => t.type === 'tag')?.source;
    // `!Ref Name` and the like mean something else than what is written.
    if (tag && !/^!(?:!str|Sub)$/.test(tag)) return { kind: 'dynamic', range };
    const style: ScalarStyle =
      token.type === 'scalar' ? 'plain' : token.type === 'single-quoted-scalar' ? 'single' : 'double';
    if (style === 'plain' && !tag) {
      const { text } = written;
      if (/^(?:~|null|Null|NULL)?$/.test(text)) return { kind: 'null', range };
      if (/^(?:true|True|TRUE|false|False|FALSE)$/.test(text))
        return { kind: 'boolean', range, value: /^t/i.test(text) };
      if (/^[-+]?(?:\d+|\d*\.\d+(?:e[-+]?\d+)?)$/i.test(text))
        return { kind: 'number', range, value: Number(text) };
    }
    return { kind: 'string', range, value: flowScalar(written, style) };
  }

  private block(token: CST.BlockScalar): Json {
    this.properties(token.props);
    const header = token.props.find((p) => p.type === 'block-scalar-header');
    const last = token.props.at(-1);
    if (!header || !last || !('source' in header))
      return { kind: 'dynamic', range: this.source.range(token.offset, token.offset) };
    const from = last.offset + ('source' in last ? last.source.length : 0);
    const content = this.source.slice(from, from + token.source.length);
    const named = /[1-9]/.exec(header.source)?.[0];
    const style: ScalarStyle = header.source.startsWith('>') ? 'folded' : 'literal';
    const indent = named ? Math.max(0, token.indent) + Number(named) : undefined;
    const value = blockScalar(content, style, indent);
    const range = this.source.range(header.offset, from);
    return {
      kind: 'string',
      range: { start: range.start, end: Math.max(range.end, value.range().end) },
      value,
    };
  }

  private mapping(
    items: readonly CST.CollectionItem[],
    offset: number,
    depth: number,
    closed: boolean,
  ): Json {
    const members: JsonMember[] = [];
    let complete = closed;
    for (const { start, key, sep, value } of items) {
      this.properties(start);
      this.properties(sep);
      if (!key && !sep && !value) continue;
      const name = key && sep ? this.value(key, [], depth + 1) : undefined;
      const inner = this.value(value, sep ?? start, depth + 1);
      const text = name && textOf(name);
      if (text === undefined || text === '<<') complete = false;
      else members.push({ key: text, keyRange: keyRangeOf(name!), value: inner });
    }
    const values = members.map((m) => m.value);
    return { kind: 'object', range: this.around(offset, values), members, complete };
  }

  private flow(token: CST.FlowCollection, depth: number): Json {
    this.properties(token.end);
    const close = token.end.find((t) => t.type === 'flow-map-end' || t.type === 'flow-seq-end');
    const end = close ? this.source.range(close.offset, close.offset + 1).end : undefined;
    if (token.start.type === 'flow-map-start') {
      const json = this.mapping(token.items, token.offset, depth, close !== undefined);
      return end === undefined ? json : { ...json, range: { start: json.range.start, end } };
    }
    const items = this.items(token.items, depth);
    const { start, ...range } = this.around(token.offset, items);
    const complete = close !== undefined && token.items.every((item) => !item.key);
    return { kind: 'array', range: { start, end: end ?? range.end }, items, complete };
  }

  /** The values of a sequence; a pair in it (`[a: b]`) is a mapping of one member. */
  private items(items: readonly CST.CollectionItem[], depth: number): Json[] {
    const values: Json[] = [];
    for (const item of items) {
      this.properties(item.start);
      this.properties(item.sep);
      if (item.key) values.push(this.mapping([item], item.key.offset, depth + 1, true));
      else if (item.value) values.push(this.value(item.value, item.start, depth + 1));
      else if (item.start.some((t) => t.type === 'seq-item-ind'))
        values.push(this.value(null, item.start, depth));
    }
    return values;
  }

  /** From index `offset` to the end of the last of `values`. */
  private around(offset: number, values: readonly Json[]) {
    const { start } = this.source.range(offset, offset);
    return { start, end: Math.max(start, values.at(-1)?.range.end ?? start) };
  }
}

const textOf = (key: Json): string | undefined => {
  if (key.kind === 'string') return key.value.isLiteral ? key.value.text : undefined;
  return key.kind === 'number' || key.kind === 'boolean' ? String(key.value) : undefined;
};

const keyRangeOf = (key: Json) => (key.kind === 'string' ? key.value.range() : key.range);
