import type { CallEditor, RequestChange } from '../../call-editor.ts';
import { JSON_TEXT } from '../../migration/notations.ts';
import type { TextEdit } from '../../model.ts';
import { pairParameter } from '../../requests/pair-parameters.ts';
import { urlEditor } from '../../requests/url-editor.ts';
import { lineBelow } from '../../requests/written.ts';
import type { SourceText } from '../../source.ts';
import { blockOf, entryOf } from './collection.ts';
import type { BruBlock, BruFile } from './parse.ts';

/** A request of Bruno, and its URL as it is written and as it is sent. */
export interface WrittenRequest {
  readonly file: BruFile;
  /** The block that is named after the method. */
  readonly method: BruBlock;
  readonly url: SourceText;
  /** The URL without a query that stands in a block as well: its variables in their place, and resolved. */
  readonly local: SourceText;
  readonly expanded: SourceText;
  readonly document: string;
}

/** Edits of a request. A body of JSON says itself what it is, so it needs no header. */
export function brunoEditor(request: WrittenRequest): CallEditor {
  const { file, method, local, expanded, document } = request;
  const setMethod = (value: string): readonly TextEdit[] => [
    { range: method.name.range(), newText: value.toLowerCase() },
  ];
  const query = queryOf(file);
  return {
    setMethod,
    addAuthorization: () => [addHeader(request)],
    notation: JSON_TEXT,
    ...(query
      ? { parameters: query.pairs.map(({ name, value }) => pairParameter(name.text, value, document)) }
      : {}),
    ...urlEditor(local, expanded, document),
    rewrite: (change) => {
      const body = change.body === undefined ? [] : bodyEdits(request, change.body, query);
      if (!body) return undefined;
      return [
        ...(change.method === undefined ? [] : setMethod(change.method)),
        ...(change.authorization ? [addHeader(request)] : []),
        ...body,
      ];
    },
  };
}

/** The block with the parameters of the query. */
export const queryOf = (file: BruFile): BruBlock | undefined =>
  blockOf(file, 'params:query') ?? blockOf(file, 'query');

function bodyEdits(
  { file, method, url, document }: WrittenRequest,
  body: NonNullable<RequestChange['body']>,
  query: BruBlock | undefined,
): readonly TextEdit[] | undefined {
  const mode = entryOf(method, 'body');
  if (!file.complete || mode?.text !== 'none' || file.blocks.some(({ name }) => /^body/.test(name.text)))
    return undefined;
  const block = `body:json {\n  ${body}\n}`;
  const { end } = method.source.range();
  const mark = url.text.indexOf('?');
  // What is switched off goes with the rest.
  const places = query?.source.range();
  return [
    { range: mode.range(), newText: 'json' },
    places ? { range: places, newText: block } : { range: { start: end, end }, newText: `\n\n${block}` },
    ...(query && mark >= 0 && document.includes(url.text)
      ? [{ range: url.range(mark, url.length), newText: '' }]
      : []),
  ];
}

/** Adds the header to those of the request, or a block for it behind the method's. */
function addHeader({ file, method, document }: WrittenRequest): TextEdit {
  const line = 'Authorization: Bearer {{unkeyRootKey}}';
  const headers = blockOf(file, 'headers');
  const { start, end } = method.source.range();
  if (headers) return lineBelow(document, start, headers.entriesAt, `  ${line}`);
  const first = lineBelow(document, start, end, '');
  const block = ['', 'headers {', `  ${line}`, '}'].map((text) => `${first.newText}${text}`).join('');
  return { range: first.range, newText: block };
}
