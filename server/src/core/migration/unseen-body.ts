import type { Notation } from '../call-editor.ts';
import type { Changes, Need, Step } from '../catalogue/changes.ts';
import { fieldsOf } from '../catalogue/schema.ts';
import type { ApiCall, Json, TextEdit } from '../model.ts';
import { escapedName } from '../name-pattern.ts';
import type { Range } from '../source.ts';
import type { BodyPlan } from './body-plan.ts';
import { constructedReason } from './declared-body.ts';
import { isScript } from './notations.ts';
import { firstOf, mayHold, type Part, unseenNotes, type WrittenObject } from './unseen.ts';

/**
 * The plan of a body of which nothing is seen but where it comes from: it stays, and what of v1 it may hold is told.
 * Undefined where its code shows some of that, or where v2 has another form for all of it.
 */
export function unseenBody(
  { body, editor, range }: ApiCall,
  changes: Changes,
  notation: Notation,
  document: string,
  notes: Set<string>,
): BodyPlan | undefined {
  if (body.kind !== 'dynamic' || !body.range || changes.pathToBody.length > 0) return undefined;
  const part: Part = editor.typedBody ?? { range: body.range };
  const isWrapped = changes.steps.some(({ kind }) => kind === 'wrap');
  const isShown = !part.fields && showsOldField(part.range, range, changes.steps, document);
  if (isWrapped || isShown) return undefined;
  const json = { ...part, kind: 'object', members: [], complete: false, unseen: [part] } as const;
  const beside = besideNeeds(json, changes, notation, document, notes);
  const told = unseenNotes(json, [], beside.changes, document);
  for (const note of told) notes.add(note);
  return { edits: beside.edits, ...(told.length > 0 ? { isUnseen: true } : {}) };
}

/** How far behind a name its type is looked for. */
const LONGEST_TYPE = 60;

/** How far before a request its body may get its members. */
const NEAR = 3_000;

/** True where code near a request shows that a body, made at `made` and sent at `sent`, has a field that v2 takes otherwise. */
function showsOldField(made: Range, sent: Range, steps: readonly Step[], document: string): boolean {
  const old = steps.flatMap((step) => firstOf(step) ?? []).join('|');
  if (old === '') return false;
  const code = document.slice(made.start, made.end);
  if (new RegExp(`\\b(?:${old})\\b`).test(code) || declaresOld(calledIn(code), old, document)) return true;
  const set = new RegExp(`\\b(?:${old})\\b["']?\\]?\\s*(?:=>|:|=)(?!=)|[{,]\\s*(?:${old})\\s*[,}]`);
  if (made.end < sent.start && set.test(document.slice(made.end, sent.start))) return true;
  const sentAs = /^[&*$]*([A-Za-z_][\w$]*)/.exec(code)?.[1];
  if (sentAs === undefined) return false;
  const name = escapedName(sentAs);
  const before = document.slice(
    Math.max(0, made.start - NEAR),
    Math.max(made.end + LONGEST_TYPE, sent.start),
  );
  if (typesOf(name, before).some((type) => declaresOld(type, old, document))) return true;
  const given = new RegExp(`(?<![\\w$.])${name}\\s*(?::[^=\\n]*)?:?=(?![=>])\\s*`).exec(before);
  if (!given || name.length < code.length) return false;
  const rest = before.slice(given.index + given[0].length);
  return set.test(rest) || declaresOld(calledIn(rest), old, document);
}

/** What code calls or makes that begins with it: `buildBody(user)`, `new Key(…)`. */
const calledIn = (code: string): string | undefined =>
  /^(?:await\s+|new\s+|&)*([A-Za-z_$][\w$]*)\s*[({]/.exec(code)?.[1];

/** The words that may be the type of a name where it is declared: `name: Type`, `Type name`, `name *Type`. */
function typesOf(name: string, code: string): readonly string[] {
  const found = code.matchAll(
    new RegExp(`(?<![\\w$.])${name}\\s*(?::\\s*|\\s\\*?)(\\w+)|(?<![\\w$.])(\\w+)(?=\\s+${name}\\b)`, 'g'),
  );
  return [...new Set([...found].flatMap(([, behind, ahead]) => behind ?? ahead ?? []))];
}

/** How a function or a type is declared, which makes values of what it is given. */
const DECLARES = '(?:class|struct|record|interface|type|enum|function|func|fun|fn|defp?|sub|const|let|val)';
/** Declarations are not looked through farther than this. */
const LONGEST = 1_500;

/** True for the name of what the text declares with one of these fields in it. */
function declaresOld(name: string | undefined, old: string, document: string): boolean {
  if (name === undefined) return false;
  const word = escapedName(name);
  const at = document.search(new RegExp(`\\b${DECLARES}\\s+${word}(?![\\w$])`));
  return at >= 0 && new RegExp(`\\b(?:${old})\\b`).test(document.slice(at, at + LONGEST));
}

/** What parts of a body that are not seen give for what v2 needs, and the changes that are left then. */
export function besideNeeds<T extends Changes>(
  json: Json,
  changes: T,
  notation: Notation,
  document: string,
  notes: Set<string>,
): { readonly edits: readonly TextEdit[]; readonly changes: T } {
  if (json.kind !== 'object' || !isScript(notation)) return { edits: [], changes };
  const { edits, needs } = besideParts(json, changes, document);
  for (const { note } of needs) notes.add(note);
  return { edits, changes: { ...changes, needs: changes.needs.filter((need) => !needs.includes(need)) } };
}

/** The value of a field of v1 that a part of a body gives, written beside that part under the name that v2 needs as well. */
interface Beside {
  readonly edits: readonly TextEdit[];
  /** Those that this gives. */
  readonly needs: readonly Need[];
}

/**
 * What v2 needs and v1 took from a field that only a part which is not seen has, by its type: `{ ...given }` gets
 * `slug: given.name`. In the notation of JavaScript, whose types are read.
 */
function besideParts(json: WrittenObject, { needs }: Changes, document: string): Beside {
  const edits: TextEdit[] = [];
  const given = needs.filter(({ field, from, when }) => {
    if (from === undefined || when !== undefined) return false;
    if (json.members.some(({ key }) => key === field || key === from)) return false;
    const parts = json.unseen ?? [];
    const [part, ...others] = parts.filter(({ fields }) => fields?.includes(from));
    if (!part || others.length > 0 || parts.some((one) => mayHold(one, field))) return false;
    const { start, end } = part.range;
    const code = document.slice(start, end);
    if (!/^[\w$.]+$/.test(code)) return false;
    const text = `${code}, ${field}: ${code}.${from}`;
    const isWhole = json.range.start === start && json.range.end === end;
    edits.push({ range: part.range, newText: isWhole ? `{ ...${text} }` : text });
    return true;
  });
  return { edits, needs: given };
}

/** Why a body stays as it is of which nothing is seen, and what v2 wants of it. */
export function unseenReason(changes: Changes, { range, body }: ApiCall, document: string): string {
  const { from, steps, needs } = changes;
  const wanted = needs.filter(
    (need) => need.when === undefined && need.value === undefined && /^\w+$/.test(need.field),
  );
  const lacks = wanted.map(({ field }) => ` v2 needs "${field}" in it as well.`).join('');
  const made = body.kind === 'dynamic' && body.range;
  const code = made ? document.slice(made.start, made.end) : '';
  const declared = constructedReason(code, changes, document);
  if (declared !== undefined) return declared + lacks;
  return steps.some(({ kind }) => kind === 'wrap')
    ? `The list of keys is made elsewhere, and v2 takes an object with that list in it.${lacks} Write it by hand.`
    : namesFields(document.slice(range.start, range.end), Object.keys(from.body ? fieldsOf(from.body) : {}))
      ? `How the body gets into the request was not followed. Change the names of its fields, then this call.${lacks}`
      : `The body is made elsewhere. Change the names of its fields there, then this call.${lacks}`;
}

/** True for the code of a call with an object in it that has one of these fields. */
const namesFields = (code: string, fields: readonly string[]): boolean =>
  fields.some((field) => new RegExp(String.raw`[{,]\s*(["']?)${field}\1\s*(?::|=>)`).test(code));
