import { signatureOf } from '../calls.ts';
import type { ObjectSchema } from '../catalogue/schema.ts';
import { nameInSdk } from '../sdk/naming.ts';
import type { Analysis } from '../service.ts';
import { placeInBody } from './body-place.ts';
import { leastFields, schemasAt, typeName } from './complete-schema.ts';
import { requestContextAt } from './request-context.ts';
import { ITEM, type ObjectPlace } from './request-context-object.ts';

/** The body an endpoint takes, written as a function's parameters. */
export interface Signature {
  /** `POST /v2/keys.getKey(keyId: string, decrypt?: boolean)` */
  readonly label: string;
  readonly parameters: readonly SignatureParameter[];
  /** Index of the parameter to fill in next, or of the one being filled in; undefined when every required one is there. */
  readonly active: number | undefined;
}

/** One field in the help for a body. */
export interface SignatureParameter {
  readonly name: string;
  /** Where it stands in the label: UTF-16 indexes, half-open. */
  readonly start: number;
  readonly end: number;
}

/** The fields of the request body that the cursor is in; undefined outside of bodies of known endpoints. */
export function signature(analysis: Analysis, offset: number): Signature | undefined {
  const context = requestContextAt(analysis, offset);
  if (context?.part !== 'body' || !context.endpoint.body) return undefined;
  const { endpoint, source, root, notation } = context;
  const place = placeInBody(context);
  if (root !== undefined && !place) return undefined;
  // A body that is a list takes its items' fields.
  const listed = endpoint.body!.type === 'array';
  const top = schemasAt(endpoint.body!, listed ? [ITEM] : []).find((s) => s.type === 'object');
  if (!top) return undefined;
  const least = leastFields(top);
  const names = [...least, ...Object.keys(top.fields).filter((name) => !least.includes(name))];
  let label = `${signatureOf(endpoint)}(`;
  const parameters = names.map((field, i) => {
    if (i > 0) label += ', ';
    const start = label.length;
    const name = nameInSdk(field, notation.naming);
    label += `${name}${top.required.includes(field) ? '' : '?'}: ${typeName(top.fields[field]!)}`;
    return { name, start, end: label.length };
  });
  const active = activeName(top, place, source.text, listed ? 1 : 0);
  const at = active === undefined ? -1 : names.indexOf(active);
  return { label: `${label})`, parameters, active: at < 0 ? undefined : at };
}

/** The field under the cursor while its value is still empty, else the next required one that is missing. */
function activeName(
  top: ObjectSchema,
  place: ObjectPlace | undefined,
  text: string,
  depth: number,
): string | undefined {
  const least = leastFields(top);
  if (!place) return least[0];
  const around = place.path.length > depth ? place.path[depth] : undefined;
  const { token } = place;
  const isFlat = place.path.length - (place.position === 'value' ? 1 : 0) <= depth;
  const empty = !token || /^["'`]*$/.test(text.slice(token.start, token.end));
  if (around !== undefined && (!isFlat || empty)) return around;
  return least.find((name) => !place.written.has(name)) ?? around;
}
