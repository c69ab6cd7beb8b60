import type { CallEditor } from '../../call-editor.ts';
import type { CallExpression, Expression, ObjectExpression } from '../../expression.ts';
import type { TextEdit } from '../../model.ts';
import { optionOf, type RequestArguments } from './arguments.ts';
import { isWrittenFor, keptOptions } from './kept-options.ts';
import type { Match } from './origin.ts';
import type { Reading } from './reading.ts';

/** The edits of a call that was seen whole. What it cannot do surely is missing. */
export function editorOf(
  reading: Reading,
  call: CallExpression,
  match: Match,
  request: RequestArguments,
): CallEditor {
  const setMethod = methodEdit(reading, call, match, request);
  const addAuthorization = authorizationEdit(reading, call, match, request);
  return { ...(setMethod && { setMethod }), ...(addAuthorization && { addAuthorization }) };
}

/** The options written in the call itself, or the place where they would be added. */
export type Place = { readonly object: ObjectExpression } | { readonly at: number };

/** Where the options of a request are, or would be. */
export function optionsPlace(
  reading: Reading,
  call: CallExpression,
  match: Match,
  request: RequestArguments,
  isFree: boolean,
): Place | undefined {
  const last = request.options.at(-1)?.expression;
  const inside = (e: Expression): boolean => e.start >= call.list.start && e.end <= call.list.end;
  const roles = match.shape.args;
  const own = last && inside(last) ? last : undefined;
  if (own) {
    const object = own.kind === 'object' ? own : keptOptions(reading, own, isFree);
    return object && call.args.includes(own) ? { object } : undefined;
  }
  const index = roles.indexOf('options');
  return index >= 0 && call.args.length === index ? { at: call.args.at(-1)!.end } : undefined;
}

function methodEdit(
  reading: Reading,
  call: CallExpression,
  match: Match,
  request: RequestArguments,
): CallEditor['setMethod'] {
  const { source } = reading;
  if (match.shape.method) {
    const { token, client, shape } = match;
    return (method) => {
      const name = method.toLowerCase();
      const other = Object.hasOwn(client.calls, name) ? client.calls[name] : undefined;
      const alike =
        other?.method === method && (call.args.length === 1 || `${other.args}` === `${shape.args}`);
      return alike ? [{ range: source.range(token.start, token.end), newText: name }] : [];
    };
  }
  const key = match.client.options.method;
  if (!key || !match.proven || match.name === 'get') return undefined;
  const { member, certain } = optionOf(request.options, key);
  if (member) {
    const text = reading.values.text(member.value);
    const here = isWrittenFor(reading, call, request, member.value, true);
    if (!certain || !here || member.value.kind !== 'text' || !text.isLiteral) return undefined;
    return (method) => [{ range: text.range(), newText: method }];
  }
  const place = certain ? optionsPlace(reading, call, match, request, isFree(reading, call)) : undefined;
  return place && ((method) => [addMember(reading, place, `${key}: '${method}'`)]);
}

function authorizationEdit(
  reading: Reading,
  call: CallExpression,
  match: Match,
  request: RequestArguments,
): CallEditor['addAuthorization'] {
  if (!match.proven || !match.sealed || match.factories.length > 0) return undefined;
  const key = match.client.options.headers;
  const { member, certain } = optionOf(request.options, key);
  if (!certain) return undefined;
  // The document is looked through only when the edit is asked for.
  const header = (): string =>
    `Authorization: \`Bearer \${${environmentVariable('UNKEY_ROOT_KEY', reading.document, codeOf(reading, call))}}\``;
  if (member) {
    const { value } = member;
    const here = isWrittenFor(reading, call, request, value, isFree(reading, call));
    return value.kind === 'object' && here
      ? () => [addMember(reading, { object: value }, header())]
      : undefined;
  }
  const place = optionsPlace(reading, call, match, request, isFree(reading, call));
  return place && (() => [addMember(reading, place, `${key}: { ${header()} }`)]);
}

/** What a call says, as it is written. */
export const codeOf = ({ source }: Reading, { list }: CallExpression): string =>
  source.text.slice(list.start, list.end);

/** True where the code that reads the root key means the same anywhere: it is no member of what the call has at hand. */
export const isFree = (reading: Reading, call: CallExpression): boolean =>
  !/(?<!\b(?:process|Bun)\.)\benv\./.test(codeOf(reading, call));

/** What only programs of Deno have: its global, and modules by scheme or from its registry. */
const DENO = /\bDeno\.\w|["'](?:npm:|jsr:|https:\/\/deno\.land\/)/;

/**
 * How this document reads a variable of its environment. `near`: code that may have at hand what holds it, as the
 * handlers of workers do (`env.UNKEY_API_ID`, `c.env.UNKEY_API_ID`).
 */
export function environmentVariable(name: string, document: string, near = ''): string {
  if (/['"]k6(?:\/\w+)?['"]/.test(document)) return `__ENV.${name}`;
  const quote = /Deno\.env\.get\((["'])/.exec(document)?.[1];
  if (quote !== undefined || (DENO.test(document) && !document.includes('process.env'))) {
    const mark = quote ?? /\bfrom\s*(["'])/.exec(document)?.[1] ?? "'";
    return `Deno.env.get(${mark}${name}${mark})`;
  }
  if (document.includes('process.env')) return `process.env.${name}`;
  if (document.includes('Bun.env')) return `Bun.env.${name}`;
  const holder = /(?<![\w$.])((?:[\w$]+\.){0,2}env)\.[A-Z][A-Z0-9_]*(?![\w$])/.exec(near)?.[1];
  return `${holder ?? 'process.env'}.${name}`;
}

const addMember = (reading: Reading, place: Place, member: string): TextEdit =>
  addMembers(reading, place, [member]);

/** Writes `members` as the first ones of an object, in the style of the object, or as a new last argument. */
export function addMembers(reading: Reading, place: Place, members: readonly string[]): TextEdit {
  const { source } = reading;
  const inOne = members.join(', ');
  if ('at' in place) return { range: source.range(place.at, place.at), newText: `, { ${inOne} }` };
  const { start, end, entries } = place.object;
  const inside = start + 1;
  const at = source.range(inside, inside);
  const text = source.text.slice(inside, end - 1);
  if (entries.length === 0) {
    return text.trim() === ''
      ? { range: source.range(inside, end - 1), newText: ` ${inOne} ` }
      : { range: at, newText: ` ${inOne},` };
  }
  // A line of its own where the others have one; its indentation may hold the marks of a quotation around it.
  const indentation = /^[ \t]*(\r?\n[ \t]*)\S/.exec(text)?.[1];
  if (indentation === undefined || !source.isVerbatim(start, end))
    return { range: at, newText: /^\s/.test(text) ? ` ${inOne},` : `${inOne}, ` };
  return { range: at, newText: members.map((member) => `${indentation}${member},`).join('') };
}

/** Writes `member` as the last one of an object, in its style. Undefined where it is not certain what comes before. */
export function appendMember({ source }: Reading, place: Place, member: string): TextEdit | undefined {
  if ('at' in place) return undefined;
  const { start, end, entries } = place.object;
  const last = entries.at(-1);
  if (!last || !source.isVerbatim(start, end)) return undefined;
  const inner = source.text.slice(start + 1, end - 1);
  const tail = source.text.slice(last.value.end, end - 1);
  // What is behind a comment would be a part of it.
  if (/\/[/*]/.test(tail)) return undefined;
  const line = /^[ \t]*(\r?\n[ \t]*)\S/.exec(inner)?.[1];
  const at = end - 1 - /\s*$/.exec(inner)![0].length;
  const comma = inner.trimEnd().endsWith(',');
  const range = source.range(at, at);
  return { range, newText: `${comma ? '' : ','}${line ?? ' '}${member}${comma ? ',' : ''}` };
}

/** Where a name begins, with its quotes. */
export const keyStart = (text: string, at: number): number => (/["']/.test(text[at - 1] ?? '') ? at - 1 : at);

type Entry = ObjectExpression['entries'][number];

/** Where a member or what is spread into an object begins. */
export const startOfEntry = (entry: Entry): number =>
  entry.kind === 'member' ? entry.key.start : entry.value.start - 3;
