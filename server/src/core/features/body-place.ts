import { apiName } from '../sdk/naming.ts';
import type { BodyContext } from './request-context.ts';
import { ITEM, type ObjectPlace, placeIn } from './request-context-object.ts';

/**
 * Where the cursor is in a body, its fields named as the API names them; undefined where there is no body yet, and where
 * neither a field nor a value is due.
 */
export function placeInBody(context: BodyContext): ObjectPlace | undefined {
  const { source, root, index, notation, outer = 0 } = context;
  const place =
    context.place ?? (root === undefined ? undefined : placeIn(source.text, root, index, notation.syntax));
  if (!place || place.path.length < outer) return undefined;
  const named = (name: string): string => (name === ITEM ? name : apiName(name, notation.naming));
  return {
    ...place,
    path: place.path.slice(outer).map(named),
    written: new Set([...place.written].map(named)),
  };
}
