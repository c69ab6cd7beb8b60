import { BODY_SCRIPT, REQUEST_SCRIPT, SCRIPT_SET } from '../../collections/bruno-script.ts';
import {
  ABSENT,
  type ApiCall,
  DYNAMIC,
  type Fact,
  type Header,
  type Json,
  type NamedText,
} from '../../model.ts';
import { expandHeaders, textBody, unknownAuthorization, withoutQuery } from '../../requests/written.ts';
import type { SourceText } from '../../source.ts';
import { addValues, SET_LATER, Templates } from '../../templates.ts';
import { parseApiUrl } from '../../url.ts';
import type { ExtractContext, Extraction, Language } from '../language.ts';
import {
  authOf,
  blockOf,
  COLLECTION_FILES,
  entryOf,
  readSurroundings,
  type Surroundings,
  scriptOf,
  variableName,
} from './collection.ts';
import { type BruBlock, type BruFile, parseBru } from './parse.ts';
import { brunoEditor, queryOf } from './rewrite.ts';

const METHODS = /^(?:get|post|put|delete|patch|options|head|connect|trace)$/;
const VARIABLE_BLOCKS = /^vars(?::pre-request)?$/;

export const language: Language = {
  id: 'bruno',
  title: 'Bruno',
  languageIds: ['bruno'],
  extensions: ['.bru'],
  fences: ['bru'],
  idioms: {
    fromEnvironment: (name, { start, end }) => [{ start, end, newText: `{{process.env.${name}}}` }],
  },
  companions: { names: COLLECTION_FILES, wanted: (text) => /^[ \t]*url:/m.test(text) },
  extract,
};

function extract(source: SourceText, { document, companions }: ExtractContext): Extraction {
  const file = parseBru(source);
  const names = file.blocks
    .filter(({ name }) => VARIABLE_BLOCKS.test(name.text))
    .flatMap(({ pairs }) =>
      pairs.map((pair): NamedText => ({ name: variableName(pair), value: pair.value })),
    );
  const method = file.blocks.find(({ name }) => METHODS.test(name.text));
  const url = entryOf(method, 'url');
  if (!method || !url) return { calls: [], names, comments: [] };

  const around = readSurroundings(companions);
  const variables = new Map(around.variables);
  for (const { name, value } of names) addValues(variables, name, { here: [value] });
  const scripts = file.blocks.filter(({ name }) => /^(?:script|tests)/.test(name.text));
  for (const m of scripts
    .map(({ text }) => text.text)
    .join('\n')
    .matchAll(SCRIPT_SET))
    variables.set(m[1]!, SET_LATER);
  for (const pair of blockOf(file, 'vars:post-response')?.pairs ?? [])
    variables.set(variableName(pair), SET_LATER);
  const templates = new Templates(variables);
  return {
    calls: requestCall(file, { method, url, around, templates, document }),
    names,
    comments: [],
    foreign: templates.foreign,
  };
}

interface Request {
  /** The block that is named after the method. */
  readonly method: BruBlock;
  readonly url: SourceText;
  readonly around: Surroundings;
  readonly templates: Templates;
  readonly document: string;
}

function requestCall(file: BruFile, request: Request): ApiCall[] {
  const { method, url: written, around, templates } = request;
  const parameters = queryOf(file);
  // Parameters are written in both places.
  const address = parameters ? withoutQuery(written) : written;
  const url = parseApiUrl(templates.expand(address));
  if (!url) return [];
  const { name } = method;
  const own = expandHeaders(blockOf(file, 'headers')?.pairs ?? [], templates);
  const auth = authHeaders(file, request);
  return [
    {
      range: { start: name.range().start, end: file.blocks.at(-1)!.source.range().end },
      client: 'bruno',
      bare: false,
      url,
      urlArgument: written.range(),
      method: { kind: 'literal', value: name.text.toUpperCase(), range: name.range() },
      methodImplied: false,
      headers: [...around.headers(name.range()), ...own.headers, ...auth.headers],
      headersComplete:
        auth.known &&
        own.complete &&
        around.complete &&
        file.complete &&
        file.blocks.every((b) => !/^headers$|^auth/.test(b.name.text) || b.complete) &&
        !REQUEST_SCRIPT.test(scriptOf(file)),
      query: [
        ...url.query,
        ...(parameters?.pairs ?? []).map((pair) => ({
          name: pair.name.text,
          nameRange: pair.name.range(),
          value: templates.expand(pair.value),
        })),
      ],
      body: bodyOf(file, request),
      editor: brunoEditor({
        file,
        method,
        url: written,
        local: templates.expandInPlace(address),
        expanded: templates.expand(address),
        document: request.document,
      }),
    },
  ];
}

function authHeaders(file: BruFile, { method, around, templates }: Request) {
  const written = entryOf(method, 'auth');
  const at = (written ?? method.name).range();
  // Without a word about it nothing is sent, unless the word is the one that is missing.
  const settings = file.blocks.some((block) => block.name.text.startsWith('auth:'));
  const mode = written?.text ?? (settings ? 'unknown' : 'none');
  const auth = mode === 'inherit' ? around.auth(at) : authOf(file, mode, at);
  if (auth.kind === 'none') return { headers: [], known: true };
  if (auth.kind === 'unknown') return { headers: [unknownAuthorization(at)], known: false };
  const header: Header = { ...auth.header, value: templates.expand(auth.header.value) };
  return { headers: [header], known: true };
}

function bodyOf(file: BruFile, { method, templates }: Request): Fact<Json> {
  if (BODY_SCRIPT.test(scriptOf(file))) return DYNAMIC;
  const mode = entryOf(method, 'body')?.text;
  const bodies = file.blocks.filter(({ name }) => /^body(?::|$)/.test(name.text));
  if (mode === 'none') return file.complete ? ABSENT : DYNAMIC;
  if (mode === undefined) return file.complete && bodies.length === 0 ? ABSENT : DYNAMIC;
  if (mode !== 'json' && mode !== 'text') return DYNAMIC;
  const block = blockOf(file, `body:${mode}`) ?? (mode === 'json' ? blockOf(file, 'body') : undefined);
  if (!block) return DYNAMIC;
  const body = textBody(templates.expand(block.text));
  return body.kind === 'absent' && !file.complete ? DYNAMIC : body;
}
