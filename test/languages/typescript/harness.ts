import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Extraction } from '../../../server/src/core/languages/language.ts';
import { NOTHING } from '../../../server/src/core/languages/language.ts';
import { language } from '../../../server/src/core/languages/typescript/typescript.ts';
import type { ApiCall, Json, TextEdit } from '../../../server/src/core/model.ts';
import { HOLE, type Range, SourceText } from '../../../server/src/core/source.ts';
import { Grammars } from '../../../server/src/core/syntax.ts';

const resolve = createRequire(path.join(process.cwd(), 'package.json')).resolve;

/** Reads a shipped file from the packages it comes from. */
export async function readAsset(name: string): Promise<Uint8Array> {
  if (name === 'tree-sitter.wasm') return readFile(resolve('web-tree-sitter/web-tree-sitter.wasm'));
  return readFile(path.join(path.dirname(resolve('@vscode/tree-sitter-wasm/package.json')), 'wasm', name));
}

export const grammars = new Grammars({
  readAsset,
  warn: (message) => {
    throw new Error(message);
  },
});

/** Loads both grammars. */
export async function load(): Promise<void> {
  grammars.parse('typescript', '');
  grammars.parse('tsx', '');
  await grammars.loadMissing();
}

export function extractFrom(
  source: SourceText,
  languageId = 'typescript',
  document = source.text,
): Extraction {
  return language.extract(source, {
    document,
    path: '',
    companions: [],
    languageId,
    syntax: grammars,
    fence: () => NOTHING,
    commands: () => NOTHING,
  });
}

export const extract = (text: string, languageId?: string): Extraction =>
  extractFrom(SourceText.verbatim(text), languageId, text);

export const callsIn = (text: string, languageId?: string): readonly ApiCall[] =>
  extract(text, languageId).calls;

/** The only call of a text. */
export function callIn(text: string, languageId?: string): ApiCall {
  const calls = callsIn(text, languageId);
  if (calls.length !== 1) throw new Error(`${calls.length} calls, not one, in:\n${text}`);
  return calls[0]!;
}

const show = (text: string): string => text.replaceAll(HOLE, '…');

/** A call in short: `POST v2/keys.verifyKey`, `?` for what is not known, `(POST)` for an implied method. */
export function brief(call: ApiCall): string {
  const { host, version, operation } = call.url;
  const method = call.method.kind === 'literal' ? call.method.value : '?';
  const place = host.kind === 'literal' ? `${host.value}/` : '…/';
  const name = operation.kind === 'literal' ? show(operation.value.text) : '?';
  const versionName = version.kind === 'literal' ? version.value : '?';
  const lead = call.bare ? 'url' : call.methodImplied ? `(${method})` : method;
  return `${call.client} ${lead} ${place}${versionName}/${name}`;
}

/** Headers in short, `…` for what is not known, `+` when there may be more. */
export function headers(call: ApiCall): string[] {
  const list = call.headers.map((h) => `${h.name}: ${show(h.value.text)}${h.conditional ? ' ?' : ''}`);
  return call.headersComplete ? list : [...list, '+'];
}

/** A JSON model as plain data; `'…'` for what is not known. */
export function plain(json: Json): unknown {
  switch (json.kind) {
    case 'object': {
      const members = json.members.map((m) => [m.key, plain(m.value)] as const);
      return Object.fromEntries(json.complete ? members : [...members, ['+', true] as const]);
    }
    case 'array':
      return json.items.map(plain);
    case 'string':
      return show(json.value.text);
    case 'number':
    case 'boolean':
      return json.value;
    case 'null':
      return null;
    default:
      return '…';
  }
}

export const body = (call: ApiCall): unknown =>
  call.body.kind === 'literal' ? plain(call.body.value) : call.body.kind;

export function apply(text: string, edits: readonly TextEdit[] | undefined): string {
  if (!edits) return 'no edit';
  let result = text;
  for (const { range, newText } of [...edits].sort((a, b) => b.range.start - a.range.start)) {
    result = result.slice(0, range.start) + newText + result.slice(range.end);
  }
  return result;
}

/** Every range that an extraction gives. */
export function rangesOf(extraction: Extraction): Range[] {
  const found: Range[] = extraction.comments.map((c) => c.range());
  const walk = (value: unknown, seen: Set<unknown>): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    if (value instanceof SourceText) {
      found.push(value.range());
      return;
    }
    const { start, end } = value as { start?: unknown; end?: unknown };
    if (typeof start === 'number' && typeof end === 'number') found.push({ start, end });
    for (const inner of Object.values(value)) walk(inner, seen);
  };
  walk(extraction.calls, new Set());
  return found;
}
