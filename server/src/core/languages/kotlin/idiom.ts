import type { Notation } from '../../call-editor.ts';
import type { LiteralIdiom, Puts } from '../../literals/requests/idiom.ts';
import type { Part, RequestReader } from '../../literals/requests/reader.ts';
import { imported } from '../../literals/requests/seen-request.ts';
import type { TextEdit } from '../../model.ts';
import type { ValueIdiom } from '../../requests/url-expression.ts';
import { putter } from './json-body.ts';

const MAP: Notation = {
  true: 'true',
  false: 'false',
  null: 'null',
  key: ['"', '" to '],
  quote: '"',
  object: ['mapOf(', ')'],
  pad: '',
  list: ['listOf(', ')'],
};

/** A text of JSON in a raw string. */
export const TEXT: Notation = {
  ...MAP,
  key: ['"', '": '],
  object: ['{', '}'],
  list: ['[', ']'],
  isJson: true,
};

const CREATES = /^(?:(?:hash|linked|mutable)?[mM]apOf|(?:mutable)?[lL]istOf|arrayOf|arrayListOf)$/;

const ENCODERS =
  /^(?:URLEncoder\.encode\(([^,]*)(?:,[\s\S]*)?\)|([\w.]+)\.encodeURL(?:Parameter|QueryComponent)\(\)|Uri\.encode\(([^,]*)\))$/;
const filled = (code: string): string => (/^\w+$/.test(code) ? `$${code}` : `\${${code}}`);

/** Values in a text of JSON. */
export const TEXT_VALUES: ValueIdiom = {
  quoted: (text) => `"${text}"`,
  encoders: ENCODERS,
  text: (code) => `"${filled(code)}"`,
  number: (code) => (/^\d+$/.test(code) ? code : filled(code)),
  boolean: filled,
  true: 'true',
  false: 'false',
  mixed: (pieces) => `"${pieces.map((p) => p.text ?? `\${${p.code}}`).join('')}"`,
};

/** How Kotlin writes requests. */
export const idiom: LiteralIdiom = {
  notation: MAP,
  notationIn: (text) => {
    const setter = putter(text);
    return setter ? { ...MAP, setter } : MAP;
  },
  values: {
    quoted: (text) => `"${text.replaceAll(/["$\\]/g, '\\$&')}"`,
    encoders: ENCODERS,
    number: (code) => (/^\d+$/.test(code) ? code : undefined),
    boolean: () => undefined,
    true: 'true',
    false: 'false',
    mixed: (pieces) => `"${pieces.map((p) => p.text ?? `\${${p.code}}`).join('')}"`,
  },
  forms: {
    open: (tokens, at) => {
      if (!tokens.isWord(at) || !CREATES.test(tokens.written(at))) return undefined;
      let open = at + 1;
      if (tokens.isMark(open, '<')) while (open < at + 12 && !tokens.isMark(open, '(', '{', ';')) open++;
      return tokens.isMark(open, '(') ? open : undefined;
    },
    kind: (tokens, open) => {
      let word = open - 1;
      while (word > 0 && !CREATES.test(tokens.written(word))) word--;
      return /map/i.test(tokens.written(word)) ? 'object' : 'array';
    },
    separators: ['to'],
    wordKeys: false,
    encoders:
      /(?:^|\.)(?:encodeToString|toJson|toJSONString|writeValueAsString|writeValueAsBytes|ofString|ofByteArray|create|JSONObject|TextContent)$/,
    suffixes:
      /^(?:toRequestBody|toString|toByteArray|encodeToByteArray|trimIndent|trimMargin|trim|toJson|toRequest|encodeUtf8)$/,
    null: 'null',
    puts: putsOf,
  },
};

/** `JSONObject().put("a", b)`, `JSONObject().apply { put("a", b) }`, `buildJsonObject { put("a", b) }` */
function putsOf(reader: RequestReader, { from, to }: Part): Puts | undefined {
  const { tokens } = reader;
  const name = tokens.written(from);
  if (name === 'buildJsonObject' && tokens.isMark(from + 1, '{') && tokens.partner(from + 1) === to - 1) {
    const block = putsIn(reader, from + 1);
    return block && { at: { from, to: from + 1 }, ...block };
  }
  if (
    !/^(?:JSONObject|JsonObject)$/.test(name) ||
    !tokens.isMark(from + 1, '(') ||
    !tokens.isMark(from + 2, ')')
  )
    return undefined;
  const at = { from, to: from + 3 };
  const members: { key: number; value: Part }[] = [];
  let end = from + 3;
  let complete = true;
  while (end < to) {
    if (!tokens.isMark(end, '.')) return undefined;
    const call = tokens.written(end + 1);
    const open = end + 2;
    const close = tokens.partner(open);
    if (close < 0) return undefined;
    if (/^(?:put|addProperty|add)$/.test(call) && tokens.isMark(open, '(')) {
      const put = putAt(reader, open);
      if (put) members.push(put);
      else complete = false;
    } else if (/^(?:apply|also)$/.test(call) && tokens.isMark(open, '{')) {
      const block = putsIn(reader, open);
      if (!block) return undefined;
      members.push(...block.members);
      complete &&= block.complete;
    } else if (call !== 'toString') return undefined;
    end = close + 1;
  }
  return { at, members, complete };
}

function putAt(reader: RequestReader, open: number): Puts['members'][number] | undefined {
  const [key, value, ...others] = reader.args(open);
  if (!key || !value || others.length > 0 || !reader.string(key)) return undefined;
  return { key: key.from, value: { from: value.from, to: value.to } };
}

/** The statements of a block that only puts. */
function putsIn(reader: RequestReader, open: number): Omit<Puts, 'at'> | undefined {
  const { tokens } = reader;
  const close = tokens.partner(open);
  if (close < 0) return undefined;
  const members: Puts['members'][number][] = [];
  let complete = true;
  for (let at = open + 1; at < close; ) {
    if (/^(?:it|this)$/.test(tokens.written(at)) && tokens.isMark(at + 1, '.')) at += 2;
    const put =
      /^(?:put|addProperty|add)$/.test(tokens.written(at)) &&
      tokens.isMark(at + 1, '(') &&
      putAt(reader, at + 1);
    if (put) {
      members.push(put);
      at = tokens.partner(at + 1) + 1;
    } else {
      complete = false;
      const end = reader.valueEnd(at);
      at = end > at ? end : at + 1;
    }
    if (tokens.isMark(at, ';')) at++;
  }
  return { members, complete };
}

export const TOKEN = '"Bearer ${System.getenv("UNKEY_ROOT_KEY")}"';
export const FLAT = /Map<String,\s*String>|mapOf<String,\s*String>/;

/** Imports that a text lacks, in one edit. */
export function addedImports(reader: RequestReader, paths: readonly string[]): readonly TextEdit[] {
  const edits = paths.flatMap((path) => imported(reader, /^$(?!)/, `import ${path}`));
  const [first] = edits;
  return first ? [{ range: first.range, newText: edits.map((edit) => edit.newText).join('') }] : [];
}
