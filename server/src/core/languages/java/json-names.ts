import type { Attribute, JsonShape, Span, TextExpression } from '../../expression.ts';
import type { Lowering } from '../../program/grammar.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';

/** How libraries are told to write other names than those of the fields. */
const RENAMING =
  /PropertyNamingStrateg|FieldNamingPolicy|FieldNamingStrategy|@JsonNaming|PropertyNamingStrategy/;

/** `@JsonProperty("api_id")` and its like. */
const NAMING = /^(?:JsonProperty|SerializedName|JsonbProperty|JSONField|Json)$/;

/** How the members of a class are called in JSON, as far as the text says. */
export function shapeOf(
  fields: readonly { readonly name: string; readonly node: SyntaxNode }[],
  to: Lowering,
): JsonShape {
  const names = new Map<string, string | undefined>();
  const places = new Map<string, Span>();
  const attributes = new Map<string, Attribute>();
  const { text } = to.source;
  const imported = /\bimport\s+com\.fasterxml\.jackson\.annotation\.(?:\*|JsonIgnore)\s*;/.test(text);
  const ignore = imported ? '@JsonIgnore' : '@com.fasterxml.jackson.annotation.JsonIgnore';
  const renames = RENAMING.test(to.source.text);
  for (const { name, node } of fields) {
    const holder = node.parent?.type === 'variable_declarator' ? node.parent.parent : node.parent;
    const annotations = holder?.children.find((c) => c.type === 'modifiers')?.children ?? [];
    let own: TextExpression | undefined;
    for (const annotation of annotations) {
      const word = childOf(annotation, 'name');
      const kind = word ? to.written(word).split('.').at(-1)! : '';
      if (kind === 'JsonIgnore' || kind === 'JsonbTransient') names.set(name, undefined);
      if (!NAMING.test(kind)) continue;
      own = nameGiven(annotation, to) ?? own;
      if (kind === 'JsonProperty')
        attributes.set(name, { start: annotation.start, end: annotation.end, skipped: ignore });
    }
    const at = holder?.start;
    if (!own && at !== undefined && /\bjackson\b/.test(text))
      attributes.set(name, {
        start: at,
        end: at,
        named: [
          `@${/\bJsonProperty;/.test(text) ? '' : 'com.fasterxml.jackson.annotation.'}JsonProperty("`,
          '") ',
        ],
        skipped: `${ignore} `,
      });
    if (own) {
      names.set(name, own.value.text);
      places.set(own.value.text, { start: own.start + 1, end: own.end - 1 });
    } else if (renames && !names.has(name)) return { always: [] };
  }
  return { names, always: [], places, attributes };
}

/** The text among the arguments of an annotation that names a member: the only one, or that called `value` or `name`. */
function nameGiven(annotation: SyntaxNode, to: Lowering): TextExpression | undefined {
  for (const argument of childOf(annotation, 'arguments')?.children ?? []) {
    const key = argument.type === 'element_value_pair' ? childOf(argument, 'key') : undefined;
    if (key && !/^(?:value|name)$/.test(to.written(key))) continue;
    const text = to.expression(
      argument.type === 'element_value_pair' ? childOf(argument, 'value') : argument,
    );
    if (text.kind === 'text' && text.closed && text.value.length > 0) return text;
  }
  return undefined;
}
