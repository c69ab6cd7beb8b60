import type { ObjectSchema } from '../catalogue/schema.ts';
import { escapedName } from '../name-pattern.ts';
import type { DraftObject } from './draft.ts';

/** Code that gives an empty text where there is no other: `name ?? ''`, `row.get("name", "")`. */
const FALLS_BACK = /(?:\?\?|\|\||\?:|\bor|,)\s*(?:""|'')\s*\)?$/;
/** A name, or what a pointer with that name points to. */
const NAME = /^\*?(\w+)$/;

/** Notes the fields that may be an empty text by what a program says, where v2 takes none and v1 did. */
export function noteEmptyTexts(
  body: DraftObject,
  { fields, required }: ObjectSchema,
  notes: Set<string>,
  document: string,
): void {
  for (const { key, value } of body.members) {
    const schema = Object.hasOwn(fields, key) && !required.includes(key) ? fields[key] : undefined;
    if (schema?.type !== 'string' || !schema.minLength) continue;
    if (value.kind !== 'scalar' || value.json.kind !== 'dynamic') continue;
    const { start, end } = value.member?.place ?? value.json.range;
    const code = document.slice(start, end).trim();
    if (FALLS_BACK.test(code) || isEmptyFlag(code, document) || mayBeEmpty(code, document.slice(0, start)))
      notes.add(`v2 refuses an empty ${key}, v1 did not${schema.nullable ? '' : `: leave ${key} out then`}.`);
  }
}

/** True for the value of a flag of the command line that is an empty text unless it is given. */
function isEmptyFlag(code: string, document: string): boolean {
  const name = NAME.exec(code)?.[1];
  return (
    name !== undefined &&
    new RegExp(String.raw`(?<!\w)${name}\s*:?=\s*\w+\.StringP?\((?:"[^"\n]*",\s*){1,2}"",`).test(document)
  );
}

/** True for the name of what is given such code before, where nothing asks since whether it is empty. */
function mayBeEmpty(code: string, before: string): boolean {
  if (!/^[\w$]+$/.test(code)) return false;
  const name = escapedName(code);
  const given = new RegExp(
    String.raw`(?<![\w$.])${name}[ \t]*(?::[ \t]*[\w |]+)?:?=(?![=>])[ \t]*([^\n;]*)`,
    'g',
  );
  const last = [...before.matchAll(given)].at(-1);
  if (!last || !FALLS_BACK.test(last[1]!.trim())) return false;
  const since = before.slice(last.index + last[0].length);
  return !new RegExp(
    [
      // It is asked about.
      String.raw`(?:!|\b(?:if|not|unless|while|when|len|empty|assert\w*)\b[^\n]{0,40}?[\s(])\s*${name}(?![\w$])`,
      String.raw`(?<![\w$.])${name}\s*(?:[=!]=|\?|&&|\|\||\.(?:length|trim|isEmpty)|is\b)`,
      // Another function has a parameter of that name.
      String.raw`\b(?:def|func|function|fn|fun)\b[^\n]*(?<![\w$.])${name}(?![\w$])`,
      String.raw`(?<![\w$.])${name}(?:\??\s*:\s*\w+)?\s*[^\n]*=>|[(,]\s*${name}\??\s*:\s*[\w|]+\s*[,)=]`,
    ].join('|'),
  ).test(since);
}
