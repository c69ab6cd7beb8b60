import { isFieldName, type MeantField, meantField, renameFix, siblingName } from '../bodies/fields.ts';
import { bodyValues, endpointWithBody, shownPlace } from '../bodies/values.ts';
import { removedField } from '../catalogue/endpoints.ts';
import type { ObjectSchema } from '../catalogue/schema.ts';
import { sdkChange } from '../catalogue/sdk-changes.ts';
import type { ApiCall, Json, JsonMember } from '../model.ts';
import type { Report, Rule } from '../rule.ts';

/** More names than these are not listed. */
const MOST_LISTED = 8;

export const rule: Rule = {
  id: 'unknown-body-field',
  summary: 'A field of the request body that the endpoint does not take.',
  why: 'v2 refuses requests with fields that it does not know, where v1 ignored them. A warning only, because the API may have grown since this release.',
  severity: 'warning',
  category: 'body',
  since: '0.1.0',
  prevents: ['err:unkey:application:invalid_input'],
  checkCall(call) {
    const endpoint = endpointWithBody(call);
    if (!endpoint) return [];
    return bodyValues(call, endpoint.body).flatMap(({ json, schema, path }) => {
      if (json.kind !== 'object' || schema.type !== 'object' || schema.extra) return [];
      return json.members
        .filter(({ key }) => !Object.hasOwn(schema.fields, key) && isFieldName(key))
        .filter(({ key }) => path.length > 0 || !isLegacyOfSdk(call, endpoint.operation, key))
        .map((member) => judge(call, endpoint.operation, json, schema, path, member));
    });
  },
};

/** True for what another rule tells of the SDK's method: `apiId` for `verifyKey`. */
function isLegacyOfSdk({ sdk }: ApiCall, operation: string, key: string): boolean {
  const method = operation.slice(operation.indexOf('.') + 1);
  return sdk !== undefined && sdkChange(sdk.package, `${method}({ ${key} })`) !== undefined;
}

function judge(
  call: ApiCall,
  operation: string,
  object: Json & { kind: 'object' },
  schema: ObjectSchema,
  path: readonly string[],
  member: JsonMember,
): Report {
  const { key, keyRange: range } = member;
  const nameMeant = (other: string): string | undefined =>
    Object.hasOwn(schema.fields, other)
      ? other
      : siblingName(meantField(operation, schema, path, other), path);
  const meant = meantField(operation, schema, path, key);
  const name = siblingName(meant, path);
  const others = object.members.filter((m) => m !== member && nameMeant(m.key) === name);
  const fix =
    name === undefined || others.length > 0 || meant?.how === 'moved'
      ? undefined
      : renameFix(call, object, member, name, meant?.how !== 'near');
  const removed = path.length === 0 ? removedField(operation, key) : undefined;
  const wrong = removed
    ? `${operation} takes no ${key} since ${removed.until}.`
    : `${operation} has no field ${shownPlace([...path, key])}.`;
  const right =
    name !== undefined && others.some((m) => m.key === name)
      ? `Remove it: ${name} is there.`
      : whatIsRight(meant, schema, removed !== undefined);
  return { range, message: `${wrong} ${right}`, ...(fix ? { fix } : {}) };
}

function whatIsRight(meant: MeantField | undefined, schema: ObjectSchema, removed: boolean): string {
  const fields = Object.keys(schema.fields);
  const few = fields.length > 0 && fields.length <= MOST_LISTED;
  if (!meant) return few ? `It takes ${fields.join(', ')}.` : 'Remove it.';
  const note = meant.note === undefined ? '' : ` ${meant.note}`;
  // Items of a body that is a list are not told from it.
  const to = meant.to?.replace(/^\[\]\./, '');
  if (to === undefined) return `Remove it.${note}`;
  if (meant.how === 'near') return `Did you mean ${to}?`;
  if (meant.how === 'spelled') return `It is spelled ${to}.`;
  return removed && note === '' ? `Use ${to}.` : `In v2 it is ${to}.${note}`;
}
