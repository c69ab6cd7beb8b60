import { ABSENT, type ApiCall, DYNAMIC, type Header, type NamedText } from '../../model.ts';
import { basicHeader, expandHeaders, textBody } from '../../requests/written.ts';
import type { SourceText } from '../../source.ts';
import { addValues, SET_LATER, Templates, type Variable } from '../../templates.ts';
import { parseApiUrl } from '../../url.ts';
import type { ExtractContext, Extraction, Language } from '../language.ts';
import { type HurlFile, type HurlRequest, parseHurl } from './parse.ts';
import { hurlEditor } from './rewrite.ts';

/** Options of a request that add headers. */
const ADDS_HEADERS = /^(?:header|aws-sigv4|netrc|netrc-file|netrc-optional|negotiate|ntlm|digest)$/;

export const language: Language = {
  id: 'hurl',
  title: 'Hurl',
  languageIds: ['hurl'],
  extensions: ['.hurl'],
  fences: ['hurl'],
  comment: ['# ', ''],
  // Hurl takes the value of {{NAME}} from HURL_NAME.
  idioms: { fromEnvironment: (name, { start, end }) => [{ start, end, newText: `{{${name}}}` }] },
  extract,
};

function extract(source: SourceText, { document }: ExtractContext): Extraction {
  const file = parseHurl(source);
  const names = namesOf(file);
  const variables = new Map<string, Variable>();
  for (const { name, value } of names) addValues(variables, name, { here: [value] });
  for (const name of file.captures) variables.set(name, SET_LATER);
  const templates = new Templates(variables);
  return {
    calls: file.requests.flatMap((request) => requestCall(request, templates, document)),
    names,
    comments: file.comments,
    foreign: templates.foreign,
  };
}

/** Variables set by `variable: name=value`. */
function namesOf({ requests }: HurlFile): NamedText[] {
  return requests.flatMap(({ sections }) =>
    (sections.get('Options') ?? []).flatMap(({ name, value }): NamedText[] => {
      const equals = value.text.indexOf('=');
      if (name.text !== 'variable' || equals < 0) return [];
      return [{ name: value.text.slice(0, equals).trim(), value: value.slice(equals + 1).trim() }];
    }),
  );
}

function requestCall(request: HurlRequest, templates: Templates, document: string): ApiCall[] {
  const url = parseApiUrl(templates.expand(request.url));
  if (!url) return [];
  const { sections, method, body } = request;
  const { headers, complete } = expandHeaders(request.headers, templates);
  const options = sections.get('Options') ?? [];
  const user = sections.get('BasicAuth')?.[0] ?? options.find(({ name }) => name.text === 'user');
  const sent: readonly Header[] = user ? [...headers, basicHeader(user.name.range())] : headers;
  const hasForm = sections.has('Form') || sections.has('Multipart');
  const isOpaque = hasForm || body?.kind === 'opaque';
  return [
    {
      range: request.source.range(),
      client: 'hurl',
      bare: false,
      url,
      urlArgument: request.url.range(),
      method: { kind: 'literal', value: method.text, range: method.range() },
      methodImplied: false,
      headers: sent,
      headersComplete:
        complete && request.complete && !options.some(({ name }) => ADDS_HEADERS.test(name.text)),
      query: [
        ...url.query,
        ...(sections.get('Query') ?? []).map(({ name, value }) => ({
          name: name.text,
          nameRange: name.range(),
          value: templates.expand(value),
        })),
      ],
      body: isOpaque
        ? DYNAMIC
        : body
          ? textBody(templates.expand(body.text))
          : request.complete
            ? ABSENT
            : DYNAMIC,
      editor: hurlEditor(request, templates, document),
    },
  ];
}
