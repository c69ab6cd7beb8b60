import { changesOf, type Step, stepsAt } from './changes.ts';
import { endpointsOf } from './endpoints.ts';

/** What became of a field that requests of v1 had. */
export interface EarlierField {
  /** Its place in the body of v2; undefined: v2 has nothing like it. */
  readonly to: string | undefined;
  /** True when the value goes there as it is. */
  readonly same: boolean;
  /** For a user: what else is to be known. */
  readonly note: string | undefined;
}

/**
 * What became of the field at `place` (`ratelimit`, `keys[].ownerId`) of the requests that `operation` of v2 replaces.
 * Undefined when none of them is known to have changed it.
 */
export function earlierField(operation: string, place: string): EarlierField | undefined {
  for (const { operation: earlier, method, successor } of endpointsOf('v1')) {
    if (successor?.operation !== operation) continue;
    const [step] = stepsAt(changesOf(earlier, method)?.steps ?? [], place);
    const became = step && outcomeOf(step, place);
    if (became) return became;
  }
  return undefined;
}

function outcomeOf(step: Step, place: string): EarlierField | undefined {
  const { note } = step;
  const list = place.slice(0, place.lastIndexOf('[].') + 1);
  const inList = (to: string): string => (list === '' ? to : `${list}].${to}`);
  switch (step.kind) {
    case 'move': {
      const whole = inList(step.from) === place;
      return { to: inList(step.to), same: whole && note === undefined, note };
    }
    case 'append':
      return { to: inList(step.to), same: false, note };
    case 'permissionQuery':
      return { to: inList(step.to), same: false, note };
    case 'drop':
      return { to: undefined, same: false, note };
    default:
      return undefined;
  }
}
