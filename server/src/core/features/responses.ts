import { codesNamed, findErrorMentions } from '../error-mentions.ts';
import { findErrorReferences } from '../error-references.ts';
import { parseJson } from '../json.ts';
import type { Json } from '../model.ts';
import { SourceText } from '../source.ts';

/** What an answer of the API tells of an error, whichever version sent it. Texts are as sent. */
export interface ErrorResponse {
  /** `err:…` or a code of v1, in `error`; a result of verifyKey, in `result`. */
  readonly kind: 'error' | 'result';
  readonly codes: readonly string[];
  readonly status: number | undefined;
  readonly detail: string | undefined;
  readonly requestId: string | undefined;
  readonly problems: readonly Problem[];
}

/** One entry of `error.errors`. */
export interface Problem {
  readonly location: string | undefined;
  readonly message: string | undefined;
  readonly fix: string | undefined;
}

/** A log may hold a great many braces, and one without its partner is read to the end. */
const MOST_TRIES = 50;
const LONGEST = 65_536;
/** Loggers write an answer as a string in their own JSON. */
const DEEPEST = 8;

/** The answers of the API in `text`, a log or an answer alone, in order. */
export function findResponses(text: string): ErrorResponse[] {
  const found: ErrorResponse[] = [];
  const brace = /\{/g;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const match = brace.exec(text);
    if (!match) break;
    const json = parseJson(SourceText.verbatim(text.slice(match.index, match.index + LONGEST), match.index));
    const inside = json ? responsesIn(json, 0) : [];
    found.push(...inside);
    // Objects inside of one that was read were looked at with it.
    if (json && (inside.length > 0 || (json.kind === 'object' && json.complete && json.members.length > 0)))
      brace.lastIndex = Math.max(json.range.end, match.index + 1);
  }
  return found;
}

function responsesIn(json: Json, depth: number): ErrorResponse[] {
  if (depth > DEEPEST) return [];
  if (json.kind === 'array') return json.items.flatMap((item) => responsesIn(item, depth + 1));
  if (json.kind === 'string') {
    const inner = json.value.text.startsWith('{') ? parseJson(json.value) : undefined;
    return inner ? responsesIn(inner, depth + 1) : [];
  }
  if (json.kind !== 'object') return [];
  const own = errorIn(json) ?? resultIn(json);
  return own ? [own] : json.members.flatMap((m) => responsesIn(m.value, depth + 1));
}

function errorIn(json: Json): ErrorResponse | undefined {
  const error = member(json, 'error');
  const codes = [textOf(error, 'type'), textOf(error, 'code')].map(codesIn).find((c) => c.length > 0);
  if (!codes) return undefined;
  const errors = member(error, 'errors');
  const status = member(error, 'status');
  return {
    kind: 'error',
    codes,
    status: status?.kind === 'number' ? status.value : undefined,
    detail: textOf(error, 'detail') ?? textOf(error, 'message'),
    requestId: textOf(member(json, 'meta'), 'requestId') ?? textOf(error, 'requestId'),
    problems: (errors?.kind === 'array' ? errors.items : []).map((item) => ({
      location: textOf(item, 'location'),
      message: textOf(item, 'message'),
      fix: textOf(item, 'fix'),
    })),
  };
}

/** The answer of verifyKey: `data` in v2, the whole of it in v1. */
function resultIn(json: Json): ErrorResponse | undefined {
  const data = member(json, 'data') ?? json;
  const code = textOf(data, 'code');
  if (member(data, 'valid')?.kind !== 'boolean' || code === undefined || codesNamed(code).length === 0)
    return undefined;
  const requestId = textOf(member(json, 'meta'), 'requestId');
  return { kind: 'result', codes: [code], status: undefined, detail: undefined, requestId, problems: [] };
}

function codesIn(text: string | undefined): readonly string[] {
  if (text === undefined) return [];
  const [reference] = findErrorReferences(SourceText.verbatim(text), []);
  return reference ? [reference.code] : (findErrorMentions(text)[0]?.codes ?? codesNamed(text));
}

function member(json: Json | undefined, name: string): Json | undefined {
  return json?.kind === 'object' ? json.members.findLast((m) => m.key === name)?.value : undefined;
}

function textOf(json: Json | undefined, name: string): string | undefined {
  const value = member(json, name);
  return value?.kind === 'string' && value.value.text !== '' ? value.value.text : undefined;
}
