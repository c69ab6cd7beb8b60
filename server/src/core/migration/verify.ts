import { endpointOfCall } from '../calls.ts';
import { requiredFields } from '../catalogue/schema.ts';
import { check } from '../check.ts';
import { applyEdits } from '../edits.ts';
import type { Finding } from '../finding.ts';
import type { ApiCall } from '../model.ts';
import { seemsInBrowser } from '../root-keys/browser.ts';
import { rootKeyWords } from '../root-keys/held.ts';
import { saysRootKey } from '../root-keys/names.ts';
import { rules } from '../rules/index.generated.ts';
import { apiOperation } from '../sdk/naming.ts';
import type { Analysis } from '../service.ts';
import type { Range } from '../source.ts';
import { callsToV1 } from './candidates.ts';
import { withFindings } from './found-after.ts';
import type { MigratedCall, Migration, MigrationStep } from './migration.ts';
import { nameOf } from './plan.ts';
import { NONE_REFUSED, type Refusals, refusalKey } from './refusals.ts';

/** The rule that a root key for v2 would break where v1 needed none. */
const EXPOSES = 'exposed-root-key';
const IN_BROWSER =
  'v2 needs a root key here, and this runs where others can read it. Call Unkey from a server by hand.';
const lackingOf = (field: string): string =>
  `v2 requires ${field}, which is missing. Write what it has to be, then migrate.`;
const UNSURE = 'What would become of it cannot be made sure here. Change it by hand.';

/** A text may be read that many times until nothing is left that does not become what it should. */
const MOST_READINGS = 6;

/**
 * What `make` makes of a text, without what does not make of each call one to v2: found by reading the text as it would be.
 * `make` is told what its earlier migrations did not do. `read` analyzes a text in the place of that of `analysis`.
 */
export async function verified(
  analysis: Analysis,
  make: (refused: Refusals) => Migration,
  read: (text: string) => Promise<Analysis>,
): Promise<Migration> {
  let refused = NONE_REFUSED;
  for (let left = MOST_READINGS; ; left--) {
    const migration = make(refused);
    if (migration.steps.length === 0) return migration;
    const edits = migration.steps.flatMap((step) => step.edits);
    const result = judged(analysis, migration, await read(applyEdits(analysis.document.text, edits)));
    const undone = new Map([...refused.undone, ...result.undone]);
    const silent = new Set([...refused.silent, ...result.silent]);
    // Steps of SDKs are not made again without a call of theirs.
    const isNew = undone.size > refused.undone.size || silent.size > refused.silent.size;
    if (left === 0 || !isNew) return result.migration;
    refused = { undone, silent };
  }
}

/** A migration without the steps that do not do what they say, and why they do not. */
interface Judged extends Refusals {
  readonly migration: Migration;
}

function judged(analysis: Analysis, migration: Migration, after: Analysis): Judged {
  const { text } = analysis.document;
  const shift = shiftsOf(migration.steps);
  const lacking = new Map(
    after.facts.calls.flatMap((call) => {
      const field = lackedField(call);
      return field === undefined ? [] : [[call.range.start, field] as const];
    }),
  );
  const left = callsToV1(after).map((call) => ({ start: call.range.start, from: nameOf(call) }));
  // Runs of one function are calls at one place.
  const places = [...migration.steps.flatMap((step) => step.calls), ...migration.todos];
  const isAlone = ({ start }: Range): boolean =>
    places.filter(({ range }) => range.start === start).length === 1;
  const along = migration.steps.flatMap((step) => step.along ?? []);
  const alongAt = new Set(along.map(({ range }) => shift(range.start)));
  const made = new Map<string, number>();
  const madeAt = new Set<string>();
  for (const call of after.facts.calls) {
    const { version, operation } = call.url;
    if (call.sdk && operation.kind === 'literal') {
      // Which release a method is of is said elsewhere.
      made.set(operation.value.text, (made.get(operation.value.text) ?? 0) + 1);
      continue;
    }
    if (version.kind !== 'literal' || operation.kind !== 'literal' || version.value !== 'v2') continue;
    if (!isWhole(call) || alongAt.has(call.range.start)) continue;
    const name = `/v2/${operation.value.text}`;
    madeAt.add(`${call.range.start} ${name}`);
    made.set(name, (made.get(name) ?? 0) + 1);
  }
  const wanted = new Map<string, number>();
  for (const { to } of migration.steps.flatMap((step) => step.calls)) {
    const name = nameIn(to);
    wanted.set(name, (wanted.get(name) ?? 0) + 1);
  }
  const findings = check(after.document.text, after.facts, { rules: {} });
  const exposed = findings.filter(({ rule }) => rule === EXPOSES).map(({ range }) => range);
  const exposes = migration.steps.filter((step) =>
    step.edits.some(({ range, newText }) => {
      if (seemsInBrowser(text) && rootKeyWords(newText).some(({ name }) => saysRootKey(name))) return true;
      const start = shift(range.start);
      return exposed.some((found) => touches(found, { start, end: start + newText.length }));
    }),
  );
  const reasonOf = (step: MigrationStep, { range, from, to }: MigratedCall): string | undefined => {
    if (exposes.includes(step)) return IN_BROWSER;
    const name = nameIn(to);
    // What is constructed or imported is no call.
    const isCall = /^\/|^\w+\.\w+$/.test(name);
    const start = shift(range.start);
    const field = lacking.get(start);
    if (field !== undefined) return lackingOf(field);
    const isLeft = left.some((one) => one.start === start && (one.from === from || isAlone(range)));
    const isMade = !isCall || madeAt.has(`${start} ${name}`) || (made.get(name) ?? 0) >= wanted.get(name)!;
    return !isMade || isLeft ? UNSURE : undefined;
  };
  const silent = new Set(
    along.filter(({ range }) => !isTold(findings, shift(range.start))).map((one) => refusalKey(one)),
  );
  const undone = new Map<string, string>();
  const bad = migration.steps.filter((step) => {
    const reasons = step.calls.map((call) => [call, reasonOf(step, call)] as const);
    for (const [call, reason] of reasons) if (reason !== undefined) undone.set(refusalKey(call), reason);
    return reasons.some(([, reason]) => reason) || step.along?.some((one) => silent.has(refusalKey(one)));
  });
  const told = withFindings(migration, analysis, after, findings, shift);
  const steps = told.steps.filter((_, i) => !bad.includes(migration.steps[i]!));
  const todos = bad.flatMap((step) => {
    const reason = step.calls.map((call) => undone.get(refusalKey(call))).find((one) => one) ?? UNSURE;
    return step.calls.map(({ range, from }) => ({ range, from, reason }));
  });
  return {
    undone,
    silent,
    migration: {
      steps,
      todos: [...told.todos, ...todos].toSorted((a, b) => a.range.start - b.range.start),
    },
  };
}

/** What of a call rules have to say something about for a user to find it: its address, or what it sends. */
const TOLD: ReadonlySet<string> = new Set(
  rules.filter(({ category }) => category === 'endpoint' || category === 'body').map(({ id }) => id),
);

const isTold = (findings: readonly Finding[], start: number): boolean =>
  findings.some(
    ({ rule, severity, scope }) => scope?.start === start && severity !== 'info' && TOLD.has(rule),
  );

const touches = (a: Range, b: Range): boolean => a.start < b.end && b.start < a.end;

/** False for a call whose method is not that of its endpoint, or that lacks the body it needs. */
function isWhole(found: ApiCall): boolean {
  const call = found.editor.whole?.()?.call ?? found;
  const endpoint = endpointOfCall(call);
  if (!endpoint || call.bare) return true;
  const { method, body, query } = call;
  if (method.kind === 'literal' && method.value.toUpperCase() !== endpoint.method) return false;
  const needs = endpoint.body !== undefined && requiredFields(endpoint.body).length > 0;
  return !needs || (body.kind !== 'absent' && query.length === 0);
}

/** `/v2/keys.getKey` of `POST /v2/keys.getKey`; of an SDK the operation: `keys.getKey` of `Keys.GetKey`. */
function nameIn(to: string): string {
  if (/^[A-Z]+ \//.test(to)) return to.slice(to.indexOf(' ') + 1);
  const [, group, method] = /^(\w+)\.(\w+)$/.exec(to) ?? [];
  if (group === undefined || method === undefined) return to;
  const naming = /^[A-Z]/.test(group) ? 'PascalCase' : 'snake_case';
  return apiOperation(`${group}.${method.replace(/_async$/, '')}`, naming);
}

/** Fields that v1 took under one of two names, so that a request without both may be an example. */
const EITHER_OR: ReadonlySet<string> = new Set(['identity', 'namespace']);

/** A field that v2 requires and that the body of a request is known not to have. */
function lackedField({ body, sdk, ...call }: ApiCall): string | undefined {
  const schema = sdk ? undefined : endpointOfCall({ body, ...call })?.body;
  if (!schema || body.kind !== 'literal' || body.value.kind !== 'object' || !body.value.complete)
    return undefined;
  const { members } = body.value;
  return requiredFields(schema).find(
    (field) => !EITHER_OR.has(field) && !members.some((member) => member.key === field),
  );
}

/** Where an offset of the text is once all steps are done. */
function shiftsOf(steps: readonly MigrationStep[]): (offset: number) => number {
  const edits = steps.flatMap((step) => step.edits).toSorted((a, b) => a.range.start - b.range.start);
  return (offset) => {
    let shifted = offset;
    for (const { range, newText } of edits) {
      if (range.start >= offset) break;
      shifted += newText.length - (Math.min(range.end, offset) - range.start);
    }
    return shifted;
  };
}
