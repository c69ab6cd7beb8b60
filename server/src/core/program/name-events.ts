import type { Expression } from '../expression.ts';
import type { SyntaxNode } from '../syntax.ts';
import type { Declared, Lowering } from './grammar.ts';

/** One place where a name is declared or given a value. */
export interface NameEvent {
  readonly declared: Declared;
  /** The statement it belongs to ends here: what stands behind sees the value. */
  readonly end: number;
}

/** False for an event that only declares a name, or gives it a value that is not known. */
export const hasValue = (event: NameEvent): boolean =>
  'value' in event.declared && event.declared.value !== undefined;

/** The value that is given. */
export const valueIn = (event: NameEvent): SyntaxNode | Expression | undefined =>
  'value' in event.declared ? event.declared.value : undefined;

/** The type that is written. */
export const typeOf = (event: NameEvent): string | undefined =>
  'type' in event.declared ? event.declared.type : undefined;

/** The next event of the name behind `event`, in the text. */
export function nextAfter(event: NameEvent, events: readonly NameEvent[]): NameEvent | undefined {
  return events
    .filter((e) => e.declared.node.start > event.declared.node.start)
    .reduce<NameEvent | undefined>(
      (a, b) => (a && a.declared.node.start < b.declared.node.start ? a : b),
      undefined,
    );
}

/** The expression of a value that is declared. */
export function valueExpression(
  to: Lowering,
  value: SyntaxNode | Expression | undefined,
): Expression | undefined {
  if (!value) return undefined;
  return 'kind' in value ? value : to.expression(value);
}

/** Without those that give nothing, where others give something: `self._session = None`. */
export function withoutNothing(to: Lowering, events: readonly NameEvent[]): readonly NameEvent[] {
  if (events.length < 2) return events;
  const others = events.filter(
    (e) => !/^(?:null|undefined)$/.test(valueExpression(to, valueIn(e))?.kind ?? ''),
  );
  return others.length > 0 ? others : events;
}
