import { holds, isFieldName, meantField, renameFix, siblingName, stringAt } from '../bodies/fields.ts';
import { type BodyValue, bodyValues, endpointWithBody, placeName, shownPlace } from '../bodies/values.ts';
import { endpointPlace } from '../calls.ts';
import { conditionsAt } from '../catalogue/conditions.ts';
import { type ObjectSchema, requiredFields } from '../catalogue/schema.ts';
import type { Fix } from '../finding.ts';
import type { ApiCall, Json } from '../model.ts';
import type { Report, Rule } from '../rule.ts';
import { nameInSdk } from '../sdk/naming.ts';

type JsonObject = Json & { kind: 'object' };

export const rule: Rule = {
  id: 'missing-body-field',
  summary: 'A request body without a field that the endpoint requires.',
  why: 'The server answers 400 before it does anything.',
  severity: 'error',
  category: 'body',
  since: '0.1.0',
  prevents: ['err:unkey:application:invalid_input'],
  checkCall(call) {
    const endpoint = endpointWithBody(call);
    if (!endpoint) return [];
    if (call.body.kind === 'absent') return withoutBody(call, endpoint);
    return bodyValues(call, endpoint.body).flatMap((value) => {
      const { json, schema } = value;
      if (json.kind !== 'object' || schema.type !== 'object' || !json.complete) return [];
      return judge(call, endpoint.operation, value, json, schema);
    });
  },
};

function withoutBody(
  call: ApiCall,
  { operation, method, body }: NonNullable<ReturnType<typeof endpointWithBody>>,
): Report[] {
  const required = requiredFields(body);
  // With another method, the method is what is wrong first.
  if (call.bare || call.method.kind !== 'literal' || call.method.value.toUpperCase() !== method) return [];
  if (required.length === 0) return [];
  const elsewhere = call.query.some(({ name }) => required.includes(name));
  const message = elsewhere
    ? `The fields stand in the query. ${operation} takes ${listed(required, 'and')} in a JSON body.`
    : `No body. ${operation} needs ${listed(required, 'and')} in a JSON body.`;
  return [{ range: endpointPlace(call), message }];
}

function judge(
  call: ApiCall,
  operation: string,
  { path, place, naming }: BodyValue,
  json: JsonObject,
  schema: ObjectSchema,
): Report[] {
  const present = new Set(json.members.map((m) => m.key));
  const names = renamed(operation, schema, path, json);
  const range = place ?? endpointPlace(call);
  const at = path.length === 0 ? 'the body' : shownPlace(path, naming) || 'this item';
  const reports: Report[] = [];
  const shown = (names: readonly string[]): readonly string[] => names.map((name) => nameInSdk(name, naming));

  // What has a default is filled in by the server, whatever its document says.
  const missing = schema.required.filter((f) => !present.has(f) && schema.fields[f]?.default === undefined);
  const unnamed = missing.filter((field) => !names.has(field) || schema.extra);
  if (unnamed.length > 0) {
    const needs = `${operation} needs ${unnamed.length === 1 ? 'it' : unnamed.length === 2 ? 'both' : 'all of them'}${path.length > 0 ? ' there' : ''}.`;
    const fix = renaming(call, json, unnamed, names);
    reports.push({
      range,
      message: `No ${listed(shown(unnamed), 'or')} in ${at}. ${needs}`,
      ...(fix ? { fix } : {}),
    });
  }
  const { exactlyOneOf } = schema;
  if (exactlyOneOf && !exactlyOneOf.some((field) => present.has(field) || names.has(field)))
    reports.push({
      range,
      message: `No ${listed(shown(exactlyOneOf), 'or')} in ${at}. ${operation} needs one of them.`,
    });
  for (const { field, rule, when } of conditionsAt(operation, placeName(path))) {
    if (rule !== 'needed' || present.has(field) || names.has(field) || !holds(when, json)) continue;
    const [name, other] = shown([field, when.field]);
    const because = when.values ? `${other} ${stringAt(json, when.field)}` : other;
    reports.push({ range, message: `No ${name} in ${at}. ${because} needs it.` });
  }
  return reports;
}

/** The fields that members were meant to be which the object does not have, with those members. */
function renamed(
  operation: string,
  schema: ObjectSchema,
  path: readonly string[],
  json: JsonObject,
): ReadonlyMap<string, JsonObject['members'][number]> {
  const found = new Map<string, JsonObject['members'][number]>();
  for (const member of json.members) {
    if (Object.hasOwn(schema.fields, member.key) || !isFieldName(member.key)) continue;
    const name = siblingName(meantField(operation, schema, path, member.key), path);
    if (name !== undefined) found.set(name, member);
  }
  return found;
}

/** Renames the member that was meant, where the object takes any name and nobody else says so. */
function renaming(
  call: ApiCall,
  json: JsonObject,
  missing: readonly string[],
  names: ReturnType<typeof renamed>,
): Fix | undefined {
  const [field] = missing;
  const member = field === undefined ? undefined : names.get(field);
  return field !== undefined && member ? renameFix(call, json, member, field, false) : undefined;
}

/** `a, b and c` */
function listed(names: readonly string[], word: 'and' | 'or'): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${word} ${names.at(-1)}`;
}
