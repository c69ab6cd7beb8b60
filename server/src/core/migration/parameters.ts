import type { CallEditor, Notation, QueryField } from '../call-editor.ts';
import type { Changes } from '../catalogue/changes.ts';
import type { Schema } from '../catalogue/schema.ts';
import { fieldsOf } from '../catalogue/schema.ts';
import type { ApiCall, ApiUrl, TextEdit } from '../model.ts';
import { plainValue } from '../requests/url-values.ts';
import { HOLE, type Range } from '../source.ts';
import { type Draft, type DraftMember, type DraftObject, draftOf } from './draft.ts';
import { isObstacle, type Obstacle, obstacle } from './obstacle.ts';

/** The parameters that a call to v1 gives in its path and query, as what becomes a body. */
export function parametersOf(call: ApiCall, changes: Changes, document: string): DraftObject | Obstacle {
  const { editor, url } = call;
  const members: DraftMember[] = [];
  const inPath = pathValues(call, changes);
  if (inPath.length < changes.pathToBody.length)
    return obstacle('What stands in the path is not known. Send it as a field of the body.');
  const isMade = (editor.query ?? editor.parameters) !== undefined || editor.isQueryMade;
  const isObject =
    editor.setParameters !== undefined || (isMade && url.text.text.slice(partsOf(url).query) === `?${HOLE}`);
  const inQuery = changes.queryToBody && !isObject ? queryValues(url) : [];
  const beside = changes.queryToBody ? (editor.parameters ?? []) : [];
  const isSeen = editor.query !== undefined || beside.length > 0;
  const isGiven = inQuery && call.query.length > url.query.length && !isSeen;
  if (isGiven && call.query.some(({ nameRange }) => isIn(nameRange, call.range))) return GIVEN_BESIDE;
  if (!inQuery || isGiven) return MADE_ELSEWHERE;
  const inUrl = [...inPath, ...inQuery].map(
    ({ name, from, to }): QueryField => ({
      name,
      write: (type) => editor.writeValue?.(from, to, type),
    }),
  );
  for (const parameter of [...inUrl, ...beside]) {
    const { name, write, condition } = parameter;
    const text = write(typeOf(fieldsOf(changes.from.query ?? NONE)[name]));
    if (text === undefined)
      return obstacle(`The value of "${name}" cannot be written as a field of the body. Do so by hand.`);
    if (members.some((m) => m.key === name))
      return obstacle(`"${name}" is given more than once. Send it as a field of the body.`);
    const value = { kind: 'written', text } as const;
    members.push({ key: name, value, parameter, ...(condition === undefined ? {} : { condition }) });
  }
  const query = editor.query && changes.queryToBody ? draftOf(editor.query) : undefined;
  if (!query) return { kind: 'object', members };
  if (query.kind !== 'object') return MADE_ELSEWHERE;
  for (const [i, member] of query.members.entries()) {
    const type = typeOf(fieldsOf(changes.from.query ?? NONE)[member.key]);
    const typed = typedValue(member.value, type, editor.notation, document);
    if (typed && isObstacle(typed))
      return obstacle(`"${member.key}" is sent as a text, and v2 takes a ${type}. Change it by hand.`);
    if (typed)
      query.members[i] = { key: member.key, value: typed, ...(member.slot ? { slot: member.slot } : {}) };
  }
  query.members.push(...members);
  return query;
}

/** The edits by which what holds the parameters of a query holds what `body` is made of them. */
export function holderEdits(
  body: DraftObject,
  editor: CallEditor,
  { from }: Changes,
): readonly TextEdit[] | undefined {
  const typeOfField = ({ name }: QueryField): ValueType => typeOf(fieldsOf(from.query ?? NONE)[name]);
  if (editor.setParameters) {
    const set = body.members.flatMap(({ parameter, key }) =>
      parameter ? { parameter, name: key, type: typeOfField(parameter) } : [],
    );
    return set.length < body.members.length ? undefined : editor.setParameters(set);
  }
  if (body.members.some(({ parameter }) => parameter?.set === undefined)) return undefined;
  const edits = (editor.parameters ?? []).map((parameter) => {
    const name = body.members.find((member) => member.parameter === parameter)?.key;
    return parameter.set?.(name, typeOfField(parameter));
  });
  return edits.some((made) => made === undefined) ? undefined : edits.flatMap((made) => made ?? []);
}

/** The text of a number or truth value as one; undefined for what may stay as it is. */
function typedValue(
  value: Draft,
  type: ValueType,
  notation: Notation | undefined,
  document: string,
): Draft | Obstacle | undefined {
  if (type === 'string' || value.kind !== 'scalar') return undefined;
  const { json, member } = value;
  if (json.kind === 'dynamic') {
    const { start, end } = member?.place ?? json.range;
    const code = document.slice(start, end);
    if (!MADE_TEXT.test(code)) return undefined;
    const number = type === 'number' ? asNumber(code) : undefined;
    return number === undefined ? MADE_ELSEWHERE : { kind: 'written', text: number };
  }
  if (json.kind !== 'string') return undefined;
  const plain = json.value.isLiteral ? plainValue(json.value.text, type) : undefined;
  if (plain === undefined) return MADE_ELSEWHERE;
  const text = plain === 'true' ? notation?.true : plain === 'false' ? notation?.false : plain;
  return { kind: 'written', text: text ?? plain };
}

/** Code that makes a text of a value, in the languages whose queries are objects. */
const MADE_TEXT = /^(?:str|String)\(|\.toString\(\)$|["'`]$/;

/** What such code makes a text of, as a number. */
function asNumber(code: string): string | undefined {
  const [, made, inner] = /^(str|String)\(([^()]*(?:\([^()]*\))?[^()]*)\)$/.exec(code) ?? [];
  const bare = inner ?? /^([\w$.?]+)\.toString\(\)$/.exec(code)?.[1];
  if (bare === undefined || /[,=]/.test(bare)) return undefined;
  if (/^\d+$/.test(bare)) return bare;
  return made === 'str' ? `int(${bare})` : `Number(${bare})`;
}

const MADE_ELSEWHERE = obstacle('Its query is put together elsewhere. Send its parameters as the body.');
const GIVEN_BESIDE = obstacle(
  'What makes a query of its parameters was not followed. Send them as the body of a POST request.',
);
const isIn = (inner: Range, outer: Range): boolean => inner.start >= outer.start && inner.end <= outer.end;
const NONE: Schema = { type: 'any' };

/** A parameter, and where its value is in the text of the URL. */
interface Value {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

const PATH = /^(?:[a-z]+:)?\/\/[^/]*\/+v[12x]\/+/i;

/** Where in the text of a URL its operation and its query begin, and where the query ends. */
export function partsOf({ text: { text } }: ApiUrl): { operation: number; query: number; end: number } {
  const query = text.search(/[?#]|$/);
  const hash = text.indexOf('#', query);
  return {
    operation: PATH.exec(text)?.[0].length ?? query,
    query,
    end: hash < 0 ? text.length : hash,
  };
}

function pathValues({ url }: ApiCall, { from, pathToBody }: Changes): readonly Value[] {
  const { operation, query } = partsOf(url);
  const found: Value[] = [];
  let at = operation;
  for (const part of from.operation.split('/')) {
    const slash = url.text.text.indexOf('/', at);
    const to = slash < 0 || slash > query ? query : slash;
    const name = /^\{(.*)\}$/.exec(part)?.[1];
    if (name !== undefined && pathToBody.includes(name) && to > at) found.push({ name, from: at, to });
    at = to + 1;
  }
  return found;
}

/** The parameters of the query; undefined where there are some without a name. */
function queryValues(url: ApiUrl): readonly Value[] | undefined {
  const { query, end } = partsOf(url);
  const { text } = url.text;
  if (text[query] !== '?') return [];
  const found: Value[] = [];
  for (let at = query + 1; at < end; ) {
    const next = text.indexOf('&', at);
    const to = next < 0 || next > end ? end : next;
    const equals = text.indexOf('=', at);
    if (equals < 0 || equals > to || text.slice(at, equals).includes(HOLE)) return undefined;
    found.push({ name: text.slice(at, equals), from: equals + 1, to });
    at = to + 1;
  }
  return found;
}

type ValueType = 'string' | 'number' | 'boolean';

function typeOf(schema: Schema | undefined): ValueType {
  if (schema?.type === 'integer' || schema?.type === 'number') return 'number';
  return schema?.type === 'boolean' ? 'boolean' : 'string';
}

/** True for a draft that has nothing in it. */
export const isEmpty = (draft: Draft): boolean => draft.kind === 'object' && draft.members.length === 0;
