import type { Step } from '../catalogue/changes.ts';
import type { Draft } from './draft.ts';
import { fieldsOf, listCode, memberNames } from './limit-code.ts';

/** An object that one other is spread into. */
const SPREAD = /^\{([^{}]*?)\.\.\.\s*([\w$.[\]'"]+(?:\([\w$.,\s'"]*\))?)\s*(?:,([^{}]*))?\}$/;

/** The code of what is spread into an object, and the members that are written before and behind it. */
interface Spread {
  readonly code: string;
  readonly before: ReadonlyMap<string, string>;
  readonly behind: ReadonlyMap<string, string>;
}

/** What is spread into an object, if that is one other; undefined for other values. */
export function spreadIn(value: Draft, document: string): Spread | undefined {
  if (value.kind !== 'object' || !value.json) return undefined;
  const { start, end } = value.json.range;
  const [, ahead, code, rest = ''] = SPREAD.exec(document.slice(start, end)) ?? [];
  if (ahead === undefined || code === undefined) return undefined;
  const [before, behind] = [fieldsOf(`{${ahead}}`), fieldsOf(`{${rest}}`)];
  return before && behind && { code, before, behind };
}

/**
 * Code of JavaScript for the list that v2 has in the place of an object that another one is spread into: what is not
 * written in it is read of that one. Undefined where that is not certain.
 */
export function spreadLimitCode(
  value: Draft,
  step: Step & { readonly kind: 'append' },
  document: string,
): string | undefined {
  const spread = spreadIn(value, document);
  const names = spread && memberNames(spread.code, step, document);
  if (!spread || !names) return undefined;
  const { code, before, behind } = spread;
  // What is spread replaces what is written before it.
  if (Object.values(step.members).some((sources) => sources.some((name) => before.has(name))))
    return undefined;
  return listCode(
    new Map([...names.map((name) => [name, `${code}.${name}`] as const), ...behind]),
    step,
    document,
  );
}
