import type { ResponseRead, TextEdit } from '../../model.ts';
import type { SourceText } from '../../source.ts';
import type { SyntaxNode } from '../../syntax.ts';

/** A name for a member of a map, and what gives it its value. */
export interface Holder {
  readonly name: string;
  readonly edit: TextEdit;
}

/** What a text calls the type of anything. */
export const anyTypeIn = (text: string): string => (/\binterface\{\}/.test(text) ? 'interface{}' : 'any');

/** What keeps members of maps that bodies are decoded into, so that they can be read where v2 has them. */
export class MapHolders {
  constructor(private readonly source: SourceText) {}

  /** What keeps `data` of a map under a name, behind the statement that decodes the body. */
  behind(name: string, node: SyntaxNode, uses: readonly SyntaxNode[]): Holder | undefined {
    const { source } = this;
    const { text } = source;
    let statement = node;
    while (statement.parent && !/^(?:block|statement_list)$/.test(statement.parent.type))
      statement = statement.parent;
    const block = statement.parent;
    const lineEnd = text.indexOf('\n', statement.end);
    if (!block || lineEnd < 0 || text.slice(statement.end, lineEnd).trim() !== '') return undefined;
    if (!uses.every(({ start, end }) => start > lineEnd && end <= block.end)) return undefined;
    const from = Math.max(0, text.lastIndexOf('\nfunc ', node.start));
    const around = text.slice(from, block.end);
    const own = freeName(around);
    const line = text.slice(text.lastIndexOf('\n', statement.start) + 1, statement.start);
    if (own === undefined || line.trim() !== '' || !source.isVerbatim(statement.end, lineEnd))
      return undefined;
    const newText = `\n${line}${own}, _ := ${name}["data"].(map[string]${anyTypeIn(text)})`;
    return { name: own, edit: { range: source.range(statement.end, statement.end), newText } };
  }

  /** What keeps `data` of a map that a `statement` gives a name, before the first of its uses. */
  before(name: string, statement: SyntaxNode, uses: readonly SyntaxNode[]): Holder | undefined {
    const { source } = this;
    const { text } = source;
    const block = statement.parent;
    let first: SyntaxNode | undefined = uses.find(({ parent }) => parent?.type === 'index_expression');
    while (first && first.parent !== block) first = first.parent;
    if (!first || !block || !/^(?:block|statement_list)$/.test(block.type)) return undefined;
    const from = Math.max(0, text.lastIndexOf('\nfunc ', statement.start));
    const own = freeName(text.slice(from, block.end));
    const line = text.slice(text.lastIndexOf('\n', first.start) + 1, first.start);
    if (own === undefined || line.trim() !== '' || !source.isVerbatim(first.start, first.start + 1))
      return undefined;
    const newText = `${own}, _ := ${name}["data"].(map[string]${anyTypeIn(text)})\n${line}`;
    return { name: own, edit: { range: source.range(first.start, first.start), newText } };
  }

  /** What keeps a member of `data` that may be missing under its own name, before the statement around a use. */
  private inner(use: SyntaxNode, inner: string, holder: Holder): TextEdit | undefined {
    const { source } = this;
    const { text } = source;
    let statement: SyntaxNode | undefined = use;
    while (statement?.parent && !/^(?:block|statement_list)$/.test(statement.parent.type))
      statement = statement.parent;
    const at = statement?.start ?? 0;
    const line = text.slice(text.lastIndexOf('\n', at) + 1, at);
    const from = Math.max(0, text.lastIndexOf('\nfunc ', at));
    const closed = text.indexOf('\n}', at);
    const isTaken = new RegExp(String.raw`\b${inner}\b`).test(
      text.slice(from, closed < 0 ? text.length : closed),
    );
    const range = source.range(at, at);
    if (isTaken || line.trim() !== '' || holder.edit.range.start === range.start) return undefined;
    const newText = `${inner}, _ := ${holder.name}["${inner}"].(map[string]${anyTypeIn(text)})\n${line}`;
    return { range, newText };
  }

  /** What reads a member of `data` in a map that a body was decoded into. */
  inserts({ start, end }: SyntaxNode, whole: SyntaxNode, holder: Holder | undefined): ResponseRead['insert'] {
    const { source } = this;
    if (holder && source.isVerbatim(start, whole.end))
      return (names) => {
        const [data, inner, ...others] = names;
        if (data !== 'data' || others.length > 0) return undefined;
        const put = (newText: string): TextEdit => ({ range: source.range(start, end), newText });
        if (inner === undefined) return [holder.edit, put(holder.name)];
        const own = this.inner(whole, inner, holder);
        return own && [holder.edit, own, put(inner)];
      };
    const { text } = source;
    const line = text.slice(text.lastIndexOf('\n', whole.start) + 1, whole.start);
    // What is asked for may be missing.
    if (!source.isVerbatim(whole.start, whole.end) || /,\s*\w+\s*:?=\s*$/.test(line)) return undefined;
    const newText = `["data"].(map[string]${anyTypeIn(text)})`;
    return (names) =>
      names.length === 1 && names[0] === 'data' ? [{ range: source.range(end, end), newText }] : undefined;
  }
}

/** A name for `data` that code has not. */
const freeName = (code: string): string | undefined =>
  ['data', 'unkeyData'].find((one) => !new RegExp(String.raw`\b${one}\b(?!")`).test(code));
