import type { TextEdit } from '../../../model.ts';
import type { SdkPart } from '../../../sdk/program.ts';
import { generationOf } from '../../../sdk/version.ts';
import type { Range } from '../../../source.ts';
import type { Reading } from '../reading.ts';
import { tokenAt } from '../tokens.ts';
import { importEdit } from './clients.ts';
import { builtPermissions } from './permissions.ts';
import type { ProgramItem } from './programs.ts';
import { variableUses } from './variable-uses.ts';

/** `import { … } from '@unkey/api'`, types left aside where they are imported as such. */
const IMPORTED =
  /\bimport\s+(?:type\s+)?(?:[\w$]+\s*,\s*)?\{([^{}]*)\}\s*from\s*["'](?:npm:)?@unkey\/api(?:@[^"'/]*)?["']/g;
/** What both releases export, and what is replaced where it is called. */
const KNOWN = /^(?:type\s+)?(?:Unkey|verifyKey)(?:\s+as\s+[\w$]+)?$/;

/** Functions of v1 that build what permissions a key needs. */
const BUILDERS = /^(?:and|or)$/;

/** What becomes of the imports of `@unkey/api`, as far as no call does: names that v2 does not export. */
export function importParts(reading: Reading, items: readonly ProgramItem[]): readonly SdkPart[] {
  if (items.some(({ sdk }) => sdk.generation === 'v2')) return unusedPart(reading, items);
  const { source } = reading;
  const built = items.flatMap(({ call }) => builtPermissions(reading, call)?.range ?? []);
  const others = [...source.text.matchAll(IMPORTED)].flatMap((found): SdkPart[] => {
    const range = source.range(found.index, found.index + found[0].length);
    const names = namesOf(found);
    const gone = names.filter((one) => isGone(reading, one, built));
    const other = names.find(
      (one) => !gone.includes(one) && !KNOWN.test(one.written) && !isType(found[0], one.written),
    );
    const part = { range, isOld: false, notes: [] };
    if (other)
      return [
        {
          ...part,
          from: other.name,
          to: other.name,
          edits: [],
          obstacle: `@unkey/api v2 does not export \`${other.name}\`. Replace it, then migrate the file.`,
        },
      ];
    if (gone.length === 0) return [];
    return [{ ...part, from: gone[0]!.name, to: 'Unkey', edits: withoutNames(reading, found, names, gone) }];
  });
  return [...others, ...unusedPart(reading, items)];
}

/** A name that a statement imports: as it is written, and where in the text. */
interface Imported {
  readonly written: string;
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

function namesOf(statement: RegExpExecArray): readonly Imported[] {
  const inside = statement.index + statement[0].indexOf('{') + 1;
  return [...statement[1]!.matchAll(/[^\s,][^,]*?(?=\s*(?:,|$))/g)].map(({ 0: written, index }) => {
    const start = inside + index;
    return { written, name: bareName(written), start, end: start + written.length };
  });
}

/** True for what builds permissions only where they are written anew, and for types of v1 that nothing uses. */
function isGone(reading: Reading, { name, written, start }: Imported, built: readonly Range[]): boolean {
  const { tokens, source } = reading;
  const isBuilder = BUILDERS.test(name) && name === written;
  if (!isBuilder && !TYPES.test(name)) return false;
  const declared = tokenAt(tokens, start + written.lastIndexOf(name));
  const uses = variableUses(reading, declared).map((at) =>
    source.range(tokens.starts[at]!, tokens.ends[at]!),
  );
  return uses.every((use) => isBuilder && built.some((one) => one.start <= use.start && one.end >= use.end));
}

/** Takes names out of an import, or the whole of it where none is left. */
function withoutNames(
  { source }: Reading,
  statement: RegExpExecArray,
  names: readonly Imported[],
  gone: readonly Imported[],
): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  const remove = (start: number, end: number) => edits.push({ range: source.range(start, end), newText: '' });
  if (gone.length === names.length && /^import\s+(?:type\s+)?\{/.test(statement[0])) {
    const end = statement.index + statement[0].length;
    remove(statement.index, end + /^;?(?:\r?\n)?/.exec(source.text.slice(end, end + 3))![0].length);
    return edits;
  }
  for (let i = 0; i < names.length; i++) {
    if (!gone.includes(names[i]!)) continue;
    let next = i;
    while (next < names.length && gone.includes(names[next]!)) next++;
    const before = names[i - 1];
    // What imports the class in the place of `verifyKey` takes the comma behind it.
    const isFree = before && !(before.name === 'verifyKey' && names.some(({ name }) => name === 'Unkey'));
    // The function takes the comma before it where it is the last name, and goes.
    const isBeforeFunction =
      before &&
      next === names.length - 1 &&
      names[next]!.name === 'verifyKey' &&
      names.some(({ name }) => name === 'Unkey');
    if (isBeforeFunction) remove(before.end, names[next - 1]!.end);
    else if (next < names.length) remove(names[i]!.start, names[next]!.start);
    else remove(isFree ? before.end : names[i]!.start, names[next - 1]!.end);
    i = next;
  }
  return edits;
}

/** Modules that say which release they are of: `npm:@unkey/api@0.38`, `https://esm.sh/@unkey/api@0.22.1`. */
const PINNED = /["'`](?:npm:|jsr:|https?:\/\/[^"'`\s]*?\/)(@unkey\/[\w-]+)@([^"'`/?\s]+)/g;

/** What becomes of the releases of v1 that imports of a package name. */
export const pinnedParts = ({ source }: Reading, packageName: string): readonly SdkPart[] =>
  [...source.text.matchAll(PINNED)].flatMap((found): SdkPart[] => {
    const [whole, name, version] = found;
    if (name !== packageName || generationOf(name, version!.replace(/^[\^~]/, '')) !== 'v1') return [];
    const end = found.index + whole.length;
    return [
      {
        range: source.range(end - version!.length - 1 - name.length, end),
        from: `${name}@${version}`,
        to: `${name}@2`,
        isOld: true,
        edits: [{ range: source.range(end - version!.length, end), newText: '2' }],
        notes: [],
      },
    ];
  });

/** For each type that is imported and that v2 does not have, what to do about it: compilers find its uses. */
export const typeNotes = (reading: Reading): readonly string[] =>
  [...reading.source.text.matchAll(IMPORTED)].flatMap((found) =>
    namesOf(found)
      .filter((one) => !KNOWN.test(one.written) && isType(found[0], one.written) && !isGone(reading, one, []))
      .map(({ name }) => `@unkey/api v2 has no type \`${name}\`. Take one of v2 in its place.`),
  );

/** The types that the release for v1 exports. */
const TYPES = /^(?:ErrorResponse|UnkeyOptions)$/;

const isType = (statement: string, name: string): boolean =>
  /^import\s+type\b/.test(statement) || name.startsWith('type ') || TYPES.test(bareName(name));

const bareName = (name: string): string => name.replace(/^type\s+|\s+as\s[\s\S]*$/g, '');

const UNUSED = '@unkey/api v2 has no `verifyKey`, and nothing uses it here. Take it out of the import.';
const HANDED_ON = '`verifyKey` is handed on here. Hand on `keys.verifyKey` of a `new Unkey({ rootKey })`.';

/** `verifyKey`, imported and not called. */
function unusedPart(reading: Reading, items: readonly ProgramItem[]): readonly SdkPart[] {
  const { tokens, scope, source, document } = reading;
  // Another piece of the document may call it.
  if (document !== source.text || items.some(({ value }) => value.path === 'verifyKey')) return [];
  const imported = scope.occurrences('verifyKey').find((at) => {
    const binding = scope.lookup('verifyKey', tokens.starts[at]!);
    return scope.declaredAt(at) === at && binding.kind === 'import' && binding.module === '@unkey/api';
  });
  if (imported === undefined) return [];
  const isUnused = variableUses(reading, imported).length === 0;
  const edit =
    isUnused && scope.occurrences('Unkey').length > 1
      ? importEdit(reading, imported, tokens.parents[imported]!)
      : undefined;
  return [
    {
      range: source.range(tokens.starts[imported]!, tokens.ends[imported]!),
      from: 'verifyKey',
      to: 'Unkey',
      isOld: true,
      edits: edit ? [edit] : [],
      notes: [],
      ...(edit
        ? {}
        : {
            obstacle: isUnused ? UNUSED : HANDED_ON,
            ...(isUnused ? { alone: true } : {}),
          }),
    },
  ];
}
