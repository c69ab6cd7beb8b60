import type { Json } from '../model.ts';
import { escapedName } from '../name-pattern.ts';
import { type Draft, type DraftScalar, isWhole } from './draft.ts';

const TEXT = /^(?:str|string|Optional\[str\]|(?:str|string)\s*\|\s*(?:None|undefined|null))$/;

/** One text with values in it: `f"tool.{name}"`. */
const PUT_TOGETHER = /^[fF](?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')$/;

/** One of the texts of an object that is written there: `{"GET": "orders.read"}[method]`. */
const TABLE = String.raw`\{(?:\s*(?:["'][^"'\n]*["']|\w+)\s*:\s*["'][^"'\n]*["']\s*,?)+\s*\}(?:\[|\.get\()`;

/** How far before its use a parameter is looked for, and what functions begin with. */
const FARTHEST = 4_000;
const HEADER = /\b(?:def|function|async)\b|\bconst\s+[\w$]+\s*=\s*\(/g;

/**
 * Whether permissions that v1 also took as an object are a text: by what is written, or by what the parameter of that
 * name is said to be; `likely` where only the name says so, which is that of one permission. Undefined otherwise.
 */
export function permissionText(
  { json, member }: DraftScalar,
  document: string,
): 'sure' | 'likely' | undefined {
  if (json.kind === 'string') return 'sure';
  if (json.kind !== 'dynamic') return undefined;
  if (isDeclaredText(json, document)) return 'sure';
  const { start, end } = member?.place ?? json.range;
  if (PUT_TOGETHER.test(document.slice(start, end))) return 'sure';
  const name = /^(?:[\w$]+\.)*([\w$]+)$/.exec(document.slice(start, end))?.[1];
  if (name === undefined) return undefined;
  const declared = new RegExp(
    String.raw`(?<![\w$.])${escapedName(name)}\??\s*(?::[ \t]*([^,)=;\n{]+)(?=[,)=])|=\s*([frbFRB]?["'\`]|${TABLE}))`,
    'g',
  );
  const before = document.slice(Math.max(0, start - FARTHEST), start);
  const header = [...before.matchAll(HEADER)].at(-1)?.index ?? 0;
  const [, type, quote] = [...before.slice(header).matchAll(declared)].at(-1) ?? [];
  if (quote !== undefined) return 'sure';
  if (type !== undefined && /[A-Za-z]/.test(type) && !/^\w+[.(]/.test(type))
    return TEXT.test(type.trim()) ? 'sure' : undefined;
  return /(?:^|_)permission$|[a-z]Permission$/.test(name) ? 'likely' : undefined;
}

/** True for a name that is declared to be a text, wherever the document declares it. */
function isDeclaredText({ range: { start, end } }: Json, document: string): boolean {
  const name = /^[$@]?([A-Za-z_]\w*)$/.exec(document.slice(start, end))?.[1];
  if (name === undefined) return false;
  const before = document.slice(0, start);
  const declared = [
    ...before.matchAll(
      new RegExp(
        String.raw`(?<![\w$])([\w<>?&|[\]]+)\s+\$?${name}\s*[,)=;]|(?<![\w$.])${name}\s*:\s*([\w<>?&|[\]]+)`,
        'g',
      ),
    ),
  ].map(([, type, typed]) => type ?? typed!);
  const types = declared.filter(
    (type) => !/^(?:return|const|let|var|val|final|await|in|new|as|and|or)$/.test(type),
  );
  return types.length > 0 && types.every((type) => /^(?:&?str|\??[sS]tring\??|&String)$/.test(type));
}

/** `a AND (b OR c)`; undefined where a part of it is not known. */
export function queryOf(draft: Draft, inner = false): string | undefined {
  if (draft.kind === 'scalar') return textOf(draft.json);
  if (draft.kind !== 'object' || !isWhole(draft)) return undefined;
  const [only, ...others] = draft.members;
  if (!only || others.length > 0 || !/^(?:and|or)$/.test(only.key) || only.value.kind !== 'list')
    return undefined;
  if (!only.value.json?.complete) return undefined;
  const parts = only.value.items.map((item) => queryOf(item, true));
  if (parts.length === 0 || parts.includes(undefined)) return undefined;
  const joined = parts.join(` ${only.key.toUpperCase()} `);
  return inner && parts.length > 1 ? `(${joined})` : joined;
}

const textOf = (json: Json): string | undefined =>
  json.kind === 'string' && json.value.isLiteral ? json.value.text : undefined;
