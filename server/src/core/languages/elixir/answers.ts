import type { AnswerForms } from '../../literals/requests/answer-forms.ts';

/** How Elixir reads answers. */
export const answers: AnswerForms = {
  text: /^\.body$/,
  body: /^\.body$/,
  parses: /^(?:Jason|Poison|JSON)\.decode!$/,
  decodes: /^$(?!)/,
  cast: /^$(?!)/,
  members: false,
  shows: /^(?:IO\.\w+|Logger\.\w+|inspect)$/,
  // What is not there may be asked for its members.
  insert: (reader, { end }, names) => [reader.insert(end, names.map((name) => `["${name}"]`).join(''))],
};
