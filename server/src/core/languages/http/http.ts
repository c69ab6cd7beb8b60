import type { CallEditor } from '../../call-editor.ts';
import { JSON_TEXT } from '../../migration/notations.ts';
import { type ApiCall, DYNAMIC, type TextEdit } from '../../model.ts';
import { urlEditor } from '../../requests/url-editor.ts';
import { expandHeaders, linesBelow, textBody } from '../../requests/written.ts';
import { SourceText } from '../../source.ts';
import { addValues, SET_LATER, Templates, type Variable } from '../../templates.ts';
import { parseApiUrl } from '../../url.ts';
import type { ExtractContext, Extraction, Language } from '../language.ts';
import { ENVIRONMENT_FILES, readEnvironments } from './environments.ts';
import { type HttpFile, type HttpRequest, parseHttpFile } from './parse.ts';

/** `Authorization: openid client_credentials x`: httpYac gets a token and sends it as a bearer. */
const ASKED_FOR = /^(?:openid|oauth2)\s/i;

export const language: Language = {
  id: 'http',
  title: 'HTTP request files',
  languageIds: ['http', 'httpyac', 'rest'],
  extensions: ['.http', '.rest'],
  fences: ['http', 'https', 'rest', 'httpyac'],
  comment: ['# ', ''],
  idioms: { fromEnvironment: (name, { start, end }) => [{ start, end, newText: `{{$processEnv ${name}}}` }] },
  companions: { names: ENVIRONMENT_FILES, wanted: (text) => text.includes('{{') },
  extract,
};

function extract(source: SourceText, context: ExtractContext): Extraction {
  const file = parseHttpFile(source);
  const templates = new Templates(variablesOf(file, context), nameOf);
  const embedded = file.commands.map((command) => context.commands(command));
  return {
    calls: [
      ...file.requests.flatMap((request) => requestCall(request, file, templates, context.document)),
      ...embedded.flatMap((e) => e.calls),
    ],
    names: [...file.variables].flatMap(([name, values]) => values.map((value) => ({ name, value }))),
    comments: [...file.comments, ...embedded.flatMap((e) => e.comments)],
    foreign: templates.foreign,
  };
}

/** The file's variables and those of its environments. Which of both wins differs from client to client. */
function variablesOf(file: HttpFile, { companions }: ExtractContext): ReadonlyMap<string, Variable> {
  const variables = new Map<string, Variable>();
  const { values, dotenv } = readEnvironments(companions);
  for (const [name, elsewhere] of values) variables.set(name, { here: [], elsewhere });
  for (const [name, value] of dotenv) variables.set(`$dotenv ${name}`, { here: [], elsewhere: [value] });
  for (const [name, here] of file.variables) addValues(variables, name, { here });
  for (const name of file.setLater) variables.set(name, SET_LATER);
  return variables;
}

const nameOf = (inside: string): string => inside.trim().replace(/^\$dotenv\s+/, '$dotenv ');

function requestCall(
  request: HttpRequest,
  file: HttpFile,
  templates: Templates,
  document: string,
): ApiCall[] {
  const { headers, complete } = expandHeaders(request.headers, templates);
  const target = SourceText.join(request.target.map((piece) => templates.expand(piece)));
  const local = SourceText.join(request.target.map((piece) => templates.expandInPlace(piece)));
  const host = headers.find((h) => h.name.toLowerCase() === 'host');
  const url = parseApiUrl(
    target.text.startsWith('/') && host ? SourceText.join([host.value, target]) : target,
  );
  if (!url) return [];
  const { method } = request;
  const place = request.target[0]!.range();
  return [
    {
      range: request.source.range(),
      client: 'http',
      bare: false,
      url,
      urlArgument: { start: place.start, end: request.target.at(-1)!.range().end },
      method: method
        ? { kind: 'literal', value: method.text, range: method.range() }
        : { kind: 'literal', value: 'GET', range: place },
      methodImplied: !method,
      headers: headers.map((header) =>
        ASKED_FOR.test(header.value.text)
          ? { ...header, value: SourceText.hole(header.value.range()) }
          : header,
      ),
      headersComplete: complete && request.headersComplete && !file.scriptsTouchHeaders,
      query: url.query,
      // A line that is no header may be the beginning of the body.
      body:
        request.body.length === 0 && !request.headersComplete
          ? DYNAMIC
          : textBody(templates.expand(request.body)),
      editor: editorOf(request, local, target, file, document),
    },
  ];
}

function editorOf(
  request: HttpRequest,
  local: SourceText,
  target: SourceText,
  file: HttpFile,
  document: string,
): CallEditor {
  const { method, source, body } = request;
  const { start } = request.target[0]!.range();
  const setMethod = (value: string): TextEdit[] =>
    method
      ? [{ range: method.range(), newText: value }]
      : [{ range: { start, end: start }, newText: `${value} ` }];
  return {
    setMethod,
    addAuthorization: () => addHeader(request, file, document),
    notation: JSON_TEXT,
    ...urlEditor(local, target, document),
    rewrite: (change) => {
      if (change.body !== undefined && (body.length > 0 || !request.headersComplete)) return undefined;
      const isTyped = request.headers.some(({ name }) => /^content-type$/i.test(name.text));
      const lines = [
        ...(change.authorization ? [authorizationOf(file)] : []),
        ...(change.body === undefined || isTyped ? [] : ['Content-Type: application/json']),
      ];
      const end = request.headersEnd;
      const sent = change.body === undefined ? [] : ['', change.body];
      const below = (at: number, texts: readonly string[]): TextEdit[] =>
        texts.length > 0 ? [linesBelow(document, source.range().start, at, texts)] : [];
      return [
        ...(change.method === undefined ? [] : setMethod(change.method)),
        ...(request.headersAt === end
          ? below(end, [...lines, ...sent])
          : [...below(request.headersAt, lines), ...below(end, sent)]),
      ];
    },
  };
}

/** Adds the header on a line of its own below the request line. */
const addHeader = (request: HttpRequest, file: HttpFile, document: string): TextEdit[] => [
  linesBelow(document, request.source.range().start, request.headersAt, [authorizationOf(file)]),
];

/** The header with the file's own root key variable where it has one. */
function authorizationOf(file: HttpFile): string {
  const own = [...file.variables.keys()].find((name) => /root_?key/i.test(name));
  return `Authorization: Bearer {{${own ?? '$processEnv UNKEY_ROOT_KEY'}}}`;
}
