import type { RequestChange } from '../call-editor.ts';
import { headerOf, signatureOf } from '../calls.ts';
import { type Changes, changesOf } from '../catalogue/changes.ts';
import type { Endpoint } from '../catalogue/endpoint.ts';
import { requiredFields } from '../catalogue/schema.ts';
import type { ApiCall, Json, TextEdit } from '../model.ts';
import { seemsInstalled } from '../root-keys/browser.ts';
import { HOLE } from '../source.ts';
import { answerPlan } from './answers.ts';
import { type Draft, type DraftMember, type DraftObject, draftOf, isUntouched, isWhole } from './draft.ts';
import { schemeEdits } from './migrated-call.ts';
import { fillNeeds } from './needs.ts';
import { JSON_TEXT } from './notations.ts';
import { isObstacle, type Obstacle, obstacle } from './obstacle.ts';
import { isEmpty, parametersOf } from './parameters.ts';
import { draftEdits, draftText } from './printer.ts';
import { isPartShared, isShared, isTypeShared, keptQuery, typeNameOf } from './shared.ts';
import { applySteps } from './steps.ts';
import type { Surroundings } from './surroundings.ts';
import { unknownField } from './unseen.ts';
import { urlEdits } from './url.ts';

/** What makes one call a call to v2. */
export interface Plan {
  readonly to: string;
  readonly edits: readonly TextEdit[];
  /** Those of them that are in the body that is there. */
  readonly bodyEdits: readonly TextEdit[];
  readonly notes: readonly string[];
}

/** `isBodyThere`: the parameters are in the body, where v1 took them from the query. */
type RequestChanges = Changes & { readonly isBodyThere?: true };

const BY_HAND = 'The request is put together in a way that cannot be rewritten here. Change it by hand.';

/** The plan of a call to v1, alone. */
export function planOf(call: ApiCall, around: Surroundings): Plan | Obstacle {
  const { operation } = call.url;
  if (operation.kind === 'literal' && operation.value.text === HOLE)
    return obstacle('Which endpoint this calls is not seen here. Change it by hand.');
  if (versionsIn(around.document.slice(call.urlArgument.start, call.urlArgument.end)) > 1)
    return obstacle('The URL is one of several. Change them by hand.');
  const changes = changesOfCall(call);
  if (call.bare && !(changes && needsOnlyUrl(call, changes)))
    return obstacle('How this URL is used was not followed. Change the request that is made with it.');
  if (!changes) return obstacle('v1 had no such endpoint, or not with this method.');
  const { to } = changes;
  if (!to) return obstacle(changes.note ?? 'v2 has no endpoint for this.');
  const url = urlEdits(call, changes, around.document);
  if (isObstacle(url)) return url;
  if (call.bare) {
    const { notes } = answerPlan(call, to, around);
    return { to: signatureOf(to), edits: url, bodyEdits: [], notes };
  }
  const notes = new Set<string>();
  const body = bodyPlan(call, changes, around, notes);
  if (isObstacle(body)) return body;
  const request = requestEdits(call, changes, to, body.text, notes, around);
  if (isObstacle(request)) return request;
  const answer = answerPlan(call, to, around);
  for (const note of answer.notes) notes.add(note);
  return {
    to: signatureOf(to),
    edits: [...url, ...body.edits, ...request, ...schemeEdits(call, to, around, notes), ...answer.edits],
    bodyEdits: body.edits,
    notes: [...notes],
  };
}

/** True for a request of which nothing but the URL changes, as far as its method tells. */
const needsOnlyUrl = ({ method }: ApiCall, changes: RequestChanges): boolean =>
  method.kind === 'literal' &&
  changes.method === undefined &&
  !changes.queryToBody &&
  !changes.needsRootKey &&
  [changes.steps, changes.needs, changes.pathToBody].every((list) => list.length === 0);

const versionsIn = (code: string): number => code.match(/\/v1\/\w/g)?.length ?? 0;

function changesOfCall({ url: { operation }, method }: ApiCall): RequestChanges | undefined {
  if (operation.kind !== 'literal') return undefined;
  const name = operation.value.text;
  if (method.kind !== 'literal') return changesOf(name);
  const verb = method.value.toUpperCase();
  const changes = changesOf(name, verb);
  if (changes) return changes;
  // A request that is one to v2 but for its URL.
  const other = changesOf(name);
  return other?.to?.method === verb && other.pathToBody.length === 0
    ? { ...other, method: undefined, queryToBody: false, isBodyThere: true }
    : undefined;
}

/** `GET /v1/keys.getKey`, as far as it is known. */
export function nameOf(call: ApiCall): string {
  const { version, operation } = call.url;
  const method = call.method.kind === 'literal' ? `${call.method.value.toUpperCase()} ` : '';
  const path = operation.kind === 'literal' ? operation.value.text.replaceAll(HOLE, '{…}') : '…';
  return `${method}/${version.kind === 'literal' ? version.value : '…'}/${path}`;
}

/** Edits in the body that is there, or the text of one that is not. */
export interface BodyPlan {
  readonly edits: readonly TextEdit[];
  readonly text?: string;
}

const NO_CHANGE: BodyPlan = { edits: [] };

function bodyPlan(
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
    const draft = draftOf(json);
    if (pathToBody.length > 0) {
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
    const found = changed(draft, changes, notes, around.document);
    if (found) return found;
    const edits = draftEdits(
      draft,
      around.document,
      !notation.inQuotes && isInQuotes(json, around.document) ? JSON_TEXT : notation,
    );
    if (!edits)
      return obstacle('The body is written in a way that cannot be rewritten here. Change it by hand.');
    if (edits.length > 0 && isShared(json, call, around.document, around.senders(json)))
      return obstacle('The body is used for something else as well. Change the names of its fields by hand.');
    if (isPartShared(edits, json, call, around.document))
      return obstacle('A part of the body is used for something else as well. Change its names by hand.');
    if (isTypeShared(json, edits, around.document))
      return obstacle(
        'The type of the body is used elsewhere as well. Change the names of its fields by hand.',
      );
    const type = edits.length > 0 ? typeNameOf(json, around.document) : undefined;
    if (type !== undefined) notes.add(`The type ${type} has to name the fields as v2 does.`);
    return { edits };
  }
  if (sends) {
    const { typedBody } = call.editor;
    if (call.body.kind === 'dynamic' && typedBody && pathToBody.length === 0) {
      const { range } = typedBody;
      const json: Json = { kind: 'object', range, members: [], complete: false, unseen: [typedBody] };
      const draft = draftOf(json);
      const found = changed(draft, changes, notes, around.document);
      return found ?? (isUntouched(draft) ? NO_CHANGE : obstacle(BY_HAND));
    }
    if (call.body.kind === 'dynamic' && (steps.length > 0 || needs.length > 0 || pathToBody.length > 0))
      return obstacle('The body is made elsewhere. Change the names of its fields there, then this call.');
    if (pathToBody.length === 0) return NO_CHANGE;
  }
  const given = parametersOf(call, changes, around.document);
  if (isObstacle(given)) return given;
  const found = changed(given, changes, notes, around.document);
  if (found) return found;
  const { query } = call.editor;
  if (query?.kind === 'object' && given.json === query) {
    const kept = keptQuery(query, call, changes.from.query ?? to.body, around.document);
    if (isObstacle(kept)) return kept;
    const edits = kept.name === undefined ? undefined : draftEdits(given, around.document, notation);
    if (edits) return { edits, text: kept.name! };
  }
  if (isEmpty(given) && from.query && requiredFields(from.query).length > 0) return obstacle(BY_HAND);
  const text = isEmpty(given) ? emptyBody(notation) : draftText(given, around.document, notation);
  return text === undefined ? obstacle(BY_HAND) : { edits: [], text };
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

/** What the parameters of an operation of v1 are in v2. `notes` gets what a user should look at. */
export function requestDraft(
  operation: string,
  json: Json,
  notes: Set<string>,
  document: string,
): Draft | Obstacle {
  const changes = changesOf(operation) ?? changesOf(operation, 'POST');
  if (!changes?.to) return obstacle(changes?.note ?? 'v2 has no method for this.');
  const draft = draftOf(json);
  return changed(draft, changes, notes, document) ?? draft;
}

/** True for the text of JSON in a string of a program. */
const isInQuotes = ({ range }: Json, document: string): boolean =>
  /["'`]\s*$/.test(document.slice(Math.max(0, range.start - 40), range.start));

const emptyBody = ({ object: [open, close] }: { readonly object: readonly [string, string] }): string =>
  open + close;

/** Makes the parameters of v1 what v2 takes. */
function changed(draft: Draft, changes: Changes, notes: Set<string>, document: string): Obstacle | undefined {
  const had = fieldsOf(draft);
  const found = applySteps(changes.steps, draft, notes, document);
  if (found || draft.kind !== 'object') return found;
  const schema = changes.to?.body;
  const other = schema?.type === 'object' && !schema.extra ? unknownField(draft, schema.fields) : undefined;
  if (other !== undefined)
    return obstacle(`v2 refuses "${other}", which a part of the body may hold. Change it by hand.`);
  dropUnknown(draft, changes, notes);
  return fillNeeds(changes, draft, had, notes);
}

/** The fields of an object, and of the objects in its lists. */
function fieldsOf(draft: Draft): ReadonlySet<string> {
  if (draft.kind === 'list') return new Set(draft.items.flatMap((item) => [...fieldsOf(item)]));
  if (draft.kind !== 'object') return new Set();
  const inner = draft.members.flatMap(({ value }) => (value.kind === 'list' ? [...fieldsOf(value)] : []));
  return new Set([...draft.members.map((m) => m.key), ...inner]);
}

/** v1 took no notice of fields that it did not know. v2 refuses them. */
function dropUnknown(body: DraftObject, { to }: Changes, notes: Set<string>): void {
  const schema = to?.body;
  if (schema?.type !== 'object' || schema.extra || !isWhole(body)) return;
  const unknown = body.members.filter(({ key }) => !Object.hasOwn(schema.fields, key));
  for (const member of unknown) {
    body.members.splice(body.members.indexOf(member), 1);
    notes.add(`v1 took no notice of "${member.key}" and v2 refuses it: it was taken out.`);
  }
}

/** `false` as the last argument. */
const SAYS_NO = /[,(]\s*(?:\w+\s*=\s*)?[fF]alse\s*,?\s*\)$/;
/** All headers of a request, none of which is the one with the key. */
const OWN_HEADERS = /\bheaders["']?\s*[:=]\s*\{(?![^{}]*(?:authorization|\.\.\.|\*\*))[^{}]*\}/i;

/** Method, headers and a body that was not there. */
function requestEdits(
  call: ApiCall,
  changes: Changes,
  to: Endpoint,
  body: string | undefined,
  notes: Set<string>,
  around: Surroundings,
): readonly TextEdit[] | Obstacle {
  const { editor } = call;
  const isSent = headerOf(call, 'authorization') !== undefined;
  const authorization = to.auth === 'bearer' && !isSent && call.headersComplete;
  const code = around.document.slice(call.range.start, call.range.end);
  // A flag may say that the function it is given to leaves the header out.
  const isInDoubt = isSent ? SAYS_NO.test(code) : !call.headersComplete;
  if (to.auth === 'bearer' && isInDoubt && changes.needsRootKey)
    notes.add(
      !isSent && OWN_HEADERS.test(code)
        ? 'v2 needs a root key in the Authorization header, which this call does not send. Add it.'
        : 'v2 needs a root key in the Authorization header. Whether this call sends one is not seen here.',
    );
  const { method } = changes;
  if (method !== undefined && call.method.kind !== 'literal') return obstacle(BY_HAND);
  if (authorization && seemsInstalled(around.document))
    return obstacle(
      'v2 needs a root key here, and this is a part of a program that users install. Call Unkey from a server by hand.',
    );
  if (method === undefined && !authorization && body === undefined) return [];
  const change: RequestChange = {
    ...(method === undefined ? {} : { method }),
    ...(authorization ? { authorization } : {}),
    ...(body === undefined ? {} : { body }),
  };
  const edits = editor.rewrite ? editor.rewrite(change) : oneEdit(call, change);
  if (authorization) {
    const written = edits?.map(({ newText }) => /\bunkey_?root_?key\b/i.exec(newText)?.[0]).find(Boolean);
    notes.add(`v2 needs a root key: set ${written ?? 'UNKEY_ROOT_KEY'} where this runs.`);
  }
  return edits ?? obstacle(BY_HAND);
}

/** One change, by the editors that fixes are made with. */
function oneEdit(
  { editor }: ApiCall,
  { method, authorization, body }: RequestChange,
): readonly TextEdit[] | undefined {
  if (body !== undefined || (method !== undefined && authorization)) return undefined;
  const edits = method === undefined ? editor.addAuthorization?.() : editor.setMethod?.(method);
  return edits && edits.length > 0 ? edits : undefined;
}
