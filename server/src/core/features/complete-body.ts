import { signatureOf } from '../calls.ts';
import { kindOfField } from '../catalogue/ids.ts';
import type { ObjectSchema, Schema } from '../catalogue/schema.ts';
import type { Range } from '../source.ts';
import { type Completion, item, rank } from './complete-item.ts';
import {
  leastFields,
  leastMembers,
  leastValue,
  type Notation,
  schemasAt,
  typeName,
} from './complete-schema.ts';
import type { BodyContext } from './request-context.ts';
import { ITEM, type ObjectPlace, placeIn } from './request-context-object.ts';

/** What can be written in a body: fields and values the endpoint takes, or all of the body where there is none. */
export function completeBody(context: BodyContext): readonly Completion[] {
  const { endpoint, source, root, index, offset, notation: kind } = context;
  const schema = endpoint.body;
  if (!schema) return [];
  const notation = notationOf(context);
  if (root === undefined) {
    const range = { start: offset, end: offset };
    const [open, close] = context.frame ?? ['', ''];
    return [leastBody(context, [open, ...leastValue(schema, '', notation), close], range)];
  }
  const place = placeIn(source.text, root, index, kind);
  if (!place) return [];
  const schemas = schemasAt(schema, place.path);
  return place.position === 'key'
    ? fields(context, notation, place, schemas)
    : schemas.flatMap((s) => values(context, notation, place, s));
}

function notationOf({ notation, quote }: BodyContext): Notation {
  if (notation === 'json') return { key: (name) => `${quote}${name}${quote}`, quote };
  return { key: (name) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : `${quote}${name}${quote}`), quote };
}

function leastBody({ endpoint }: BodyContext, insert: Completion['insert'], range: Range): Completion {
  return item('body', `${endpoint.operation} body`, range, endpoint.operation, {
    detail: `what ${signatureOf(endpoint)} needs`,
    insert,
    filterText: '',
    sortText: rank(0),
  });
}

function tokenRange({ source, offset }: BodyContext, { token }: ObjectPlace): Range {
  if (!token) return { start: offset, end: offset };
  const { start, end } = source.range(token.start, token.end);
  return { start, end: Math.max(end, offset) };
}

function fields(
  context: BodyContext,
  notation: Notation,
  place: ObjectPlace,
  schemas: readonly Schema[],
): readonly Completion[] {
  const range = tokenRange(context, place);
  const { token, written, beforeColon, beforeMember, path } = place;
  const quote = context.notation === 'json' ? context.quote : (token?.quote ?? '');
  const comma = beforeMember ? ', ' : '';
  const items: Completion[] = [];
  const at =
    place.commaAt === undefined ? undefined : context.source.range(place.commaAt - 1, place.commaAt).end;
  const also = at === undefined ? [] : [{ range: { start: at, end: at }, newText: ',' }];
  for (const schema of schemas) {
    if (schema.type !== 'object') continue;
    const least = leastFields(schema);
    if (path.length === 0 && !token && written.size === 0 && least.length > 1)
      items.push(leastBody(context, [...leastMembers(schema, notation), comma], range));
    for (const [i, [name, field]] of Object.entries(schema.fields).entries()) {
      if (written.has(name) || excluded(schema, name, written)) continue;
      const required = schema.required.includes(name);
      const group = field.deprecated ? 3 : least.includes(name) ? 1 : 2;
      const value = beforeColon ? [] : [': ', ...leastValue(field, name, notation), comma];
      items.push(
        item('field', name, range, `${context.endpoint.operation} ${[...path, name].join('.')}`, {
          detail: `${typeName(field)}${required ? ', required' : ''}`,
          insert: [notation.key(name), ...value],
          also,
          filterText: token?.quote ? `${quote}${name}${quote}` : name,
          sortText: rank(group, i),
          deprecated: field.deprecated === true,
        }),
      );
    }
  }
  return items;
}

/** True when another field is there and only one of them may be. */
const excluded = ({ exactlyOneOf }: ObjectSchema, name: string, written: ReadonlySet<string>): boolean =>
  exactlyOneOf?.includes(name) === true && exactlyOneOf.some((other) => written.has(other));

function values(
  context: BodyContext,
  notation: Notation,
  place: ObjectPlace,
  schema: Schema,
): readonly Completion[] {
  const { token, path } = place;
  const { source } = context;
  const subject = `${context.endpoint.operation} ${path.join('.')}`;
  const inString = token !== undefined && token.quote !== '';
  const range = inString
    ? source.range(token.start + 1, Math.max(token.start + 1, token.closed ? token.end - 1 : token.end))
    : tokenRange(context, place);
  const text = (value: string) => (inString ? value : `${notation.quote}${value}${notation.quote}`);
  const field = path.findLast((step) => step !== ITEM) ?? '';
  if (schema.type === 'string') {
    if (schema.enum) {
      return schema.enum.map((value, i) =>
        item('value', value, range, `${subject} ${value}`, { insert: [text(value)], sortText: rank(1, i) }),
      );
    }
    const kind = kindOfField(field);
    const begun = inString ? source.text.slice(token.start + 1, context.index) : '';
    if (!kind?.prefix.startsWith(begun)) return [];
    const insert = inString ? [kind.prefix] : [`${notation.quote}${kind.prefix}`, {}, notation.quote];
    return [item('id', kind.prefix, range, kind.id, { detail: kind.title, insert, sortText: rank(1) })];
  }
  if (inString) return [];
  if (schema.type === 'boolean') {
    return (schema.enum ?? [true, false]).map((value, i) =>
      item('value', String(value), range, `${subject} ${value}`, { sortText: rank(1, i) }),
    );
  }
  if (token || (schema.type !== 'object' && schema.type !== 'array')) return [];
  const label = schema.type === 'object' ? '{ }' : '[ ]';
  const insert = leastValue(schema, field, notation);
  return [
    item('value', label, range, subject, {
      detail: typeName(schema),
      insert,
      filterText: '',
      sortText: rank(1),
    }),
  ];
}
