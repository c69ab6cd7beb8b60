import { REQUEST_SCRIPT } from '../../collections/bruno-script.ts';
import {
  type Auth,
  apiKeyAuth,
  authElsewhere,
  headerElsewhere,
  NO_AUTH,
  UNKNOWN_AUTH,
} from '../../collections/request.ts';
import { heightOf } from '../../collections/surroundings.ts';
import type { Header } from '../../model.ts';
import { basicHeader, tokenHeader, type WrittenPair } from '../../requests/written.ts';
import { withoutSecret } from '../../secrets.ts';
import type { Companion } from '../../service.ts';
import { type Range, SourceText } from '../../source.ts';
import { addValues, SET_LATER, type Variable } from '../../templates.ts';
import { type BruBlock, type BruFile, parseBru } from './parse.ts';

/** The files of a collection that say more about its requests. */
export const COLLECTION_FILES: readonly string[] = [
  'folder.bru',
  'collection.bru',
  'environments/*.bru',
  'bruno.json',
];

/** What the collection around a request gives to it. */
export interface Surroundings {
  /** The auth of the nearest folder that has one, else of the collection; for requests that inherit. */
  readonly auth: (at: Range) => Auth;
  /** Headers whose values are not looked at. */
  readonly headers: (at: Range) => readonly Header[];
  /** False when scripts may add headers. */
  readonly complete: boolean;
  readonly variables: ReadonlyMap<string, Variable>;
}

/** Reads the files around a request. Without any, it is taken to stand alone; then what it inherits is not known. */
export function readSurroundings(companions: readonly Companion[]): Surroundings {
  const roots = companions.filter(({ path }) => /(?:^|\/)(?:collection\.bru|bruno\.json)$/.test(path));
  const top = Math.min(...roots.map(({ path }) => heightOf(path)));
  const own = companions.filter(({ path }) => heightOf(path) <= top && path.endsWith('.bru'));
  const isEnvironment = ({ path }: Companion): boolean => path.includes('environments/');
  const outward = own
    .filter((one) => !isEnvironment(one))
    .sort((a, b) => heightOf(a.path) - heightOf(b.path) || (a.path.endsWith('folder.bru') ? -1 : 1))
    .map(({ text }) => parseBru(SourceText.verbatim(text)));
  const environments = own.filter(isEnvironment).map(({ text }) => parseBru(SourceText.verbatim(text)));
  const headers = outward.flatMap((file) => blockOf(file, 'headers')?.pairs ?? []);
  return {
    auth: (at) => inheritedAuth(outward, at, roots.length > 0),
    headers: (at) => headers.map(({ name }) => headerElsewhere(name.text, at)),
    complete: outward.every((file) => file.complete && !REQUEST_SCRIPT.test(scriptOf(file))),
    variables: variablesOf([...outward, ...environments]),
  };
}

/** The last block of that name. */
export const blockOf = (file: BruFile, name: string): BruBlock | undefined =>
  file.blocks.findLast((block) => block.name.text === name);

/** The value of the last entry of that name in a block. */
export const entryOf = (block: BruBlock | undefined, name: string): SourceText | undefined =>
  block?.pairs.findLast((pair) => pair.name.text === name)?.value;

/** The script that runs before the request; empty where there is none. */
export const scriptOf = (file: BruFile): string => blockOf(file, 'script:pre-request')?.text.text ?? '';

function inheritedAuth(outward: readonly BruFile[], at: Range, known: boolean): Auth {
  for (const file of outward) {
    const mode = entryOf(blockOf(file, 'auth'), 'mode')?.text;
    if (mode === undefined || mode === 'inherit') continue;
    return authElsewhere(authOf(file, mode, at), at);
  }
  return known ? NO_AUTH : UNKNOWN_AUTH;
}

/** The auth of a mode, from the block that a file has for it. */
export function authOf(file: BruFile, mode: string, at: Range): Auth {
  const block = blockOf(file, `auth:${mode}`);
  switch (mode) {
    case 'none':
      return NO_AUTH;
    case 'bearer': {
      const token = entryOf(block, 'token');
      return token ? { kind: 'sent', header: tokenHeader(token, at) } : UNKNOWN_AUTH;
    }
    case 'basic':
      return { kind: 'sent', header: basicHeader(at) };
    case 'apikey':
      if (/^query/.test(entryOf(block, 'placement')?.text ?? '')) return NO_AUTH;
      return apiKeyAuth(entryOf(block, 'key'), entryOf(block, 'value'));
    default:
      return UNKNOWN_AUTH;
  }
}

/** `@name` is a variable of its request alone. */
export const variableName = ({ name }: WrittenPair): string => name.text.replace(/^@/, '');

function variablesOf(files: readonly BruFile[]): Map<string, Variable> {
  const variables = new Map<string, Variable>();
  for (const file of files) {
    for (const { name, pairs, text } of file.blocks) {
      if (name.text === 'vars' || name.text === 'vars:pre-request')
        for (const pair of pairs) {
          const named = variableName(pair);
          addValues(variables, named, { elsewhere: [withoutSecret(named, pair.value.text, false)] });
        }
      else if (name.text === 'vars:secret')
        for (const m of text.text.matchAll(/[\w.-]+/g)) variables.set(m[0], SET_LATER);
    }
  }
  return variables;
}
