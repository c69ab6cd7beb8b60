import type { Notation, RequestChange } from '../../call-editor.ts';
import type { CallExpression, Expression } from '../../expression.ts';
import type { TextEdit } from '../../model.ts';
import type { Thing } from '../../program/machine/things.ts';
import type { Values } from '../../resolve.ts';
import { withoutNone } from './none-values.ts';
import { argumentsEdit, entryOf, headersEdit, importEdits, isIn, last, methodEdit } from './request-edits.ts';
import { authorizationOf } from './sent-key.ts';

/** What the query of a request is given as: urllib3 makes one of the fields of a GET. */
export const queryRole = ({ client }: Thing): 'form' | 'query' =>
  client.name === 'urllib3' ? 'form' : 'query';

/**
 * Edits of a `urllib.request.Request(…)`, or of a request by urllib3; undefined for a request that is made in another way.
 */
export function rewriteOfUrllib(
  thing: Thing,
  call: CallExpression,
  url: Expression,
  values: Values,
  notation: Notation,
  { method, authorization, body }: RequestChange,
): readonly TextEdit[] | undefined {
  const isPool = thing.client.name === 'urllib3';
  const isRequest =
    call.callee.kind === 'member' ? call.callee.property === 'Request' : isNamed(call, 'Request');
  if (!isPool && !isRequest) return undefined;
  const { source } = values;
  const edits: TextEdit[] = [];
  const added: string[] = [];
  const members: string[] = [];
  // Whatever has a body is sent by POST, unless it says otherwise.
  const isNamedMethod = last(thing, 'method') !== undefined;
  if (method !== undefined && isNamedMethod) {
    const edit = methodEdit(thing, values, method);
    if (!edit) return undefined;
    edits.push(edit);
  }
  if (body !== undefined) {
    const given = last(thing, queryRole(thing))?.value;
    if (last(thing, 'text') || last(thing, 'json') || (given && !isPool)) return undefined;
    const entry = given && entryOf(call, given);
    if (given && entry?.kind !== 'member') return undefined;
    const sent = given ? withoutNone(body, given, values) : body;
    const newText = `${isPool ? 'body' : 'data'}=json.dumps(${sent}).encode()`;
    if (entry?.kind === 'member')
      edits.push({ range: source.range(entry.key.start, entry.value.end), newText });
    else added.push(newText);
    const { quote } = notation;
    if (
      !thing.given.some(({ header }) => header && isContentType(header, values)) &&
      !hasContentType(thing, values)
    )
      members.push(`${quote}Content-Type${quote}: ${quote}application/json${quote}`);
    edits.push(...importEdits('json', source));
  } else if (method !== undefined && !isNamedMethod) return undefined;
  if (authorization) {
    const { member, imports } = authorizationOf(notation, source, call.list.start);
    members.push(member);
    edits.push(...imports);
  }
  if (members.length > 0) {
    const headers = last(thing, 'headers')?.value;
    if (headers && !isIn(call, headers)) return undefined;
    if (headers) {
      const edit = headersEdit(headers, members.join(', '), values);
      if (!edit) return undefined;
      edits.push(edit);
    } else added.push(`headers={${members.join(', ')}}`);
  }
  if (added.length > 0) {
    const edit = argumentsEdit(call, url, added, values);
    if (!edit) return undefined;
    edits.push(edit);
  }
  return joined(edits);
}

const isNamed = ({ callee }: CallExpression, name: string): boolean =>
  callee.kind === 'name' && callee.name === name;

function isContentType(header: NonNullable<Thing['given'][number]['header']>, values: Values): boolean {
  return /^content-type$/i.test(
    'name' in header && 'span' in header ? String(header.name) : values.text(header as Expression).text,
  );
}

const hasContentType = (thing: Thing, values: Values): boolean =>
  thing.given.some(
    ({ role, value }) =>
      role === 'headers' &&
      value &&
      values.members(value).list.some(({ key }) => /^content-type$/i.test(key)),
  );

/** Two imports at one place as one edit. */
function joined(edits: readonly TextEdit[]): readonly TextEdit[] {
  const found: TextEdit[] = [];
  for (const edit of edits) {
    const at = found.findIndex(
      ({ range }) =>
        range.start === edit.range.start && range.end === range.start && edit.range.end === range.start,
    );
    if (at < 0) found.push(edit);
    else found[at] = { ...edit, newText: found[at]!.newText + edit.newText };
  }
  return found;
}
