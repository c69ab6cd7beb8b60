import { PUSHED } from '../../binding.ts';
import type { Expression } from '../../expression.ts';
import { memberExpression } from '../../program/expressions.ts';
import type { Lowering } from '../../program/grammar.ts';
import { SourceText } from '../../source.ts';
import type { SyntaxNode } from '../../syntax.ts';

/** `\GuzzleHttp\Psr7\Request` as a path. */
export function qualified(node: SyntaxNode, to: Lowering): Expression | undefined {
  let at = node.start;
  let path: Expression | undefined;
  for (const part of to.written(node).split('\\')) {
    const span = { start: at, end: at + part.length };
    at = span.end + 1;
    if (part === '') continue;
    path = path
      ? { kind: 'member', object: path, property: part, propertySpan: span, start: node.start, end: span.end }
      : { kind: 'name', name: part, ...span };
  }
  return path && { ...path, ...to.span(node) };
}

/** `$object->name`, `Owner::$name`; `node` is the whole of it. */
export function member(
  object: SyntaxNode | undefined,
  name: SyntaxNode | undefined,
  node: SyntaxNode,
  to: Lowering,
): Expression | undefined {
  if (!object || !name) return undefined;
  const isStatic = node.type === 'scoped_property_access_expression';
  if (name.type !== 'name' && !isStatic) return undefined;
  // `Endpoint::VerifyKey->value` of an enumeration.
  if (to.written(name) === 'value' && object.type === 'class_constant_access_expression')
    return to.expression(object);
  return memberExpression(object, name, to.span(node), to);
}

/** `Owner::NAME` */
export function constant(node: SyntaxNode, to: Lowering): Expression | undefined {
  const [owner, name] = node.children;
  if (!owner || !name || name.type !== 'name') return undefined;
  const property = to.written(name);
  // Names of Guzzle's options: https://docs.guzzlephp.org/en/stable/request-options.html
  if (/(?:^|\\)RequestOptions$/.test(to.written(owner))) {
    const value = SourceText.decoded(property.toLowerCase(), to.source.range(name.start, name.end));
    return { kind: 'text', value, closed: true, ...to.span(node) };
  }
  return {
    kind: 'member',
    object: to.expression(owner),
    property,
    propertySpan: to.span(name),
    ...to.span(node),
  };
}

/** `$object['name']`, `$list[]` */
export function subscript(node: SyntaxNode, to: Lowering): Expression | undefined {
  const [holder, index] = node.children;
  if (!holder) return undefined;
  const object = to.expression(holder);
  const span = to.span(node);
  // `$list[] = …`
  if (!index)
    return {
      kind: 'member',
      object,
      property: PUSHED,
      propertySpan: { start: holder.end, end: node.end },
      ...span,
    };
  // `"$map[key]"`
  if (index.type === 'name' && /^(?:encapsed_string|heredoc_body)$/.test(node.parent?.type ?? '')) {
    return { kind: 'member', object, property: to.written(index), propertySpan: to.span(index), ...span };
  }
  const key = keyOf(index, to);
  if (key.kind !== 'text' || !key.closed) return { kind: 'element', object, index: key, ...span };
  const quote = /string$/.test(index.type) ? 1 : 0;
  const propertySpan = { start: key.start + quote, end: key.end - quote };
  return { kind: 'member', object, property: key.value.text, propertySpan, ...span };
}

/** A key; constants of curl stand for themselves. */
export function keyOf(node: SyntaxNode, to: Lowering): Expression {
  const name = /(?:^|\\)(CURL\w+)$/.exec(to.written(node))?.[1];
  if (name === undefined || node.type === 'string') return to.expression(node);
  const value = to.source.slice(node.end - name.length, node.end);
  return { kind: 'text', value, closed: true, ...to.span(node) };
}
