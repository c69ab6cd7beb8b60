import type { Range } from '../../source.ts';
import type { Argument } from './argument.ts';

/** How a program reads its arguments. */
export interface OptionTable {
  /** Whether the long option, without its dashes, takes a value; undefined for one that the program does not have. */
  readonly takesValue: (name: string) => boolean | undefined;
  /** Long names of short options. */
  readonly short: Readonly<Record<string, string>>;
  /** Short options without a value that say nothing about the request. */
  readonly switches: string;
  /** True where `--name=value` is one argument. */
  readonly equals: boolean;
}

/** One thing that the arguments of a program say. */
export type Item =
  | {
      readonly kind: 'option';
      readonly name: string;
      /** Undefined for an option without a value. */
      readonly value: Argument | undefined;
      /** Where the option is written. */
      readonly at: Range;
      readonly conditional: boolean;
    }
  | { readonly kind: 'operand'; readonly argument: Argument }
  /** An option that nobody knows, a variable that may stand for anything. */
  | { readonly kind: 'unknown'; readonly argument: Argument };

/** Takes the arguments of a program apart, in the order of their writing. */
export function readItems(args: readonly Argument[], table: OptionTable): Item[] {
  const items: Item[] = [];
  let onlyOperands = false;
  for (let i = 0; i < args.length; i++) {
    const argument = args[i]!;
    const { text } = argument.value;
    if (argument.opaque) items.push({ kind: 'unknown', argument });
    else if (onlyOperands || !text.startsWith('-') || text === '-') items.push({ kind: 'operand', argument });
    else if (text === '--') onlyOperands = true;
    else if (text.startsWith('--')) {
      const equals = table.equals ? text.indexOf('=') : -1;
      const name = text.slice(2, equals < 0 ? undefined : equals);
      const takes = table.takesValue(name);
      const value = equals >= 0 ? behind(argument, equals + 1) : takes ? args[++i] : undefined;
      if (takes === undefined || (takes && !value)) items.push({ kind: 'unknown', argument });
      else items.push({ kind: 'option', name, value, ...placed(argument, value) });
    } else i = cluster(args, i, table, items);
  }
  return items;
}

/** Short options that share a dash: `-sSfX POST`. Gives the index of the last argument used. */
function cluster(args: readonly Argument[], index: number, table: OptionTable, items: Item[]): number {
  const argument = args[index]!;
  const { text } = argument.value;
  for (let at = 1; at < text.length; at++) {
    const name = table.short[text[at]!];
    if (name === undefined) {
      if (!table.switches.includes(text[at]!)) items.push({ kind: 'unknown', argument });
    } else if (table.takesValue(name)) {
      const glued = at + 1 < text.length;
      const value = glued ? behind(argument, at + 1) : args[index + 1];
      if (value) items.push({ kind: 'option', name, value, ...placed(argument, value) });
      else items.push({ kind: 'unknown', argument });
      return glued ? index : index + 1;
    } else items.push({ kind: 'option', name, value: undefined, ...placed(argument, undefined) });
  }
  return index;
}

const placed = (option: Argument, value: Argument | undefined) => ({
  at: option.range,
  conditional: option.conditional || value?.conditional === true,
});

/** What stands in an argument behind its first `from` characters. */
export function behind(argument: Argument, from: number): Argument {
  const value = argument.value.slice(from);
  return {
    ...argument,
    value,
    guess: argument.guess.slice(from),
    local: argument.local.slice(from),
    localGuess: argument.localGuess.slice(from),
    range: value.range(),
    opaque: false,
  };
}

/** A set of the words of a text. */
export const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));
