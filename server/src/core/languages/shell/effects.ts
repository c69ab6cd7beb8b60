import type { AssignedValue, Command, Word } from './syntax.ts';
import { literalOf } from './syntax.ts';

/** Commands whose arguments are assignments. */
export const DECLARERS: ReadonlySet<string> = new Set(['export', 'local', 'declare', 'readonly', 'typeset']);

/** A variable that a command gives a value. */
export interface Effect {
  readonly name: string;
  readonly value: AssignedValue;
}

/** The variables that a command declares: for its function alone, for the programs that are run. */
export function declaredBy(
  { words, assignments }: Command,
  fish: boolean,
): { readonly names: readonly string[]; readonly isLocal: boolean; readonly isExported: boolean } {
  const first = literalOf(words[0]) ?? '';
  const sets = first === 'set' && fish;
  if (!DECLARERS.has(first) && !sets) return { names: [], isLocal: false, isExported: false };
  const written = words.slice(1).map((w) => literalOf(w) ?? '');
  const has = (flag: string): boolean => written.some((w) => w.startsWith('-') && w.includes(flag));
  return {
    names: [...assignments.map((a) => a.name), ...written],
    isLocal: first === 'local' || (/^(?:declare|typeset)$/.test(first) && !has('g')),
    isExported: first === 'export' || sets || has('x'),
  };
}

const UNKNOWN: AssignedValue = { kind: 'unknown' };
/** Options of `read` that take a value. */
const READ_OPTION = /^-[A-Za-z]*[adinNptu]$/;

/** The variables that a command sets other than by `NAME=value`. */
export function effectsOf(command: Command, fish: boolean): Effect[] {
  const { words } = command;
  switch (literalOf(words[0])) {
    case 'read':
      return readNames(command);
    case 'printf': {
      const at = words.findIndex((w) => literalOf(w) === '-v');
      const name = literalOf(words[at + 1]);
      const format = words[at + 2];
      if (at !== 1 || !name || !format) return [];
      return [{ name, value: { kind: 'formatted', format, args: words.slice(at + 3) } }];
    }
    case 'mapfile':
    case 'readarray':
    case 'unset':
    case 'getopts':
    case 'let':
      return words.slice(1).flatMap((w) => unknownName(literalOf(w)));
    case 'set':
      return fish ? fishVariable(words) : positionals(words);
    case 'shift':
      return [];
    default:
      return [];
  }
}

const unknownName = (text: string | undefined): Effect[] => {
  const name = /^[A-Za-z_]\w*/.exec(text ?? '')?.[0];
  return name === undefined ? [] : [{ name, value: UNKNOWN }];
};

/** `read -r NAME`; `read -r -d '' NAME <<EOF` takes all there is. */
function readNames(command: Command): Effect[] {
  const names: string[] = [];
  let everything = false;
  for (let i = 1; i < command.words.length; i++) {
    const text = literalOf(command.words[i]) ?? '';
    if (READ_OPTION.test(text)) {
      if (text.endsWith('d') && literalOf(command.words[i + 1]) === '') everything = true;
      if (text.endsWith('a')) names.push(literalOf(command.words[i + 1]) ?? '');
      i++;
    } else if (!text.startsWith('-')) names.push(text);
  }
  const value: AssignedValue =
    everything && names.length === 1 && command.pipedFrom === undefined
      ? { kind: 'input', command }
      : UNKNOWN;
  return names.flatMap((name) => (/^[A-Za-z_]\w*$/.test(name) ? [{ name, value }] : []));
}

/** `set -- a b` */
function positionals(words: readonly Word[]): Effect[] {
  if (literalOf(words[1]) !== '--') return [];
  return [{ name: '@', value: { kind: 'array', words: words.slice(2) } }];
}

/** `set -gx NAME value` of fish. */
function fishVariable(words: readonly Word[]): Effect[] {
  const at = words.findIndex((w, i) => i > 0 && !literalOf(w)?.startsWith('-'));
  const name = literalOf(words[at]);
  if (at < 1 || !name || !/^[A-Za-z_]\w*$/.test(name)) return [];
  const flags = words.slice(1, at).map((w) => literalOf(w) ?? '');
  if (flags.some((f) => /^-[a-zA-Z]*[eqSn]|^--(?:erase|query|append|prepend)/.test(f)))
    return flags.some((f) => /q|S|query/.test(f)) ? [] : [{ name, value: UNKNOWN }];
  const values = words.slice(at + 1);
  const [only] = values;
  return [
    {
      name,
      value: values.length === 1 && only ? { kind: 'word', word: only } : { kind: 'array', words: values },
    },
  ];
}
