import type { Expression } from '../../expression.ts';
import { pairsIn, type QueryAside } from '../../program/written-pairs.ts';
import type { ValueIdiom } from '../../requests/url-expression.ts';
import type { Values } from '../../resolve.ts';

/** How Ruby writes the values of a query. */
export const VALUES: ValueIdiom = {
  quoted: (text, like) => {
    const quote = like.startsWith("'") ? "'" : '"';
    return (
      quote +
      text.replaceAll(/[\\'"#]/g, (c) => (c === '\\' || c === '#' || c === quote ? `\\${c}` : c)) +
      quote
    );
  },
  encoders:
    /^(?:(?:CGI|URI|ERB::Util)\.(?:escape|encode_www_form_component|encode_uri_component|url_encode)|String)\(([\s\S]*)\)$/,
  number: (code) => (/^\d+$/.test(code) ? code : `Integer(${code})`),
  boolean: () => undefined,
  true: 'true',
  false: 'false',
  mixed: (pieces) =>
    pieces.some((p) => /["\\#]/.test(p.text ?? p.code!))
      ? undefined
      : `"${pieces.map((p) => p.text ?? `#{${p.code}}`).join('')}"`,
};

/** What sets a parameter in the block of a call: its indentation, what is set, its name quoted or a symbol, its value. */
export const PARAMETER =
  /^([ \t]*)(\w+)\.params\[(?:["'](\w+)["']|:(\w+))\][ \t]*=[ \t]*([^\n]*?)[ \t]*\r?\n/gm;

/** `req.params['keyId'] = id` in the block of a call. */
function blockQuery(call: Expression, values: Values): QueryAside | undefined {
  // The block stands behind the arguments.
  const code = values.source.text.slice(call.start, call.end);
  if (!/\.params\[/.test(code)) return undefined;
  const lines = [...code.matchAll(PARAMETER)];
  if (lines.length !== code.split('.params[').length - 1) return { parameters: undefined };
  const pairs = lines.map(([, , , quoted, symbol, value]) => `${quoted ?? symbol}: ${value}`).join(', ');
  return { parameters: pairsIn(pairs, VALUES) };
}

/** The query that is given beside a call: `uri.query = URI.encode_www_form(keyId: id)`, or in its block. */
export function setQuery(url: Expression, call: Expression, values: Values): QueryAside | undefined {
  const { text } = values.source;
  const inBlock = blockQuery(call, values);
  if (inBlock) return inBlock;
  const name = /^\w+$/.exec(text.slice(url.start, url.end))?.[0];
  if (name === undefined) return undefined;
  const from = Math.max(0, call.start - 2000);
  const before = text.slice(from, call.start);
  const method =
    before.lastIndexOf('\ndef ') > before.lastIndexOf('\n  def ')
      ? before.lastIndexOf('\ndef ')
      : before.search(/\n[ \t]*def [^\n]*(?![\s\S]*\n[ \t]*def )/);
  const lines = [
    ...before.matchAll(new RegExp(String.raw`^[ \t]*${name}\.query\s*=\s*([^\n]*)\r?\n`, 'gm')),
  ].filter((line) => line.index > method);
  const [line] = lines;
  if (!line) return undefined;
  const made = /^URI\.encode_www_form\(\s*\{?([\s\S]*?)\}?\s*\)\s*$/.exec(line[1]!);
  if (!made || lines.length > 1) return { parameters: undefined };
  const start = from + line.index;
  return {
    parameters: pairsIn(made[1]!, VALUES),
    removals: [{ range: values.source.range(start, start + line[0].length), newText: '' }],
  };
}
