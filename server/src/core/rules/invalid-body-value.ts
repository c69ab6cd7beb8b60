import { holds, stringAt } from '../bodies/fields.ts';
import type { Flaw } from '../bodies/flaw.ts';
import { limitFlaw } from '../bodies/limits.ts';
import { timeFlaw } from '../bodies/times.ts';
import { typeFlaw } from '../bodies/types.ts';
import { type BodyValue, bodyValues, endpointWithBody, placeName } from '../bodies/values.ts';
import { conditionsAt } from '../catalogue/conditions.ts';
import type { Report, Rule } from '../rule.ts';
import { nameInSdk } from '../sdk/naming.ts';

export const rule: Rule = {
  id: 'invalid-body-value',
  summary: 'A value in the request body that the endpoint does not take.',
  why: 'A value of the wrong type or outside of its limits is answered with 400. A time in seconds is taken for one in 1970.',
  severity: 'error',
  category: 'body',
  since: '0.1.0',
  prevents: ['err:unkey:application:invalid_input'],
  checkCall(call) {
    const endpoint = endpointWithBody(call);
    if (!endpoint) return [];
    const { operation } = endpoint;
    const mistyped = new Set<string>();
    return bodyValues(call, endpoint.body).flatMap((value) => {
      const type = typeFlaw(operation, value);
      if (type) {
        // One item speaks for all of its list.
        const place = placeName(value.path);
        if (place.endsWith('[]') && mistyped.has(place)) return [];
        mistyped.add(place);
        return [type];
      }
      const flaw = timeFlaw(value) ?? limitFlaw(operation, value);
      return [...(flaw ? [flaw] : []), ...conditionFlaws(operation, value)];
    });
  },
};

/** Fields of an object that do not go together. */
function conditionFlaws(operation: string, { json, schema, path, naming }: BodyValue): Report[] {
  if (json.kind !== 'object' || schema.type !== 'object') return [];
  const flaws: Flaw[] = [];
  const shown = (name: string): string => nameInSdk(name, naming);
  for (const { field, rule, when } of conditionsAt(operation, placeName(path))) {
    const member = json.members.findLast((m) => m.key === field);
    if (!member || !holds(when, json)) continue;
    const [name, other] = [shown(field), shown(when.field)];
    const because = when.values ? `${other} ${stringAt(json, when.field)}` : other;
    if (rule === 'refused')
      flaws.push({ range: member.keyRange, message: `${because} takes no ${name}. Remove it.` });
    else if (member.value.kind === 'null')
      flaws.push({
        range: member.value.range,
        message: `This is null. ${name} needs a value with ${because}.`,
      });
  }
  const sources = json.members.filter((m) => schema.exactlyOneOf?.includes(m.key));
  const second = sources[1];
  if (second)
    flaws.push({
      range: second.keyRange,
      message: `${shown(sources[0]!.key)} is there already. ${operation} takes only one of ${schema.exactlyOneOf!.map(shown).join(', ')}.`,
    });
  return flaws;
}
