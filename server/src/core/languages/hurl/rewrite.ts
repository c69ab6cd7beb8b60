import type { CallEditor } from '../../call-editor.ts';
import { JSON_TEXT } from '../../migration/notations.ts';
import type { TextEdit } from '../../model.ts';
import { pairParameter } from '../../requests/pair-parameters.ts';
import { urlEditor } from '../../requests/url-editor.ts';
import { lineBelow, linesBelow } from '../../requests/written.ts';
import type { Templates } from '../../templates.ts';
import type { HurlRequest } from './parse.ts';

/** Edits of a request. A body of JSON says itself what it is, so it needs no header. */
export function hurlEditor(request: HurlRequest, templates: Templates, document: string): CallEditor {
  const { method, url, sections, source, body } = request;
  const setMethod = (value: string): readonly TextEdit[] => [{ range: method.range(), newText: value }];
  const query = sections.get('Query') ?? [];
  return {
    setMethod,
    addAuthorization: () => addHeader(request, document),
    notation: JSON_TEXT,
    ...(query.length > 0
      ? { parameters: query.map(({ name, value }) => pairParameter(name.text, value, document)) }
      : {}),
    ...urlEditor(templates.expandInPlace(url), templates.expand(url), document),
    rewrite: (change) => {
      if (change.body !== undefined && (body || !request.complete)) return undefined;
      const removal = change.body !== undefined && query.length > 0 ? querySection(request, document) : [];
      if (!removal) return undefined;
      const { start, end } = source.range();
      return [
        ...(change.method === undefined ? [] : setMethod(change.method)),
        ...(change.authorization ? addHeader(request, document) : []),
        ...removal,
        ...(change.body === undefined ? [] : [linesBelow(document, start, end, [change.body])]),
      ];
    },
  };
}

/** Takes the section with the query away; undefined where it has more in it than pairs. */
function querySection({ source, sections }: HurlRequest, document: string): TextEdit[] | undefined {
  const range = source.range();
  const found = /\r?\n[ \t]*\[(?:QueryStringParams|Query)\][ \t]*(?=\r?\n)/.exec(
    document.slice(range.start, range.end),
  );
  const last = sections.get('Query')?.at(-1)?.value.range().end;
  if (!found || last === undefined) return undefined;
  const start = range.start + found.index;
  const end = last + /^[ \t]*/.exec(document.slice(last, last + 100))![0].length;
  return /#/.test(document.slice(start, end)) ? undefined : [{ range: { start, end }, newText: '' }];
}

/** Adds the header below the request line, from the variable with the root key that the file already uses. */
function addHeader({ source, headersAt }: HurlRequest, document: string): TextEdit[] {
  const variable = /\{\{\s*(\w*root_?key\w*)\s*\}\}/i.exec(document)?.[1] ?? 'unkey_root_key';
  return [lineBelow(document, source.range().start, headersAt, `Authorization: Bearer {{${variable}}}`)];
}
