import type { Notation } from '../../call-editor.ts';
import type { LiteralIdiom } from '../../literals/requests/idiom.ts';

const NOTATION: Notation = {
  true: 'true',
  false: 'false',
  null: 'null',
  key: ["'", "': "],
  quote: "'",
  object: ['{', '}'],
  pad: '',
  list: ['[', ']'],
};

/** How Dart writes requests. */
export const idiom: LiteralIdiom = {
  notation: NOTATION,
  values: {
    quoted: (text) => `'${text.replaceAll(/[\\'$]/g, '\\$&')}'`,
    encoders: /^Uri\.encode(?:Component|QueryComponent)\(([\s\S]*)\)$/,
    number: (code) => (/^\d+$/.test(code) ? code : undefined),
    boolean: () => undefined,
    true: 'true',
    false: 'false',
    mixed: (pieces) =>
      pieces.some((p) => /['\\]/.test(p.text ?? p.code!))
        ? undefined
        : `'${pieces.map((p) => p.text ?? `\${${p.code}}`).join('')}'`,
  },
  forms: {
    open: (tokens, at) => {
      let open = at;
      if (tokens.isMark(open, '<')) while (open < at + 10 && !tokens.isMark(open, '{', '[', '(', ';')) open++;
      return tokens.isMark(open, '{', '[') ? open : undefined;
    },
    kind: (tokens, open) => (tokens.isMark(open, '{') ? 'object' : 'array'),
    separators: [':'],
    wordKeys: false,
    encoders: /(?:^|\.)(?:jsonEncode|encode)$/,
    suffixes: /^(?:toString)$/,
    null: 'null',
  },
};

/** Maps that take no objects. */
export const FLAT = /Map<String,\s*(?:String|Object)>|<String,\s*String>/;
