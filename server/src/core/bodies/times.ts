import { nameInSdk } from '../sdk/naming.ts';
import { type Flaw, numberFix } from './flaw.ts';
import type { BodyValue } from './values.ts';

/** What messages begin with about values that are taken for a time long ago. */
const SECONDS = 'This is in seconds.';
const EXPIRED = 'The key would have expired in';

/** True for the message about a value that the server takes, although something else was meant. */
export const isOfTakenTime = (message: string): boolean =>
  message.startsWith(SECONDS) || message.startsWith(EXPIRED);

/** Fields that take a point in time, in milliseconds since 1970. */
const TIMES: ReadonlySet<string> = new Set(['expires', 'startTime', 'endTime']);
/** Fields that take how long from now, in milliseconds. */
const PERIODS: ReadonlySet<string> = new Set(['expiration']);
/** Seconds of 2001 to 2286, and milliseconds of 1973. */
const FIRST_SECONDS = 1e9;
const LAST_SECONDS = 1e10;
const FIRST_MILLISECONDS = 1e11;
/** Milliseconds of 2001: as a period, more than thirty years. */
const SURELY_A_TIME = 1e12;

/** True for a field that takes a point in time. */
export const isTime = ({ path, schema }: BodyValue): boolean =>
  schema.type === 'integer' && TIMES.has(path.at(-1) ?? '');

/** A time in another unit than milliseconds since 1970, or a point in time for a period. */
export function timeFlaw(value: BodyValue): Flaw | undefined {
  const { json, path, naming } = value;
  const name = path.at(-1) ?? '';
  const shown = nameInSdk(name, naming);
  if (json.kind === 'number' && PERIODS.has(name) && json.value >= SURELY_A_TIME)
    return {
      range: json.range,
      message: `This is a point in time. ${shown} takes the milliseconds from now on.`,
    };
  if (!isTime(value)) return undefined;
  if (json.kind === 'dynamic') {
    return json.unit === 'seconds'
      ? { range: json.range, message: `${SECONDS} ${shown} takes milliseconds.` }
      : undefined;
  }
  if (json.kind !== 'number' || json.value < 0 || json.value >= FIRST_MILLISECONDS) return undefined;
  if (json.value >= FIRST_SECONDS && json.value < LAST_SECONDS) {
    const milliseconds = Math.round(json.value * 1000);
    return {
      range: json.range,
      message: `${SECONDS} ${shown} takes milliseconds: ${milliseconds}.`,
      fix: numberFix(value, milliseconds),
    };
  }
  // Everything since the beginning may be asked for.
  if (name !== 'expires') return undefined;
  return {
    range: json.range,
    message:
      json.value === 0
        ? `${EXPIRED} 1970. Leave ${shown} out for a key that never does.`
        : `${EXPIRED} the 1970s. ${shown} takes the moment in milliseconds since 1970, not a period.`,
  };
}
