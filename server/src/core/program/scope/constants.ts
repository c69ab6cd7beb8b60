import type { Binding } from '../../binding.ts';
import { type Expression, type ObjectEntry, unknownAt } from '../../expression.ts';
import type { Held } from '../../scope.ts';
import { SourceText } from '../../source.ts';
import { headerConstant } from '../headers.ts';
import { hasValue, valueExpression } from '../name-events.ts';
import type { ProgramScope } from '../scope.ts';
import { type Found, known } from './found.ts';

/** The constants of a class or enumeration of the text, as an object. */
export function constantsOf(scope: ProgramScope, name: string): Found | undefined {
  const fields = scope.names.fields.get(name);
  if (!fields) return undefined;
  const node = scope.names.classes.get(name)?.node;
  if (!node) return undefined;
  const entries = [...fields].flatMap(([key, events]) => {
    const valued = events.filter(hasValue);
    const value =
      valued.length === 1 && 'value' in valued[0]!.declared
        ? valueExpression(scope.to, valued[0]!.declared.value)
        : undefined;
    if (!value) return [];
    const span = scope.to.span(valued[0]!.declared.node);
    const written = SourceText.decoded(key, scope.to.source.range(span.start, span.end));
    return [
      {
        kind: 'member' as const,
        key: { kind: 'text' as const, value: written, closed: true, ...span },
        value,
      },
    ];
  });
  // It may have more: fields without a value, or those of what it is made from.
  const value: Expression = { kind: 'object', entries, intact: false, start: node.start, end: node.end };
  return known(value);
}

/** What is known of an object of a class of the text, made elsewhere: what the class gives all of them. */
export function ofClass(scope: ProgramScope, binding: Binding): Binding {
  const isKnown = binding.kind !== 'instance' || binding.value !== undefined;
  const made = isKnown ? undefined : constantsOf(scope, binding.type)?.binding;
  if (made?.kind !== 'value' || made.value.kind !== 'object') return binding;
  const entries = made.value.entries.map((entry): ObjectEntry => {
    const { start, end } = entry.value;
    const first = unknownAt(entry.value);
    return { ...entry, value: { kind: 'choice', how: 'fallback', first, second: entry.value, start, end } };
  });
  // How it is written as JSON is another matter.
  return { ...made, value: { ...made.value, entries, shape: { always: [] } } };
}

/**
 * A property of what `holder` stands for: a text itself, a part of a URL, the name of a header, a constant of a class
 * inside of another one (`Config.Paths.LIMIT`).
 */
export function propertyOf(
  scope: ProgramScope,
  holder: Expression,
  property: string,
  object: Expression,
): Held | undefined {
  const isItself = scope.grammar.itself?.has(property) && /^(?:text|template|number)$/.test(holder.kind);
  const part = isItself ? holder : partOfUrl(scope, holder, property);
  if (part) return { binding: known(part).binding, frame: undefined };
  const header = object.kind === 'name' && /Header/.test(object.name) ? headerConstant(property) : undefined;
  if (header !== undefined) {
    const { start, end } = object;
    const value = SourceText.decoded(header, scope.to.source.range(start, end));
    const text: Expression = { kind: 'text', value, closed: true, start, end };
    return { binding: known(text).binding, frame: undefined };
  }
  const name = object.kind === 'member' ? object.property : undefined;
  const binding = name === undefined ? undefined : constantsOf(scope, name)?.binding;
  if (binding?.kind !== 'value' || binding.value.kind !== 'object') return undefined;
  const member = binding.value.entries.find(
    (e) => e.kind === 'member' && e.key.kind === 'text' && e.key.value.text === property,
  );
  return member && { binding: { ...binding, value: member.value }, frame: undefined };
}

/** `uri.host` of a text that is a URL. */
function partOfUrl(scope: ProgramScope, holder: Expression, property: string): Expression | undefined {
  const { urlParts = {} } = scope.grammar;
  const part = Object.hasOwn(urlParts, property) ? urlParts[property] : undefined;
  if (!part || !/^(?:text|template|reference)$/.test(holder.kind)) return undefined;
  const url = scope.values.text(holder, true);
  const authority = /^[a-z\uFFFC]+:\/\/([^/?#]*)|^\uFFFC/i.exec(url.text);
  if (!authority) return undefined;
  const end = authority[0].length;
  const value =
    part === 'host' ? url.slice(end - (authority[1] ?? authority[0]).length, end) : url.slice(end);
  const { start, end: last } = holder;
  // A piece that is not known is a hole of the text.
  return { kind: 'text', value, closed: true, start, end: last };
}

/** What is known of a value by its type alone. */
export function instanceOf(scope: ProgramScope, type: string): Binding {
  const value = scope.grammar.typeValue?.(type, scope.to);
  return value ? { kind: 'instance', type, value } : { kind: 'instance', type };
}
