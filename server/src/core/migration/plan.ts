import type { RequestChange } from '../call-editor.ts';
import { headerOf, signatureOf } from '../calls.ts';
import { type Changes, changesOf } from '../catalogue/changes.ts';
import type { Endpoint } from '../catalogue/endpoint.ts';
import type { ApiCall, TextEdit } from '../model.ts';
import { seemsInstalled } from '../root-keys/browser.ts';
import { HOLE } from '../source.ts';
import { answerPlan } from './answers.ts';
import { keptKeyEdit } from './auth-flag.ts';
import { BY_HAND, bodyPlan, type RequestChanges } from './body-plan.ts';
import { hostNotes } from './host-settings.ts';
import { schemeEdits } from './migrated-call.ts';
import { unfilled } from './needs.ts';
import { isObstacle, type Obstacle, obstacle } from './obstacle.ts';
import { parameterNotes } from './parameter-types.ts';
import { sampleNotes } from './sample-answers.ts';
import type { Surroundings } from './surroundings.ts';
import { baseEdits, urlEdits } from './url.ts';

/** What makes one call a call to v2. */
export interface Plan {
  readonly to: string;
  readonly edits: readonly TextEdit[];
  /** Those of them that are in the body that is there. */
  readonly bodyEdits: readonly TextEdit[];
  readonly notes: readonly string[];
}

/** The plan of a call to v1, alone. */
export function planOf(call: ApiCall, around: Surroundings): Plan | Obstacle {
  const { operation } = call.url;
  if (operation.kind === 'literal' ? operation.value.text === HOLE : !call.bare)
    return obstacle('Which endpoint this calls is not seen here. Change it by hand.');
  const { urlArgument, range } = call;
  // A URL that begins where its base is written has other requests between its parts.
  const isApart = urlArgument.start < range.start && urlArgument.end > range.start;
  if (!isApart && versionsIn(around.document.slice(urlArgument.start, urlArgument.end)) > 1)
    return obstacle('The URL is one of several. Change them by hand.');
  const changes = changesOfCall(call);
  if (call.bare && !(changes && needsOnlyUrl(call, changes)))
    return obstacle('How this URL is used was not followed. Change the request that is made with it.');
  if (!changes) return obstacle('v1 had no such endpoint, or not with this method.');
  const { to } = changes;
  if (!to) return obstacle(changes.note ?? 'v2 has no endpoint for this.');
  const url = urlEdits(call, changes, around.document);
  if (isObstacle(url)) return unfilled(changes) ?? url;
  if (call.bare) {
    const { notes } = answerPlan(call, to, around);
    return {
      to: signatureOf(to),
      edits: url,
      bodyEdits: [],
      notes: [...hostNotes(call, around.document), ...notes, ...sampleNotes(call, to, around)],
    };
  }
  const notes = new Set<string>(hostNotes(call, around.document));
  const body = bodyPlan(call, changes, around, notes);
  if (isObstacle(body)) return unfilled(changes) ?? body;
  const request = requestEdits(call, changes, to, body.text, notes, around);
  if (isObstacle(request)) return request;
  const answer = answerPlan(call, to, around);
  for (const note of [...answer.notes, ...sampleNotes(call, to, around)]) notes.add(note);
  for (const note of parameterNotes(call, to, body.edits, around.document)) notes.add(note);
  return {
    to: signatureOf(to),
    edits: [...url, ...body.edits, ...request, ...schemeEdits(call, to, around, notes), ...answer.edits],
    bodyEdits: body.edits,
    notes: [...notes],
  };
}

/**
 * What changes with the base URL of a call that is left to do: host and version, and what is read of its answer, which
 * other calls may have read at the same places. Undefined where that cannot be done.
 */
export function alongPlan(
  call: ApiCall,
  around: Surroundings,
): { readonly edits: readonly TextEdit[]; readonly notes: readonly string[] } | undefined {
  const base = baseEdits(call, around.document);
  if (!base) return undefined;
  const to = changesOfCall(call)?.to;
  const answer = to ? answerPlan(call, to, around) : undefined;
  return { edits: [...base, ...(answer?.edits ?? [])], notes: answer?.notes ?? [] };
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

/** A root key as requests send it: `Bearer ${key}`, `f"Bearer {key}"`, `withToken($key)`. */
/** The variable, or the setting, that holds the root key. */
const WRITTEN_KEY = /\b(?:[\w.]+\.)?unkey\.root_?key\b|\bunkey_?root_?key\b/i;
const SENT_KEY =
  /`Bearer \$\{[^{}]+\}`|\bBearer (?:\{\{[^{}\n]+\}\}|\$\{?\w+\}?)|\bf(["'])Bearer \{[^{}]+\}\1|\bformat!\("Bearer \{\w*\}"(?:,[^()\n]*)?\)|\b(?:withToken|bearer_?[aA]uth)\((?:[^()\n]|\([^()\n]*\))*\)/;
/** A secret of a workflow, which is written only where others send it. */
const SECRET_KEY = /\bBearer (\$\{\{\s*secrets\.\w+\s*\}\})/;
/** A root key in a member of something other than an environment. */
const HELD_KEY = /\bBearer \$?\{((?![^{}]*env)[\w$]+(?:\.[\w$]+(?:\(\))?|\[["'][\w.-]+["']\])+)\}/;
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
  const kept = changes.needsRootKey && to.auth === 'bearer' ? keptKeyEdit(call, around.document) : undefined;
  const authorization = to.auth === 'bearer' && !isSent && !kept && call.headersComplete;
  const code = around.document.slice(call.range.start, call.range.end);
  // A flag may say that the function it is given to leaves the header out.
  const isInDoubt = !kept && (isSent ? SAYS_NO.test(code) : !call.headersComplete);
  if (to.auth === 'bearer' && isInDoubt && changes.needsRootKey)
    notes.add(
      !isSent && OWN_HEADERS.test(code)
        ? 'v2 needs a root key in the Authorization header, which this call does not send. Add it.'
        : 'v2 needs a root key in the Authorization header. Whether this call sends one is not seen here.',
    );
  const { method } = changes;
  if (method !== undefined && call.method.kind !== 'literal' && !editor.isMethodLeft)
    return obstacle(BY_HAND);
  if (authorization && seemsInstalled(around.document))
    return obstacle(
      'v2 needs a root key here, and this is a part of a program that users install. Call Unkey from a server by hand.',
    );
  if (method === undefined && !authorization && body === undefined) return kept ? [kept] : [];
  const change: RequestChange = {
    ...(method === undefined ? {} : { method }),
    ...(authorization ? { authorization } : {}),
    ...(body === undefined ? {} : { body }),
  };
  const edits = editor.rewrite ? editor.rewrite(change) : oneEdit(call, change);
  if (authorization) {
    const written = edits?.map(({ newText }) => WRITTEN_KEY.exec(newText)?.[0]).find(Boolean);
    const sent = edits?.map(({ newText }) => SENT_KEY.exec(newText)?.[0]).find(Boolean);
    const secret = edits?.map(({ newText }) => SECRET_KEY.exec(newText)?.[1]).find(Boolean);
    const held = edits?.map(({ newText }) => HELD_KEY.exec(newText)?.[1]).find(Boolean);
    notes.add(
      secret !== undefined || (sent !== undefined && !editor.isKeyUnset && around.document.includes(sent))
        ? 'v2 needs a root key: this call sends the one that others send.'
        : held !== undefined
          ? `v2 needs a root key: ${held} has to be one.`
          : `v2 needs a root key: set ${written ?? 'UNKEY_ROOT_KEY'} where this runs.`,
    );
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
