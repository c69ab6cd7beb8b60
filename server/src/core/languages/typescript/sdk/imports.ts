import type { SdkPart } from '../../../model.ts';
import { generationOf } from '../../../sdk/version.ts';
import type { Reading } from '../reading.ts';
import { importEdit } from './clients.ts';
import type { ProgramItem } from './programs.ts';
import { variableUses } from './variable-uses.ts';

/** `import { … } from '@unkey/api'`, types left aside where they are imported as such. */
const IMPORTED =
  /\bimport\s+(?:type\s+)?(?:[\w$]+\s*,\s*)?\{([^{}]*)\}\s*from\s*["'](?:npm:)?@unkey\/api(?:@[^"'/]*)?["']/g;
/** What both releases export, and what is replaced where it is called. */
const KNOWN = /^(?:type\s+)?(?:Unkey|verifyKey)(?:\s+as\s+[\w$]+)?$/;

/** What becomes of the imports of `@unkey/api`, as far as no call does: names that v2 does not export. */
export function importParts(reading: Reading, items: readonly ProgramItem[]): readonly SdkPart[] {
  if (items.some(({ sdk }) => sdk.generation === 'v2')) return unusedPart(reading, items);
  const { source } = reading;
  const others = [...source.text.matchAll(IMPORTED)].flatMap((found): SdkPart[] => {
    const names = found[1]!.split(',').map((name) => name.trim());
    const other = names.find((name) => name !== '' && !KNOWN.test(name) && !isType(found[0], name));
    if (other === undefined) return [];
    const name = bareName(other);
    return [
      {
        range: source.range(found.index, found.index + found[0].length),
        from: name,
        to: name,
        isOld: false,
        edits: [],
        notes: [],
        obstacle: `@unkey/api v2 does not export \`${name}\`. Replace it, then migrate the file.`,
      },
    ];
  });
  return [...others, ...unusedPart(reading, items)];
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
export const typeNotes = ({ source }: Reading): readonly string[] =>
  [...source.text.matchAll(IMPORTED)].flatMap(([statement, names]) =>
    names!
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '' && !KNOWN.test(name) && isType(statement, name))
      .map((name) => `@unkey/api v2 has no type \`${bareName(name)}\`. Take one of v2 in its place.`),
  );

/** `typeof unkey.keys.verify`, the type of a method by its name in v1. */
const TYPE_OF = /\btypeof\s+(?:[\w$]+\.)*(?:keys|apis|identities|permissions|ratelimits)\.\w+/g;

/** A note for each type that is taken of a method, whose name and answer are others in v2. */
export const methodTypeNotes = ({ source }: Reading): readonly string[] =>
  [...source.text.matchAll(TYPE_OF)].map(
    ([code]) =>
      `\`${code}\` is the type of a method of v1. Take that of its successor: it answers { meta, data }.`,
  );

/** The types that the release for v1 exports. */
const TYPES = /^(?:ErrorResponse|UnkeyOptions)$/;

const isType = (statement: string, name: string): boolean =>
  /^import\s+type\b/.test(statement) || name.startsWith('type ') || TYPES.test(bareName(name));

const bareName = (name: string): string => name.replace(/^type\s+|\s+as\s[\s\S]*$/g, '');

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
  const edit =
    variableUses(reading, imported).length === 0 && scope.occurrences('Unkey').length > 1
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
            obstacle:
              '`verifyKey` is handed on here. Hand on `keys.verifyKey` of a `new Unkey({ rootKey })`.',
          }),
    },
  ];
}
