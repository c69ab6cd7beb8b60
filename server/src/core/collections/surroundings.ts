import { itemsOf, scalarText, textOf, valueAt, wordAt } from '../json-members.ts';
import type { Header, Json } from '../model.ts';
import { readYaml } from '../regions/yaml.ts';
import { withoutSecret } from '../secrets.ts';
import type { Companion } from '../service.ts';
import { type Range, SourceText } from '../source.ts';
import { addValues, SET_LATER, type Variable } from '../templates.ts';
import { REQUEST_SCRIPT } from './bruno-script.ts';
import { type Auth, authElsewhere, headerElsewhere, isDisabled, NO_AUTH } from './request.ts';

/** The files of an OpenCollection that say more about a request in a file of its own. */
export const REQUEST_COMPANIONS: readonly string[] = [
  'folder.yml',
  'opencollection.yml',
  'environments/*.yml',
];

/** True for YAML text that may be such a request. */
export const mayBeRequestFile = (text: string): boolean => /^http:/m.test(text);

/** How many folders a companion lies above the document. */
export const heightOf = (path: string): number => path.split('../').length - 1;

/** What the collection around a request gives to it. */
export interface Surroundings {
  /** The auth of the nearest folder that has one, else of the collection. */
  readonly auth: Auth;
  /** Their values are not looked at. */
  readonly headers: readonly Header[];
  /** False when scripts may add headers. */
  readonly complete: boolean;
  readonly variables: Map<string, Variable>;
}

/**
 * Reads the files around a request; undefined when its collection is not among them.
 * @param at what stands for what they say.
 * @param authOf reads an auth; `inherited` is what is around it.
 */
export function readSurroundings(
  companions: readonly Companion[],
  at: Range,
  authOf: (json: Json | undefined, inherited: Auth) => Auth,
): Surroundings | undefined {
  const named = (name: string): Companion[] => companions.filter(({ path }) => path.endsWith(name));
  const [root] = named('opencollection.yml');
  if (!root) return undefined;
  const top = heightOf(root.path);
  const inside = (files: readonly Companion[]): (Json | undefined)[] =>
    files
      .filter(({ path }) => heightOf(path) <= top)
      .map(({ text }) => readYaml(SourceText.verbatim(text)).documents[0]);
  const inward = [...inside([root]), ...inside(named('folder.yml')).reverse()].map((file) =>
    valueAt(file, 'request'),
  );
  const variables = new Map<string, Variable>();
  for (const defaults of inward) define(valueAt(defaults, 'variables'), variables);
  const environments = companions.filter(({ path }) => path.includes('environments/'));
  for (const environment of inside(environments)) define(valueAt(environment, 'variables'), variables);
  const scripts = inward.flatMap((defaults) => itemsOf(valueAt(defaults, 'scripts')));
  return {
    auth: inward.reduce<Auth>((auth, one) => authElsewhere(authOf(valueAt(one, 'auth'), auth), at), NO_AUTH),
    headers: inward.flatMap((defaults) =>
      itemsOf(valueAt(defaults, 'headers')).flatMap((header) => {
        const name = isDisabled(header) ? undefined : wordAt(header, 'name');
        return name === undefined ? [] : [headerElsewhere(name, at)];
      }),
    ),
    complete: !scripts.some((script) => REQUEST_SCRIPT.test(textOf(valueAt(script, 'code'))?.text ?? '')),
    variables,
  };
}

function define(list: Json | undefined, variables: Map<string, Variable>): void {
  for (const item of itemsOf(list)) {
    const name = wordAt(item, 'name');
    const value = scalarText(valueAt(item, 'value')) ?? scalarText(valueAt(item, 'value', 'data'));
    if (name === undefined || isDisabled(item)) continue;
    if (value?.isLiteral) addValues(variables, name, { elsewhere: [withoutSecret(name, value.text, false)] });
    else variables.set(name, SET_LATER);
  }
}
