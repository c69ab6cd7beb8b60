import { substitute } from '../../regions/substitution.ts';
import { settingCall, withoutUsedUrls } from '../../requests/bare-call.ts';
import { SourceText } from '../../source.ts';
import type { Extraction, Language } from '../language.ts';
import { type Assignment, parseEnvironmentFile } from './parse.ts';

/** Files of variables for a program's environment. */
export const language: Language = {
  id: 'dotenv',
  title: 'Environment files',
  languageIds: ['dotenv', 'env'],
  extensions: ['.env'],
  filenames: ['.flaskenv', '.dev.vars', 'env.example', 'env.sample', 'env.template'],
  // `.env.production`, `.env.local.example`; not `.env.ts` and the like.
  filenamePattern:
    /^(?:\.env|\.dev\.vars)(?:[.-](?!(?:[cm]?[jt]sx?|json5?|ya?ml|toml|sh|py|rb|php|md|txt|enc|gpg)$)[\w-]+)*$|\.env$/,
  fences: ['env', 'dotenv'],
  comment: ['# ', ''],
  extract,
};

/** Values longer than this grew by doubling: nobody's URL. */
const MAX_LENGTH = 20_000;
const VARIABLE = /\\\$|\$\{([A-Za-z_][\w.]*)(?::?[-=]([^{}]*))?\}|\$([A-Za-z_]\w*)|\$\{[^{}]*\}/g;

function extract(source: SourceText): Extraction {
  const { assignments, comments } = parseEnvironmentFile(source);
  const values = valuesOf(assignments);
  const resolved = assignments.map((one) => ({ name: one.name, value: values(one) }));
  return {
    calls: withoutUsedUrls(resolved.flatMap(({ name, value }) => settingCall(name, value) ?? [])),
    names: resolved.filter(({ value }) => value.length > 0),
    comments,
  };
}

/** The values of assignments with the variables in them: those set exactly once, the others as holes. */
function valuesOf(assignments: readonly Assignment[]): (one: Assignment) => SourceText {
  const byName = new Map<string, Assignment | undefined>();
  for (const one of assignments) byName.set(one.name, byName.has(one.name) ? undefined : one);
  const known = new Map<Assignment, SourceText>();
  const resolve = (one: Assignment, depth: number): SourceText => {
    if (!one.expands || !one.value.text.includes('$')) return one.value;
    const done = known.get(one);
    if (done) return done;
    known.set(one, SourceText.hole(one.value.range()));
    const expanded = substitute(one.value, VARIABLE, (match, written) => {
      if (match[0] === '\\$') return written.slice(1);
      const name = match[1] ?? match[3];
      const other = name === undefined ? undefined : byName.get(name);
      if (other && other.value.length > 0 && depth < 20) return resolve(other, depth + 1);
      const fallback = match[2];
      if (fallback && name !== undefined && !byName.has(name)) {
        const end = written.length - 1;
        return written.slice(end - fallback.length, end);
      }
      return SourceText.hole(written.range());
    });
    const value = expanded.length <= MAX_LENGTH ? expanded : SourceText.hole(one.value.range());
    known.set(one, value);
    return value;
  };
  return (one) => resolve(one, 0);
}
