import type { CallEditor } from '../call-editor.ts';
import type { TextEdit } from '../model.ts';
import { urlExpressionEditor } from '../requests/url-expression.ts';
import type { Values } from '../resolve.ts';
import { nearTo, type RequestIdiom } from './editor.ts';
import type { Site } from './grammar.ts';
import { methodEditAt, urlArgumentOf } from './site-edits.ts';

/** Parameters that are the body of a request. */
const BODY = /^[$@]?(?:json|body|data|payload|params?|content|in|input|json_?(?:body|data)|request_?body)$/i;
/** What a function is given where it has no body to send. */
const NONE = /^(?:null|nil|None|\[\]|\{\}|array\(\)|\$null|@\{\})$/;

/** Edits of calls of functions of a text that send with the method, URL and body that they are given. */
export const siteEditor =
  ({ notation, values: idiom }: RequestIdiom) =>
  (at: Site, values: Values): CallEditor => {
    const { site, parameters, request } = at;
    const { source } = values;
    const { text } = source;
    // What is nothing may be left out where the body is made, or where it is sent.
    const here = notation(text, nearTo(text, site));
    const own = {
      notation: here.unlessNone ? here : notation(text, text.slice(at.called.start, at.called.end)),
    };
    const url = urlArgumentOf(at, values);
    if (!url) return own;
    return {
      ...own,
      ...urlExpressionEditor(url, request.url.text, values, idiom),
      rewrite: ({ method, authorization, body }) => {
        const index = parameters.findIndex((p) => BODY.test(p.name));
        if (authorization || body === undefined || index < 0 || site.named || !site.intact) return undefined;
        const edits: TextEdit[] = [];
        if (method !== undefined) {
          const edit = methodEditAt(at, request, method);
          if (!edit) return undefined;
          edits.push(edit);
        }
        const given = site.args[index];
        if (given) {
          const isEmpty = NONE.test(source.text.slice(given.start, given.end));
          return isEmpty
            ? [...edits, { range: source.range(given.start, given.end), newText: body }]
            : undefined;
        }
        const last = site.args.at(-1);
        if (!last || site.args.length !== index) return undefined;
        return [...edits, { range: source.range(last.end, last.end), newText: `, ${body}` }];
      },
    };
  };
