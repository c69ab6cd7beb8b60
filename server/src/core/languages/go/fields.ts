import type { TextEdit, TypedField } from '../../model.ts';
import type { AnswerText } from '../../program/answers.ts';
import { nameInSdk } from '../../sdk/naming.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { fieldOf, itemStructIn, structIn, typeOf } from './types.ts';

/** Functions and methods that write a value as JSON. */
const WRITES =
  /(?:^|\.)(?:Marshal(?:Indent)?|Encode|(?:Indented|Pure|Secure|Ascii)?JSONP?|\w*[jJ]son|\w*[rR]espond\w*)$/;
/** By object of v2: fields of v1 that both go into it. */
const TOGETHER: Readonly<Record<string, readonly string[]>> = { credits: ['remaining', 'refill'] };
/** A field on a line of its own, with its tag. */
const OWN_LINE = /^[ \t]*$/;

/** The fields of the structs of a text that answers are decoded into, and what uses them. */
export class TypedFields {
  /** By struct: the fields that are moved into an object of that name. */
  private readonly holders = new Map<SyntaxNode, Map<string, SyntaxNode>>();
  private readonly written = new Map<SyntaxNode, boolean>();
  private named: ReadonlyMap<string, readonly SyntaxNode[]> | undefined;

  constructor(private readonly text: AnswerText) {}

  /** What is known of how a field of a struct is used. */
  usesOf(struct: SyntaxNode, field: SyntaxNode): TypedField {
    const name = childOf(field, 'name');
    const uses = name && this.selectorsOf(struct, name);
    const isOpen = this.isOpen(struct);
    const isWritten = this.isWritten(struct);
    const compared = uses?.find(isCompared);
    return {
      ...(uses?.length === 0 && !isOpen && !isWritten ? { isUnused: true } : {}),
      ...(isOpen ? { isOpen: true } : {}),
      ...(isWritten ? { isWritten: true } : {}),
      ...(compared ? { compared: this.text.source.range(compared.start, compared.end) } : {}),
    };
  }

  /**
   * Edits that put a field into structs called `holders`, under the name `last` has in Go, with all its uses; undefined
   * where one of them is not seen, or is a value that is made.
   */
  moved(
    struct: SyntaxNode,
    field: SyntaxNode,
    holders: readonly string[],
    last: string,
  ): readonly TextEdit[] | undefined {
    const { source, to } = this.text;
    const [name, type, tag] = [childOf(field, 'name'), childOf(field, 'type'), childOf(field, 'tag')];
    const [holder] = holders;
    if (holders.length !== 1 || !holder || !name || !type || !tag) return undefined;
    const beside = this.companion(struct, field, holder);
    if (!this.claim(struct, holder, beside && beside.start < field.start ? beside : field)) return undefined;
    const { text } = source;
    const lineStart = text.lastIndexOf('\n', field.start) + 1;
    const indentation = text.slice(lineStart, field.start);
    if (!OWN_LINE.test(indentation) || !source.isVerbatim(field.start, field.end)) return undefined;
    if (/\n/.test(to.written(field)) || field.children.filter((c) => c.field === 'name').length !== 1)
      return undefined;
    const [outer, leaf] = [inGo(holder), inGo(last)];
    if (fieldOf(struct, outer, this.text)) return undefined;
    const uses = this.selectorsOf(struct, name);
    if (!uses || this.isMade(struct, to.written(name))) return undefined;
    const put = (from: number, end: number, newText: string): TextEdit => ({
      range: source.range(from, end),
      newText,
    });
    const isFirst = !beside || beside.start > field.start;
    const open = isFirst ? `${outer} struct {\n${indentation}\t` : '\t';
    const close = put(tag.end, tag.end, `\n${indentation}} \`json:"${holder}"\``);
    return [
      put(name.start, type.start, `${open}${leaf} `),
      put(type.end, tag.start, ' '),
      ...(isFirst && beside ? [] : [close]),
      ...uses.map(({ start, end }) => put(start, end, `${outer}.${leaf}`)),
    ];
  }

  /** The field on the line before or behind a field that goes into the same struct. */
  private companion(struct: SyntaxNode, field: SyntaxNode, holder: string): SyntaxNode | undefined {
    const { source, to } = this.text;
    const names = TOGETHER[holder];
    const own = nameOfTag(field, to);
    const fields = struct.children.flatMap((list) => list.children).filter((one) => one.type !== 'comment');
    const at = fields.indexOf(field);
    return [fields[at - 1], fields[at + 1]].find((one) => {
      const other = one && nameOfTag(one, to);
      if (!one || !names || !other || other === own || !names.includes(own ?? '') || !names.includes(other))
        return false;
      const [first, second] = one.start < field.start ? [one, field] : [field, one];
      const name = childOf(one, 'name');
      const isPlain = /^\s*$/.test(source.text.slice(first.end, second.start)) && !/\n/.test(to.written(one));
      return isPlain && name && this.selectorsOf(struct, name) && !this.isMade(struct, to.written(name));
    });
  }

  private claim(struct: SyntaxNode, holder: string, field: SyntaxNode): boolean {
    const own = this.holders.get(struct) ?? new Map<string, SyntaxNode>();
    this.holders.set(struct, own);
    const before = own.get(holder);
    if (!before) own.set(holder, field);
    return before === undefined || before === field;
  }

  /** The names of a field where values of its struct are read; undefined where a type is not known that may be it. */
  private selectorsOf(struct: SyntaxNode, name: SyntaxNode): readonly SyntaxNode[] | undefined {
    const { to } = this.text;
    const word = to.written(name);
    const field = fieldOf(struct, word, this.text);
    const found: SyntaxNode[] = [];
    for (const node of this.selectors().get(word) ?? []) {
      const operand = childOf(node.parent!, 'operand');
      if (!operand || this.isPackage(operand)) continue;
      const type = typeOf(operand, this.text);
      if (!type) return undefined;
      const own = structIn(type, this.text);
      if (own && fieldOf(own, word, this.text) === field) found.push(node);
    }
    return found;
  }

  /** The names of fields and methods behind a dot, by name. */
  private selectors(): ReadonlyMap<string, readonly SyntaxNode[]> {
    if (this.named) return this.named;
    const { names, to } = this.text;
    const found = new Map<string, SyntaxNode[]>();
    for (const node of names.nodes) {
      if (node.type !== 'field_identifier' || node.parent?.type !== 'selector_expression') continue;
      if (node.field !== 'field') continue;
      const word = to.written(node);
      const known = found.get(word);
      if (known) known.push(node);
      else found.set(word, [node]);
    }
    this.named = found;
    return found;
  }

  private isPackage(operand: SyntaxNode): boolean {
    const { names, to } = this.text;
    if (operand.type !== 'identifier') return false;
    const name = to.written(operand);
    const events = names.homeOf(name, operand.start)?.names.get(name) ?? [];
    return events.some(({ declared }) => declared.kind === 'import');
  }

  /** True where the text makes values of a struct and says what the field is, by its name or its place. */
  private isMade(struct: SyntaxNode, name: string): boolean {
    const { names, to } = this.text;
    return names.nodes.some((node) => {
      if (node.type !== 'literal_value' || node.children.length === 0) return false;
      const type = node.parent?.type === 'composite_literal' ? childOf(node.parent, 'type') : undefined;
      const isOwn = type ? structIn(type, this.text) === struct : /element$/.test(node.parent?.type ?? '');
      if (!isOwn) return false;
      const [first] = node.children;
      if (first!.type !== 'keyed_element') return type !== undefined;
      return node.children.some((one) => {
        const key = childOf(one, 'key') ?? one.children[0];
        return key !== undefined && to.written(key) === name;
      });
    });
  }

  /** True for a type that other packages can name. */
  private isOpen(struct: SyntaxNode): boolean {
    const spec = struct.parent;
    const name = spec?.type === 'type_spec' ? childOf(spec, 'name') : undefined;
    const isTop = spec?.parent?.parent?.type === 'source_file';
    if (!name || !isTop || !/^[A-Z]/.test(this.text.to.written(name))) return false;
    return (
      !/^package\s+(?:main|\w+_test)\b/m.test(this.text.source.text) &&
      /^package\s/m.test(this.text.source.text)
    );
  }

  /** True where the program writes values of a struct as JSON itself. */
  private isWritten(struct: SyntaxNode): boolean {
    const before = this.written.get(struct);
    if (before !== undefined) return before;
    const { names, to } = this.text;
    let outer = struct.parent;
    while (outer && outer.type !== 'struct_type') outer = outer.parent;
    const isPart = outer !== undefined && this.isWritten(outer);
    const found =
      isPart ||
      names.nodes.some((node) => {
        if (node.type !== 'argument_list' || !node.parent) return false;
        const callee = childOf(node.parent, 'function');
        return (
          callee !== undefined &&
          WRITES.test(to.written(callee)) &&
          node.children.some((value) => {
            const type = typeOf(value, this.text);
            return structIn(type, this.text) === struct || itemStructIn(type, this.text) === struct;
          })
        );
      });
    this.written.set(struct, found);
    return found;
  }
}

/** True for a value that a program decides by: it is compared with a text, or chosen by. */
function isCompared(name: SyntaxNode): boolean {
  const value = name.parent;
  const around = value?.parent;
  if (around?.type === 'expression_switch_statement') return true;
  return (
    around?.type === 'binary_expression' &&
    /^[!=]=$/.test(childOf(around, 'operator')?.type ?? '') &&
    // Whether there is one is no code.
    around.children.some(
      (one) => one !== value && /string_literal$|^identifier$/.test(one.type) && !isEmptyText(one),
    )
  );
}

const isEmptyText = ({ type, start, end }: SyntaxNode): boolean =>
  type.endsWith('string_literal') && end - start === 2;

/** What the tag of a field calls it in JSON. */
function nameOfTag(field: SyntaxNode, to: AnswerText['to']): string | undefined {
  const tag = childOf(field, 'tag');
  return tag && /json:"(\w+)/.exec(to.written(tag))?.[1];
}

/** What Go calls a name of the API. */
const inGo = (name: string): string => nameInSdk(name, 'PascalCase');
