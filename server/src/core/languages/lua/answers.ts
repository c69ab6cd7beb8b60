import type { AnswerForms } from '../../literals/requests/answer-forms.ts';

/** How Lua reads answers. */
export const answers: AnswerForms = {
  text: /^\.body$/,
  body: /^$(?!)/,
  parses: /^(?:cjson|json|dkjson|rapidjson|cjson_safe|JSON)(?:\.safe)?[.:]decode$/,
  decodes: /^$(?!)/,
  cast: /^$(?!)/,
  members: true,
  shows: /^(?:print|ngx\.(?:log|say)|tostring|type|kong\.log(?:\.\w+)?)$/,
  // Errors have no `data`.
  insert: (reader, { start, end }, names) => [
    reader.insert(start, '('.repeat(names.length)),
    reader.insert(end, names.map((name) => `.${name} or {})`).join('')),
  ],
};
