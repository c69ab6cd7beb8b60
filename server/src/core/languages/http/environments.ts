import { parseJson } from '../../json.ts';
import { memberOf, membersOf, scalarText } from '../../json-members.ts';
import type { Json, NamedText } from '../../model.ts';
import { withoutSecret } from '../../secrets.ts';
import type { Companion } from '../../service.ts';
import { SourceText } from '../../source.ts';

const SETTINGS_FILE = '.vscode/settings.json';
/** Files in which variables of requests are set: of JetBrains, Visual Studio and httpYac, REST Client, dotenv. */
export const ENVIRONMENT_FILES: readonly string[] = [
  'http-client.env.json',
  'http-client.private.env.json',
  'http-client.env.json.user',
  SETTINGS_FILE,
  '.env',
];

/** True for the path of a file of variables of JetBrains, Visual Studio and httpYac. */
export const isEnvironmentFile = (path: string): boolean =>
  /(?:^|[\\/])http-client(?:\.private)?\.env\.json(?:\.user)?$/.test(path);

/** Settings of VS Code in which REST Client and httpYac keep environments. */
const SETTINGS = ['rest-client.environmentVariables', 'httpyac.environmentVariables'] as const;
/** JetBrains' own members of an environment: certificates and tokens. */
const NO_VARIABLES = new Set(['SSLConfiguration', 'Security']);

/** The environments beside a file, and what they give to names. */
export interface Environments {
  /** What each name stands for in one environment or another, nearest file first, without secrets. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** The names of the nearest `.env`. */
  readonly dotenv: ReadonlyMap<string, string>;
}

/** Reads the environment files beside a document. A file further up says nothing where a nearer one of its name is. */
export function readEnvironments(companions: readonly Companion[]): Environments {
  const values = new Map<string, string[]>();
  const dotenv = new Map<string, string>();
  const add = (name: string, value: string): void => {
    const known = values.get(name) ?? [];
    if (!known.includes(value)) values.set(name, [...known, value]);
  };
  for (const wanted of ENVIRONMENT_FILES) {
    const file = companions.find(({ path }) => path === wanted || path.endsWith(`/${wanted}`));
    if (!file) continue;
    if (wanted === '.env') {
      for (const [name, value] of dotenvValues(file.text)) {
        dotenv.set(name, withoutSecret(name, value, true));
        add(name, dotenv.get(name)!);
      }
      continue;
    }
    const isPrivate = wanted !== 'http-client.env.json' && wanted !== SETTINGS_FILE;
    const root = parseJson(SourceText.verbatim(file.text));
    for (const { name, value } of wanted === SETTINGS_FILE ? settingsTexts(root) : environmentTexts(root)) {
      if (value.isLiteral) add(name, withoutSecret(name, value.text, isPrivate));
    }
  }
  return { values, dotenv };
}

/** The variables of an environment file, those of inner objects as `outer.inner`. */
export const environmentTexts = (root: Json | undefined): NamedText[] =>
  membersOf(root).flatMap(({ value }) => textsOf(value, ''));

/** The variables that VS Code's settings give to requests. */
export const settingsTexts = (root: Json | undefined): NamedText[] =>
  SETTINGS.flatMap((setting) => environmentTexts(memberOf(root, setting)?.value));

function textsOf(json: Json, prefix: string): NamedText[] {
  return membersOf(json).flatMap(({ key, value }): NamedText[] => {
    if (prefix === '' && NO_VARIABLES.has(key)) return [];
    const text = scalarText(value);
    return text ? [{ name: prefix + key, value: text }] : textsOf(value, `${prefix}${key}.`);
  });
}

/** `NAME=value` lines; of a name set twice the last counts. */
function dotenvValues(text: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const m of text.matchAll(/^[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*=[ \t]*(.*)$/gm)) {
    const written = m[2]!.trim();
    const quoted = /^(["'`])(.*?)\1/.exec(written);
    values.set(m[1]!, quoted ? quoted[2]! : written.replace(/[ \t]#.*$/, '').trim());
  }
  return values;
}
