import { type Draft, type DraftList, type DraftObject, type DraftScalar, isWhole } from './draft.ts';

/** The value of the first of `names` that an object has. */
export function nameIn(object: DraftObject, names: readonly string[]): Draft | undefined {
  if (!isWhole(object)) return undefined;
  for (const name of names) {
    const found = object.members.find((m) => m.key === name);
    if (found) return found.value;
  }
  return undefined;
}

const OBJECTS =
  /^([\w$.]+|\([\w$.]+\s*(?:\?\?|\|\|)\s*\[\s*\]\))\.map\(\(?([\w$]+)(?:\s*:\s*string)?\)?\s*=>\s*\(\{\s*(.*?),?\s*\}\)\)$/;
const DICTIONARIES = /^\[\s*\{\s*(.*?),?\s*\}\s+for\s+(\w+)\s+in\s+([\w.]+)\s*\]$/;

/** The list of texts of which code makes a list of objects with one name each: `names` of `names.map((name) => ({ name }))`. */
export function textsOf(
  draft: DraftScalar | DraftList,
  take: readonly string[],
  document: string,
  eachMade: RegExp | undefined,
): string | undefined {
  const { json } = draft;
  if (!json || (json.kind === 'array' ? json.complete : json.kind !== 'dynamic')) return undefined;
  const { start, end } = (draft.kind === 'scalar' ? draft.member?.place : undefined) ?? json.range;
  const code = document.slice(start, end);
  const [, list, item, inner] = OBJECTS.exec(code) ?? [];
  const [, inside, each, from] = DICTIONARIES.exec(code) ?? [];
  const made = eachMade?.exec(code)?.groups;
  const fields = (inner ?? inside ?? made?.['fields'])
    ?.replaceAll(/,?\s*["':]?create["']?\s*(?::|=>)\s*(?:true|false)/gi, '')
    .trim();
  const [, name, value] = /^["':]?(\w+)["']?(?:\s*(?::|=>)\s*([\w$]+))?$/.exec(fields ?? '') ?? [];
  const isText =
    name !== undefined && take.includes(name) && (value ?? name) === (item ?? each ?? made?.['item']);
  return isText ? (list?.replace(/^\((.*)\)$/, '$1') ?? from ?? made?.['list']) : undefined;
}
