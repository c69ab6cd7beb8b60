import type { DraftScalar } from './draft.ts';

const TEXT = /^(?:str|string|Optional\[str\]|(?:str|string)\s*\|\s*(?:None|undefined|null))$/;

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
  const { start, end } = member?.place ?? json.range;
  const name = /^(?:[\w$]+\.)*([\w$]+)$/.exec(document.slice(start, end))?.[1];
  if (name === undefined) return undefined;
  const declared = new RegExp(
    String.raw`(?<![\w$.])${name.replaceAll('$', '\\$')}\??\s*(?::\s*([^,)=;\n{]+)(?=[,)=])|=\s*([frbFRB]?["'\`]))`,
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
