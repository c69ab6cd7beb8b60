import { signatureOf } from '../calls.ts';
import { kindOfField } from '../catalogue/ids.ts';
import type { ObjectSchema, Schema } from '../catalogue/schema.ts';
import { nameInSdk } from '../sdk/naming.ts';
import type { Range } from '../source.ts';
import { placeInBody } from './body-place.ts';
import { type Completion, type InsertPiece, item, rank } from './complete-item.ts';
import { leastFields, leastValue, type Notation, schemasAt, typeName } from './complete-schema.ts';
import type { BodyContext } from './request-context.ts';
import { ITEM, type ObjectPlace } from './request-context-object.ts';

/** What can be written in a body: fields and values the endpoint takes, or all of the body where there is none. */
export function completeBody(context: BodyContext): readonly Completion[] {
  const { endpoint, root, offset } = context;
  const schema = endpoint.body;
  if (!schema) return [];
  if (root === undefined && !context.place) {
    const range = { start: offset, end: offset };
    const [open, close] = context.frame ?? ['', ''];
    return [leastBody(context, [open, ...leastValue(schema, '', notationOf(context)), close], range)];
  }
  const place = placeInBody(context);
  if (!place) return [];
  const notation = notationOf(context, place);
  const schemas = schemasAt(schema, place.path);
  return place.position === 'key'
    ? fields(context, notation, place, schemas)
    : schemas.flatMap((s) => values(context, notation, place, s));
}

function notationOf({ notation, quote: own }: BodyContext, place?: ObjectPlace): Notation {
  const { quotesKeys, naming, boolean, brackets, padding } = notation;
  const quote = (notation.keepsQuote && quotesKeys === true && place?.token?.quote) || own;
  const key = (name: string): string => {
    const isBare = quotesKeys === 'words' ? /^[A-Za-z_$][\w$]*$/.test(name) : !quotesKeys;
    const written = nameInSdk(name, naming);
    return isBare ? written : `${quote}${written}${quote}`;
  };
  return { key, quote, boolean, brackets, padding };
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
  const { token, written, beforeColon, beforeMember, path, separator } = place;
  const { notation: kind } = context;
  const quote = kind.keepsQuote ? (token?.quote ?? '') : context.quote;
  const isArgument = separator === '=';
  const key = (name: string): string => (isArgument ? nameInSdk(name, kind.naming) : notation.key(name));
  const member = (name: string, field: Schema): readonly InsertPiece[] => [
    `${key(name)}${isArgument ? '=' : ': '}`,
    ...(context.value?.([...path, name], field) ?? leastValue(field, name, notation)),
  ];
  const comma = beforeMember ? ', ' : kind.endsWithComma && isLastOnLine(context, place) ? ',' : '';
  const items: Completion[] = [];
  const at =
    place.commaAt === undefined ? undefined : context.source.range(place.commaAt - 1, place.commaAt).end;
  const also = at === undefined ? [] : [{ range: { start: at, end: at }, newText: ',' }];
  for (const schema of schemas) {
    if (schema.type !== 'object') continue;
    const least = leastFields(schema);
    if (path.length === 0 && !token && written.size === 0 && least.length > 1) {
      const all = least.flatMap((name, i) => [i > 0 ? ', ' : '', ...member(name, schema.fields[name]!)]);
      items.push(leastBody(context, [...all, comma], range));
    }
    for (const [i, [name, field]] of Object.entries(schema.fields).entries()) {
      if (written.has(name) || excluded(schema, name, written)) continue;
      const required = schema.required.includes(name);
      const group = field.deprecated ? 3 : least.includes(name) ? 1 : 2;
      const label = nameInSdk(name, kind.naming);
      items.push(
        item('field', label, range, `${context.endpoint.operation} ${[...path, name].join('.')}`, {
          detail: `${typeName(field)}${required ? ', required' : ''}`,
          insert: beforeColon ? [key(name)] : [...member(name, field), comma],
          also,
          filterText: token?.quote ? `${quote}${label}${quote}` : label,
          sortText: rank(group, i),
          deprecated: field.deprecated === true,
        }),
      );
    }
  }
  return items;
}

/** True where nothing follows on the line of a place but a line break. */
function isLastOnLine({ source, index }: BodyContext, { token }: ObjectPlace): boolean {
  return /^[^\S\n]*\r?\n/.test(source.text.slice(token?.end ?? index, (token?.end ?? index) + TRAILING));
}

/** Blanks at the end of a line are looked at this far. */
const TRAILING = 80;

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
  const whole = inString ? undefined : context.value?.(path, schema);
  if (whole) return wholeValues(whole, range, subject);
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
      item('value', notation.boolean(value), range, `${subject} ${value}`, { sortText: rank(1, i) }),
    );
  }
  if (token || (schema.type !== 'object' && schema.type !== 'array')) return [];
  const [open, close] = notation.brackets(schema);
  const label = `${open} ${close}`;
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

/** A value that is given in pieces: once for each choice that it holds. */
function wholeValues(pieces: readonly InsertPiece[], range: Range, subject: string): readonly Completion[] {
  if (!pieces.some((piece) => typeof piece === 'string' || piece.text || piece.choices)) return [];
  const at = pieces.findIndex((piece) => typeof piece !== 'string' && piece.choices);
  const choice = pieces[at];
  const choices = typeof choice === 'object' ? (choice.choices ?? []) : [];
  const all = choices.length > 0 ? choices.map((one) => pieces.with(at, one)) : [pieces];
  return all.map((insert, i) => {
    const label = insert.map((piece) => (typeof piece === 'string' ? piece : (piece.text ?? ''))).join('');
    return item('value', label, range, subject, { insert, sortText: rank(1, i) });
  });
}
