import type { Retyped } from '../call-editor.ts';
import { type Changes, changesOf } from '../catalogue/changes.ts';
import { requiredFields } from '../catalogue/schema.ts';
import type { ApiCall, Json, TextEdit } from '../model.ts';
import { isWithin } from '../source.ts';
import { joinedEdits, variantsOf } from './body-variants.ts';
import { changed } from './changed-draft.ts';
import { declaredReason } from './declared-body.ts';
import { type Draft, type DraftMember, draftOf, valueAt } from './draft.ts';
import { isAsBefore, isKept } from './kept-fields.ts';
import { isScript, JSON_TEXT } from './notations.ts';
import { isObstacle, type Obstacle, obstacle } from './obstacle.ts';
import { holderEdits, isEmpty, parametersOf } from './parameters.ts';
import { draftEdits, draftText } from './printer.ts';
import { leavingOut } from './query-nothing.ts';
import {
  areDeclared,
  isPartShared,
  isShared,
  isTypeShared,
  keptQuery,
  typeNameOf,
  whyShared,
} from './shared.ts';
import type { Surroundings } from './surroundings.ts';
import { besideNeeds, unseenBody, unseenReason } from './unseen-body.ts';

/** `isBodyThere`: the parameters are in the body, where v1 took them from the query. */
export type RequestChanges = Changes & { readonly isBodyThere?: true };

/** Why a request stays as it is. */
export const BY_HAND =
  'The request is put together in a way that cannot be rewritten here. Change it by hand.';

const UNWRITABLE = obstacle('The body is written in a way that cannot be rewritten here. Change it by hand.');

/** Edits in the body that is there, or the text of one that is not. */
export interface BodyPlan {
  readonly edits: readonly TextEdit[];
  readonly text?: string;
  /** True where a user is told of what is not seen of the body. */
  readonly isUnseen?: true;
}

const NO_CHANGE: BodyPlan = { edits: [] };

/** What makes the body of a call one to v2. `notes` gets what a user should look at. */
export function bodyPlan(
  call: ApiCall,
  changes: RequestChanges,
  around: Surroundings,
  notes: Set<string>,
): BodyPlan | Obstacle {
  const own = new Set<string>();
  const plan = writtenPlan(call, changes, around, own);
  const isSeen = !isObstacle(plan) && !plan.isUnseen;
  const typed = isSeen ? undefined : typePlan(call, changes, around.document);
  for (const note of typed ? typed.notes : own) notes.add(note);
  return typed ?? plan;
}

/** What changes the type of a body, where its values cannot be changed. */
function typePlan(
  { editor }: ApiCall,
  { to, steps, needs }: RequestChanges,
  document: string,
): (BodyPlan & Pick<Retyped, 'notes'>) | undefined {
  const schema = to?.body;
  if (schema?.type !== 'object' || schema.extra) return undefined;
  const made = editor.retype?.({
    steps,
    known: new Set(Object.keys(schema.fields)),
    needs: needs.flatMap(({ field, when }) => (when === undefined ? [field] : [])),
  });
  // What one value makes necessary, where the text has that value.
  const others = needs.filter(({ beside }) => beside && document.includes(`"${beside[1]}"`));
  return made && { ...made, notes: [...made.notes, ...others.map(({ note }) => note)] };
}

function writtenPlan(
  call: ApiCall,
  changes: RequestChanges,
  around: Surroundings,
  notes: Set<string>,
): BodyPlan | Obstacle {
  const { from, to, steps, needs, pathToBody, isBodyThere } = changes;
  const notation = call.editor.notation ?? JSON_TEXT;
  const sends = isBodyThere || (from.method !== 'GET' && from.method !== 'DELETE');
  if (!to?.body) return NO_CHANGE;
  if (sends && call.body.kind === 'literal') {
    const json = call.body.value;
    const made: VariantPlan[] = [];
    for (const variant of variantsOf(json)) {
      const own = variantPlan(variant, call, changes, around, notes);
      if (isObstacle(own)) return own;
      made.push(own);
    }
    const edits = joinedEdits(made.map((one) => one.edits));
    if (!edits) return UNWRITABLE;
    const isRead = (field: string): boolean => made.every(({ draft }) => isAsBefore(draft, field));
    if (
      edits.length > 0 &&
      !areDeclared(json, edits) &&
      isShared(json, call, around, around.senders(json), isRead)
    )
      return whyShared(call, json, around);
    if (isPartShared(edits, json, call, around))
      return obstacle('A part of the body is used in more than one place. Change its names by hand.');
    if (isTypeShared(json, edits, around.document))
      return obstacle(
        'The type of the body is used elsewhere as well. Change the names of its fields by hand.',
      );
    const type = edits.length > 0 ? typeNameOf(json, around.document) : undefined;
    if (type !== undefined) notes.add(`The type ${type} has to name the fields as v2 does.`);
    const all = [...edits, ...loosened(call, edits)];
    return json.kind !== 'object' || json.complete ? { edits: all } : { edits: all, isUnseen: true };
  }
  if (sends) {
    const { bodyChoices } = call.editor;
    if (call.body.kind === 'dynamic' && bodyChoices && pathToBody.length === 0)
      return choicesPlan(bodyChoices, call, changes, around, notes);
    const unseen = unseenBody(call, changes, notation, around.document, notes);
    if (unseen) return unseen;
    if (call.body.kind === 'dynamic' && (steps.length > 0 || needs.length > 0 || pathToBody.length > 0))
      return obstacle(unseenReason(changes, call, around.document));
    if (pathToBody.length === 0) return NO_CHANGE;
  }
  const given = parametersOf(call, changes, around.document);
  if (isObstacle(given)) return given;
  const found = changed(given, changes, notes, {
    document: around.document,
    isScript: isScript(notation),
    eachMade: notation.eachMade,
  });
  if (found) return found;
  const { query, queryHolder } = call.editor;
  if (queryHolder !== undefined) {
    const edits = holderEdits(given, call.editor, changes);
    return edits ? { edits, text: queryHolder } : obstacle(BY_HAND);
  }
  const written = query && given.json === query ? leavingOut(given, notation, around.document) : undefined;
  if (query?.kind === 'object' && given.json === query) {
    const kept = keptQuery(
      query,
      call,
      from.query ?? to.body,
      (field) => isKept(field, changes, to.body!),
      around,
    );
    if (isObstacle(kept)) return kept;
    const { isQueryKept } = call.editor;
    const isKeptHere = isQueryKept && isWithin(query.range, call.range);
    const edits =
      kept.name === undefined && !isKeptHere ? undefined : draftEdits(given, around.document, notation);
    if (edits && isKeptHere && isPartShared(edits, query, call, around))
      return obstacle('A part of the query is used in more than one place. Change its names by hand.');
    const name = isQueryKept ? '' : kept.name!;
    if (edits) return { edits, text: written && name !== '' ? written(name) : name };
  }
  if (isEmpty(given) && from.query && requiredFields(from.query).length > 0) return obstacle(BY_HAND);
  const text = isEmpty(given) ? emptyBody(notation) : draftText(given, around.document, notation);
  if (text === undefined) return obstacle(BY_HAND);
  return { edits: [], text: written ? written(text) : text };
}

/** The plan of a body that is one of several. */
function choicesPlan(
  choices: readonly Json[],
  call: ApiCall,
  changes: RequestChanges,
  around: Surroundings,
  notes: Set<string>,
): BodyPlan | Obstacle {
  const made: (readonly TextEdit[])[] = [];
  for (const choice of choices) {
    const own = variantPlan(choice, call, changes, around, notes);
    if (isObstacle(own)) return own;
    made.push(own.edits);
  }
  const edits = joinedEdits(made);
  if (!edits) return UNWRITABLE;
  return { edits: [...edits, ...loosened(call, edits)] };
}

/** What makes the type that is written beside a body take what edits of it write. */
const loosened = ({ editor }: ApiCall, edits: readonly TextEdit[]): readonly TextEdit[] =>
  edits.length > 0 ? (editor.looseType?.(edits) ?? []) : [];

/** What a body is to be, and the edits of it in its place. */
interface VariantPlan {
  readonly draft: Draft;
  readonly edits: readonly TextEdit[];
}

function variantPlan(
  json: Json,
  call: ApiCall,
  changes: RequestChanges,
  around: Surroundings,
  notes: Set<string>,
): VariantPlan | Obstacle {
  const notation = call.editor.notation ?? JSON_TEXT;
  const draft = draftOf(json);
  if (changes.pathToBody.length > 0) {
    const given = parametersOf(call, { ...changes, queryToBody: false }, around.document);
    if (isObstacle(given)) return given;
    if (draft.kind !== 'object') return obstacle(BY_HAND);
    const other = given.members.find((one) =>
      draft.members.some((m) => m.key === one.key && !isSameValue(m, one, around.document)),
    );
    if (other)
      return obstacle(`The path and the body each give a "${other.key}". Send the one that is meant.`);
    draft.members.push(...given.members.filter(({ key }) => !draft.members.some((m) => m.key === key)));
  }
  const { document } = around;
  const beside = besideNeeds(json, changes, notation, document, notes);
  const asked = call.sdk && isScript(notation) ? withoutFilledIn(draft, beside.changes) : beside.changes;
  const text = { document, isScript: isScript(notation), eachMade: notation.eachMade, tellsUnseen: true };
  const found = changed(draft, asked, notes, text);
  if (found) return found;
  const inText = !notation.inQuotes && isInQuotes(json, document);
  const edits = draftEdits(draft, document, inText ? JSON_TEXT : notation);
  if (edits) return { draft, edits: [...edits, ...beside.edits] };
  const declared = declaredReason(json, changes, document);
  return declared === undefined ? UNWRITABLE : obstacle(declared);
}

/** True for a member of a body whose code gives what a value of the path does. */
function isSameValue(
  { value, origin }: DraftMember,
  { value: other }: DraftMember,
  document: string,
): boolean {
  if (value.kind !== 'scalar' || other.kind !== 'written') return false;
  const { start, end } =
    origin?.shorthand === undefined ? (origin?.place ?? value.json.range) : origin.keyRange;
  return bareCode(document.slice(start, end)) === bareCode(other.text);
}

/** Code without what marks it as a text or as code in one. */
const bareCode = (code: string): string => code.replaceAll(/["'`${}\s]/g, '');

/** What becomes of the arguments of a method of an SDK, which are the parameters of v1 whatever HTTP makes of them. */
export function argumentPlan(call: ApiCall, around: Surroundings, notes: Set<string>): BodyPlan | Obstacle {
  const { operation } = call.url;
  const name = operation.kind === 'literal' ? operation.value.text : '';
  const changes = changesOf(name) ?? changesOf(name, 'POST');
  if (!changes?.to) return obstacle(changes?.note ?? 'v2 has no method for this.');
  if (call.body.kind === 'absent') return NO_CHANGE;
  const asBody: RequestChanges = { ...changes, method: undefined, queryToBody: false, isBodyThere: true };
  return bodyPlan(call, asBody, around, notes);
}

/**
 * What the parameters of an operation of v1 are in v2, all of them or some. `notes` gets what a user should look at.
 */
export function requestDraft(
  operation: string,
  json: Json,
  notes: Set<string>,
  document: string,
  isPart = false,
): Draft | Obstacle {
  const changes = changesOf(operation) ?? changesOf(operation, 'POST');
  if (!changes?.to) return obstacle(changes?.note ?? 'v2 has no method for this.');
  const draft = draftOf(json);
  const asked = isPart ? { ...changes, needs: [] } : changes;
  return changed(draft, asked, notes, { document }) ?? draft;
}

/** True for the text of JSON in a string of a program. */
const isInQuotes = ({ range }: Json, document: string): boolean =>
  /["'`]\s*$/.test(document.slice(Math.max(0, range.start - 40), range.start));

const emptyBody = ({ object: [open, close] }: { readonly object: readonly [string, string] }): string =>
  open + close;

/** The changes without what an SDK fills in itself in items of a list that is not written in the body. */
function withoutFilledIn<T extends Changes>(body: Draft, changes: T): T {
  const isLeft = (list: string): boolean => {
    const value = body.kind === 'object' ? valueAt(body, list) : undefined;
    if (value?.kind === 'list') return !value.json?.complete;
    return value?.kind === 'scalar' && value.json.kind === 'dynamic';
  };
  const steps = changes.steps.filter((step) => step.kind !== 'setEach' || !isLeft(step.list));
  return { ...changes, steps };
}
