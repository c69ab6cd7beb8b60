import { HOLE, type Range, type SourceText } from '../../source.ts';
import type { Environment } from './environment.ts';
import type { Site } from './reaching.ts';
import type { Command } from './syntax.ts';
import { literalOf } from './syntax.ts';

/** What makes seconds milliseconds. */
const CONVERTED = /000|1e3|%[36]?N/;
const CLOCK = /\bdate\b[^)]*\+["']?%s["']?\s*\)|\bEPOCHSECONDS\b/;

/** The places of unknown values that are times in seconds since 1970. */
export class Times {
  private readonly places = new Set<string>();

  constructor(private readonly environment: Environment) {}

  add(place: Range): void {
    this.places.add(keyOf(place));
  }

  isAt(place: Range): boolean {
    return this.places.has(keyOf(place));
  }

  /** True for a text that is a time and nothing else. */
  has(text: SourceText): boolean {
    return this.places.size > 0 && text.text === HOLE && this.isAt(text.range());
  }

  /** True for a formula that adds something to a time: `$(date +%s) + 3600`, `now + 60`. */
  isSum(formula: string, site: Site): boolean {
    if (CONVERTED.test(formula)) return false;
    if (CLOCK.test(formula)) return true;
    const names = formula.match(/[A-Za-z_]\w*/g) ?? [];
    return names.slice(0, 8).some((name) => {
      const value = this.environment.named(name, site);
      return value !== undefined && this.has(value);
    });
  }
}

const keyOf = ({ start, end }: Range): string => `${start} ${end}`;

/** `date -d '+1 day' +%s` */
export function isClock(commands: readonly Command[]): boolean {
  const [only, ...others] = commands;
  if (!only || others.length > 0 || !/^g?date$/.test(literalOf(only.words[0]) ?? '')) return false;
  return only.words.some((word) => literalOf(word) === '+%s');
}
