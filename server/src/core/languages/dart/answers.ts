import type { AnswerForms } from '../../literals/requests/answer-forms.ts';

/** How Dart reads answers. */
export const answers: AnswerForms = {
  text: /^\.(?:body|bodyBytes)$/,
  body: /^\.data$/,
  parses: /^(?:jsonDecode|json\.decode|convert\.jsonDecode)$/,
  decodes: /^utf8\.decode$/,
  cast: /^as\s+(?:dynamic|Map(?:<[\w ,?]*>)?\??)/,
  members: false,
  shows: /^(?:print|debugPrint|log|\w+\.(?:log|info|fine|d|i|w|e))$/,
  // What may not be there is asked for, as errors have no `data`.
  insert: (reader, { end, quote }, names) => {
    const isFirst = /^\[/.test(reader.text.slice(end, end + 1));
    if (!isFirst) return undefined;
    const added = names.map((name, i) => `${i > 0 ? '?' : ''}[${quote}${name}${quote}]`).join('');
    return [reader.insert(end, `${added}?`)];
  },
};
