import type { CallEditor, RequestChange } from '../../call-editor.ts';
import type { CallExpression, Expression } from '../../expression.ts';
import type { ApiCall, TextEdit } from '../../model.ts';
import { urlExpressionEditor } from '../../requests/url-expression.ts';
import type { SourceText } from '../../source.ts';
import { givenQuery, type Sender } from './caller-queries.ts';
import { addMembers, appendMember } from './edit.ts';
import type { LocalFunction } from './local-functions.ts';
import { IDIOM, OBJECT_LITERAL, quoteOf } from './notation.ts';
import type { Reading } from './reading.ts';
import { searchOf } from './search-params.ts';
import { senderEdits } from './sender-edits.ts';
import { behind, Kind, type Tokens, wordAt } from './tokens.ts';

/** Parameters that are the options of a request, or its body. */
const OPTIONS = /^(?:init|opts?|options|config|request(?:init|options)?)$/i;
/** Code that makes a text of the body that it is given. */
const STRINGIFIES = /JSON\.stringify\(\s*(?:[\w$]+\??\.)?body\b/;
const BODY = /^(?:body|data|payload|json)$/i;

/**
 * Edits of a call of a function of the text that sends a request. What the function makes of its arguments is told by
 * their names only: whoever applies these edits reads the text again.
 */
export function callerEditor(
  reading: Reading,
  call: CallExpression,
  fn: LocalFunction,
  request: ApiCall,
  editor: CallEditor,
  sender: Sender,
): CallEditor {
  const { operation, text } = request.url;
  if (operation.kind !== 'literal' || !call.intact) return editor;
  const { source, values } = reading;
  const url = call.args.find((arg) => {
    const { start, end } = source.range(arg.start, arg.end);
    return operation.range.start >= start && operation.range.end <= end;
  });
  if (!url) return editor;
  const quote = quoteOf(reading, url);
  const names = parameterNames(reading.tokens, fn);
  const search = searchOf(reading, url, call);
  const isMade = search !== undefined && search !== 'unknown';
  const given = search === undefined ? givenQuery(reading, call, request, fn, names, sender) : undefined;
  if (given) {
    return {
      ...editor,
      notation: { ...OBJECT_LITERAL, quote },
      query: given.query,
      ...withoutQuery(urlExpressionEditor(url, pathOf(text), values, IDIOM), pathOf(text).length),
      rewrite: given.rewrite,
    };
  }
  return {
    ...editor,
    notation: { ...OBJECT_LITERAL, quote },
    ...typedBodyOf(reading, call, request),
    ...(isMade ? { parameters: search.parameters, isQueryMade: true as const } : {}),
    ...urlExpressionEditor(url, text, values, IDIOM),
    rewrite: (change) => {
      const code = reading.tokens.text.slice(
        reading.tokens.starts[fn.first],
        reading.tokens.ends[fn.end - 1],
      );
      const stringifies = STRINGIFIES.test(code);
      const edits = callerEdits(reading, call, fn, names, request, editor, { ...change, stringifies }, quote);
      if (search === undefined || change.body === undefined) return edits;
      return isMade ? edits && [...edits, ...search.edits] : undefined;
    },
  };
}

/** A URL up to its query. */
const pathOf = (url: SourceText): SourceText => url.slice(0, url.text.search(/\?|$/));

/** An editor of a URL whose query is put behind it elsewhere: there is nothing to take away. */
function withoutQuery(editor: CallEditor, length: number): CallEditor {
  const { replaceTail } = editor;
  if (!replaceTail) return editor;
  return {
    ...editor,
    replaceTail: (from, newText) => (from >= length && newText === '' ? [] : replaceTail(from, newText)),
  };
}

/** The argument that is the body, where it is a name that has a type. */
function typedBodyOf(
  { source, values }: Reading,
  { args }: CallExpression,
  { body }: ApiCall,
): Pick<CallEditor, 'typedBody'> {
  if (body.kind !== 'dynamic' || !body.range) return {};
  const { start, end } = body.range;
  const given = args.find((arg) => source.offset(arg.start) === start && source.offset(arg.end) === end);
  const fields = given?.kind === 'name' ? values.fieldsOf(given) : undefined;
  return fields ? { typedBody: { range: body.range, fields } } : {};
}

function callerEdits(
  reading: Reading,
  call: CallExpression,
  fn: LocalFunction,
  names: readonly string[],
  { method }: ApiCall,
  editor: CallEditor,
  change: RequestChange & { readonly stringifies: boolean },
  quote: string,
): readonly TextEdit[] | undefined {
  if (change.authorization) return undefined;
  const { source } = reading;
  const range = source.range(call.start, call.end);
  const isNamed =
    method.kind === 'literal' && method.range.start >= range.start && method.range.end <= range.end;
  const edits: TextEdit[] = [];
  if (change.method !== undefined && isNamed) {
    const named = editor.setMethod?.(change.method);
    if (!named || named.length === 0) return undefined;
    edits.push(...named);
  }
  if (change.body === undefined) return edits.length > 0 ? edits : undefined;
  const member = change.method === undefined || isNamed ? [] : [`method: ${quote}${change.method}${quote}`];
  const body = change.stringifies ? `body: ${change.body}` : `body: JSON.stringify(${change.body})`;
  const last = call.args.at(-1);
  const next = names[call.args.length] ?? '';
  if (isOptions(last, names[call.args.length - 1])) {
    const place = { object: last };
    const appended = appendMember(reading, place, body);
    if (!appended || member.length > 0) return [...edits, addMembers(reading, place, [...member, body])];
    return [...edits, appended];
  }
  const argument = OPTIONS.test(next)
    ? `{ ${[...member, body].join(', ')} }`
    : BODY.test(next) && member.length === 0
      ? change.body
      : undefined;
  if (!last) return undefined;
  const at = source.range(last.end, last.end);
  if (argument === undefined) {
    const sender = names.length === 1 && call.args.length === 1 ? senderEdits(reading, fn) : undefined;
    return sender && [...edits, ...sender, { range: at, newText: `, ${change.body}` }];
  }
  return [...edits, { range: at, newText: `, ${argument}` }];
}

const isOptions = (
  argument: Expression | undefined,
  name: string | undefined,
): argument is Expression & { readonly kind: 'object' } =>
  argument?.kind === 'object' && name !== undefined && OPTIONS.test(name);

/** The names of a function's parameters in order, empty where one is a pattern. */
function parameterNames(tokens: Tokens, { head }: LocalFunction): readonly string[] {
  const { kinds } = tokens;
  if (kinds[head] !== Kind.open) return [wordAt(tokens, head)];
  const end = behind(tokens, head) - 1;
  const names: string[] = [];
  for (let i = head + 1; i < end; ) {
    const word = wordAt(tokens, i);
    names.push(kinds[i] === Kind.word ? word : '');
    while (i < end && wordAt(tokens, i) !== ',') {
      // Commas of type arguments separate no parameters.
      i = kinds[i] === Kind.open ? Math.max(i + 1, behind(tokens, i)) : i + 1;
    }
    i++;
  }
  return names;
}
