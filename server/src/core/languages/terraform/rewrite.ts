import type { CallEditor, Notation, RequestChange } from '../../call-editor.ts';
import type { Expression } from '../../expression.ts';
import type { ApiUrl, TextEdit } from '../../model.ts';
import { plainValue } from '../../requests/url-values.ts';
import type { Range } from '../../source.ts';

/** Objects of HCL, whose members stand on lines of their own or have commas between. */
const NOTATION: Notation = {
  true: 'true',
  false: 'false',
  null: 'null',
  key: ['', ' = '],
  quote: '"',
  object: ['{', '}'],
  pad: ' ',
  list: ['[', ']'],
  separator: ',',
};

/** A request that a block describes, and how its attributes are written. */
export interface WrittenRequest {
  readonly url: ApiUrl;
  /** The value of the attribute with the URL. */
  readonly address: Range;
  /** The method that is written. */
  readonly method: Range | undefined;
  /** Headers that are written as an object. */
  readonly headers: { readonly range: Range; readonly first: Range | undefined } | undefined;
  readonly hasHeaders: boolean;
  readonly hasContentType: boolean;
  readonly body: Expression | undefined;
  readonly names: { readonly method: string; readonly headers: string; readonly body: string };
  /** Adds a line below the URL. */
  readonly below: ((line: string) => readonly TextEdit[]) | undefined;
  readonly document: string;
}

/** Edits of a request that a block of Terraform describes. */
export function terraformEditor(request: WrittenRequest): CallEditor {
  const { url, address, body, document } = request;
  const code = body && document.slice(body.start, body.end);
  const isInside = ({ start, end }: Range): boolean => start >= address.start && end <= address.end;
  return {
    // A text of JSON is written as such.
    ...(code === undefined || /^(?:jsonencode\s*\(|\{)/.test(code)
      ? { notation: /,[ \t]*\r?\n/.test(code ?? '') ? COMMAS : NOTATION }
      : {}),
    writeValue: (from, to, type) => {
      const value = url.text.slice(from, to);
      const range = value.range();
      if (to <= from || !isInside(range)) return undefined;
      const written = document.slice(range.start, range.end);
      if (value.isLiteral && written === value.text) {
        const plain = plainValue(written, type);
        return plain?.includes('${') ? undefined : plain;
      }
      const inner = /^(?:\$\{)?\s*(?:urlencode\(\s*([\w.]+)\s*\)|([\w.]+))\s*\}?$/.exec(written);
      const name = inner?.[1] ?? inner?.[2];
      if (name === undefined || value.length !== 1) return undefined;
      return type === 'string' ? name : `${type === 'number' ? 'tonumber' : 'tobool'}(${name})`;
    },
    replaceTail: (from, newText) => {
      const start = url.text.range(from - 1, from).end;
      const end = address.end - 1;
      const isText = document[address.start] === '"' && document[end] === '"';
      return isText && start > address.start && start <= end
        ? [{ range: { start, end }, newText }]
        : undefined;
    },
    rewrite: (change) => rewritten(request, change),
  };
}

const COMMAS: Notation = (({ separator: _, ...notation }) => notation)(NOTATION);

function rewritten(request: WrittenRequest, change: RequestChange): readonly TextEdit[] | undefined {
  const { method, headers, hasHeaders, hasContentType, body, names, below, document } = request;
  const edits: TextEdit[] = [];
  const members: string[] = [];
  if (change.authorization) members.push('Authorization = "Bearer ${var.unkey_root_key}"');
  if (change.body !== undefined && !hasContentType) members.push('Content-Type = "application/json"');
  if (change.method !== undefined && method) edits.push({ range: method, newText: `"${change.method}"` });
  else if (change.method !== undefined && below) edits.push(...below(`${names.method} = "${change.method}"`));
  else if (change.method !== undefined) return undefined;
  if (members.length > 0 && headers) {
    const at = headers.range.start + 1;
    const lead = headers.first ? document.slice(at, headers.first.start) : ' ';
    const isLines = lead.includes('\n');
    if (!/^\s*"?$/.test(lead)) return undefined;
    const blank = lead.replace('"', '');
    const newText = members.map((member) => blank + member + (isLines ? '' : ',')).join('');
    edits.push({
      range: { start: at, end: at },
      newText: headers.first ? newText : ` ${members.join(', ')} `,
    });
  } else if (members.length > 0) {
    if (hasHeaders || !below || names.headers === '') return undefined;
    edits.push(...below(`${names.headers} = { ${members.join(', ')} }`));
  }
  if (change.body !== undefined) {
    if (body || !below) return undefined;
    edits.push(...below(`${names.body} = jsonencode(${change.body})`));
  }
  return edits;
}
