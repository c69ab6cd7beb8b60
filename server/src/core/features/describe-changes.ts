import { changesOf, type Step, stepsAt } from '../catalogue/changes.ts';
import type { Endpoint } from '../catalogue/endpoint.ts';
import { endpointsOf } from '../catalogue/endpoints.ts';

/** What turns a request to an endpoint of v1 into one to v2, each a sentence; undefined where that is not known. */
export function describeChanges(endpoint: Endpoint): string[] | undefined {
  const changes = endpoint.version === 'v1' ? changesOf(endpoint.operation, endpoint.method) : undefined;
  if (!changes?.to) return undefined;
  const said: string[] = [];
  if (changes.method) said.push(`${endpoint.method} became ${changes.method}, parameters go in a JSON body.`);
  if (changes.pathToBody.length > 0)
    said.push(`${listed(changes.pathToBody)} moved from the path to the body.`);
  if (changes.needsRootKey) said.push('A root key is needed now.');
  said.push(...changes.steps.flatMap((step) => describeStep(step, '')));
  said.push(...changes.needs.map(({ field, note }) => `\`${field}\`: ${note}`));
  if (changes.note) said.push(changes.note);
  return said;
}

/** What became of the field `name` (joined by dots, no `[]`) of an endpoint of v1; empty where it stayed as it is. */
export function describeFieldChange(endpoint: Endpoint, name: string): string[] {
  if (endpoint.version !== 'v1') return [];
  const steps = changesOf(endpoint.operation, endpoint.method)?.steps ?? [];
  return stepsAt(steps, name).flatMap((step) => describeStep(step, ''));
}

/** What a field that an endpoint of v2 does not have became, if an endpoint before it took it. */
export function describeEarlierField(endpoint: Endpoint, name: string): string[] {
  const before = endpointsOf('v1').filter((e) => e.successor?.operation === endpoint.operation);
  return [...new Set(before.flatMap((e) => describeFieldChange(e, name)))];
}

/** `at` is the list whose items the step is about, with `[].` behind it. */
function describeStep(step: Step, at: string): string[] {
  const field = (name: string): string => `\`${at}${name}\``;
  const note = step.note === undefined ? '' : ` ${step.note}`;
  switch (step.kind) {
    case 'move':
      return [`${field(step.from)} is ${field(step.to)} now.${note}`];
    case 'drop':
      return [`${field(step.field)} is gone.${note}`];
    case 'append':
      return [`${field(step.from)} is an item of ${field(step.to)} now.${note}`];
    case 'names':
      return [`${field(step.field)} is a list of strings, not of objects.${note}`];
    case 'setEach':
      return [`Each item of ${field(step.list)} has \`${step.field}\`; v1 meant \`${step.value}\`.${note}`];
    case 'permissionQuery':
      return [`${field(step.from)} is a query in ${field(step.to)} now: \`a AND (b OR c)\`.${note}`];
    case 'wrap': {
      const lifted = step.lift.length > 0 ? `, with ${listed(step.lift)} beside it` : '';
      return [`The list stands in ${field(step.list)}${lifted}.${note}`];
    }
    case 'each':
      return step.steps.flatMap((inner) => describeStep(inner, `${at}${step.list}[].`));
  }
}

const listed = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');
