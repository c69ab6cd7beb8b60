import { endpointOfCall, headerOf, isOnHost } from '../calls.ts';
import type { Fix } from '../finding.ts';
import type { ApiCall, Header } from '../model.ts';
import type { Report, Rule } from '../rule.ts';
import { HOLE, type Range, type SourceText } from '../source.ts';
import { GONE_HOST } from '../url.ts';

export const rule: Rule = {
  id: 'malformed-authorization',
  summary: 'An Authorization header that is not "Bearer <root key>".',
  why: 'The server reads the scheme to the letter: anything but "Bearer " and a key is answered with 400.',
  severity: 'error',
  category: 'authorization',
  since: '0.1.0',
  prevents: ['err:unkey:authentication:malformed'],
  checkCall(call) {
    if (call.url.host.kind !== 'literal' || call.url.version.kind !== 'literal') return [];
    // v1 took a bare token as well.
    if (call.url.version.value !== 'v2' && isOnHost(call, GONE_HOST)) return [];
    const endpoint = endpointOfCall(call);
    if (endpoint && endpoint.auth !== 'bearer') return [];
    const header = headerOf(call, 'authorization');
    if (header) return judgeValue(header);
    return otherHeader(call);
  },
};

/** The key in a header of another name, where no Authorization can be on its way. */
function otherHeader(call: ApiCall): Report[] {
  const header = headerOf(call, 'x-api-key');
  if (!header || !call.headersComplete) return [];
  const { value } = header;
  const rename = { range: header.nameRange, newText: 'Authorization' };
  const bearer = { range: at(value.range().start), newText: 'Bearer ' };
  return [
    {
      range: header.nameRange,
      message: `Unkey does not read ${header.name}. Send the root key as "Authorization: Bearer <root key>".`,
      ...(value.isVerbatim() && value.isLiteral && !value.text.startsWith('Bearer ')
        ? {
            fix: {
              title: 'Send it as Authorization: Bearer',
              safety: 'suggestion' as const,
              edits: [rename, bearer],
            },
          }
        : {}),
    },
  ];
}

/** Stands for the whole header, scheme included: `<header>`, `{{header}}`, `%HEADER%`, `$HEADER`, `...`. */
const STAND_IN = /^(?:<.*>|\{.*\}|\[.*\]|%.*%|\$.*|\.{3}|\u2026)$/;
/** Schemes that are no keys when they stand alone (source: IANA's registry), and what people take for one. */
const OTHER_SCHEME = /^(?:basic|digest|dpop|hawk|hoba|mutual|negotiate|ntlm|oauth|token|api-?key)$/i;

const at = (offset: number): Range => ({ start: offset, end: offset });

function judgeValue(header: Header): Report[] {
  const { value } = header;
  const { text } = value;
  // The whole value or its first characters come from a variable: nothing is known.
  if (text.startsWith(HOLE)) return [];
  const trimmed = text.trim();
  if (trimmed === '')
    return [report(header.nameRange, 'The Authorization header is empty. Write "Bearer <root key>".')];
  if (STAND_IN.test(trimmed)) return [];
  const quote = /^["'`\u201c\u201d\u2018\u2019]/.exec(trimmed);
  if (quote)
    return [
      report(
        value.range(),
        `Quotes are part of the header here. Write Bearer <root key> without them.`,
        unquote(value),
      ),
    ];

  const scheme = /^[^\s\uFFFC]+/.exec(trimmed)![0];
  const rest = trimmed.slice(scheme.length);
  const schemeRange = value.range(text.indexOf(scheme), text.indexOf(scheme) + scheme.length);
  if (scheme === 'Bearer') return judgeToken(value, rest, schemeRange);
  if (/^bearer:?$/i.test(scheme) && rest.trim() !== '') {
    const glued = !/^\s/.test(rest);
    return [
      report(schemeRange, WRONG_SPELLING, {
        title: 'Write Bearer',
        safety: 'safe',
        edits: [{ range: schemeRange, newText: glued ? 'Bearer ' : 'Bearer' }],
      }),
    ];
  }
  if (rest.trim() === '') return [oneWord(value, scheme, schemeRange)];
  if (rest.startsWith(HOLE)) {
    // `unkey_${id}` is a key that starts with known characters; `Token${x}` is no scheme we can name.
    return /^unkey_/.test(scheme) ? [withoutScheme(value, scheme, schemeRange)] : [];
  }
  // Where it is never sent, as in a table of lines to show, the name may well belong there.
  if (/^authorization:$/i.test(scheme)) return [report(schemeRange, NAME_AGAIN)];
  return [
    report(schemeRange, `Unkey takes the scheme Bearer, not ${scheme}.`, {
      title: 'Change the scheme to Bearer',
      safety: 'suggestion',
      edits: value.isVerbatim(0, scheme.length) ? [{ range: schemeRange, newText: 'Bearer' }] : [],
    }),
  ];
}

/** A header of one word, known to its end: a scheme, a key, or both without a blank. */
function oneWord(value: SourceText, word: string, range: Range): Report {
  if (/^bearer:?$/i.test(word)) return report(range, NO_KEY);
  if (OTHER_SCHEME.test(word)) return report(range, `Unkey takes the scheme Bearer, not ${word}.`);
  const glued = /^bearer(?:[:=]|(?=unkey_))/i.exec(word);
  if (!glued) return withoutScheme(value, word, range);
  const from = value.text.indexOf(word);
  const scheme = value.range(from, from + glued[0].length);
  if (glued[0] === 'Bearer') return withoutBlank(scheme);
  return report(scheme, WRONG_SPELLING, {
    title: 'Write Bearer',
    safety: 'safe',
    edits: [{ range: scheme, newText: 'Bearer ' }],
  });
}

const NO_KEY = 'No root key behind Bearer. Write "Bearer <root key>".';
const NAME_AGAIN = 'The value names the header again. Write "Bearer <root key>" alone.';
const WRONG_SPELLING = 'The scheme must be written "Bearer ", with a capital B and one blank.';

function withoutBlank(scheme: Range): Report {
  return report(scheme, 'A blank is missing between Bearer and the root key.', {
    title: 'Add the blank',
    safety: 'safe',
    edits: [{ range: at(scheme.end), newText: ' ' }],
  });
}

/** What stands behind `Bearer`. */
function judgeToken(value: SourceText, rest: string, scheme: Range): Report[] {
  const token = rest.trim();
  if (token === '') return [report(scheme, NO_KEY)];
  if (rest.startsWith(HOLE)) return [withoutBlank(scheme)];
  const from = value.text.indexOf(token, value.text.indexOf('Bearer') + 'Bearer'.length);
  const again = /^bearer\s+(?=\S)/i.exec(token);
  if (again) {
    return [
      report(value.range(from, from + 6), 'Bearer stands here twice. Write it once.', {
        title: 'Remove the second Bearer',
        safety: 'safe',
        edits: [{ range: value.range(from, from + again[0].length), newText: '' }],
      }),
    ];
  }
  if (/^["'`\u201c\u2018]/.test(token)) {
    const quoted = value.slice(from, from + token.length);
    return [
      report(
        quoted.range(),
        'Quotes are part of the root key here. Write the key without them.',
        unquote(quoted),
      ),
    ];
  }
  return [];
}

function withoutScheme(value: SourceText, scheme: string, range: Range): Report {
  const index = value.text.indexOf(scheme);
  return report(range, 'The scheme is missing. Write "Bearer " before the root key.', {
    title: 'Add Bearer',
    safety: 'safe',
    edits: value.isVerbatim(index, index + 1) ? [{ range: at(range.start), newText: 'Bearer ' }] : [],
  });
}

/** Removes the quotes at both ends where they pair up and hold nothing the shell would have had to expand. */
function unquote(quoted: SourceText): Fix | undefined {
  const text = quoted.trim();
  const close = text.length - 1;
  if (close < 1 || text.text[0] !== text.text[close] || /[$`]/.test(text.text)) return undefined;
  return {
    title: 'Remove the quotes',
    safety: 'suggestion',
    edits: [
      { range: text.range(0, 1), newText: '' },
      { range: text.range(close, close + 1), newText: '' },
    ],
  };
}

function report(range: Range, message: string, fix?: Fix): Report {
  return { range, message, ...(fix && fix.edits.length > 0 ? { fix } : {}) };
}
