import type { Expression } from './expression.ts';

/** Whether a resolved value counts as true; undefined where that is not known. */
export function truthOf(value: Expression): boolean | undefined {
  switch (value.kind) {
    case 'text':
      return value.closed ? value.value.text !== '' : undefined;
    case 'template':
      return value.parts.some((part) => part.kind === 'text' && part.value.text !== '') ? true : undefined;
    case 'number':
      return value.value !== 0;
    case 'boolean':
      return value.value;
    case 'null':
    case 'undefined':
      return false;
    case 'object':
      // What is empty and may be a list counts as false in some languages.
      return value.list ? undefined : true;
    case 'array':
    case 'function':
    case 'json':
    case 'reference':
      return true;
    case 'call':
      return value.constructs ? true : undefined;
    default:
      return undefined;
  }
}

const isMissing = (value: Expression): boolean => value.kind === 'null' || value.kind === 'undefined';

/** Whether two resolved values are the same; a value that is missing is so in any way. Undefined: not known. */
export function sameValue(a: Expression, b: Expression): boolean | undefined {
  if (isMissing(a) && isMissing(b)) return true;
  if (isMissing(a)) return truthOf(b) === undefined ? undefined : false;
  if (isMissing(b)) return truthOf(a) === undefined ? undefined : false;
  if (a.kind === 'text' && b.kind === 'text' && a.value.isLiteral && b.value.isLiteral)
    return a.value.text === b.value.text;
  if ((a.kind === 'number' || a.kind === 'boolean') && a.kind === b.kind) return a.value === b.value;
  return undefined;
}

/** True for what adds nothing where it is spread. */
export const isNothing = (value: Expression): boolean =>
  isMissing(value) ||
  (value.kind === 'boolean' && !value.value) ||
  (value.kind === 'object' && value.entries.length === 0 && value.intact);
