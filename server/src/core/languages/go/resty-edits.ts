import type { CallEditor, RequestChange } from '../../call-editor.ts';
import type { CallExpression, Expression } from '../../expression.ts';
import type { TextEdit } from '../../model.ts';
import type { Values } from '../../resolve.ts';
import { functionAround } from './around.ts';
import { methodName } from './notation.ts';
import { queryMap } from './query-map.ts';
import { valueAs } from './query-values.ts';

/** One call of a chain: `.SetBody(…)`. */
interface Link {
  readonly name: string;
  readonly args: readonly Expression[];
  /** Where its name begins, what is called ends, and the whole ends. */
  readonly start: number;
  readonly behind: number;
  readonly end: number;
}

/** What gives a request parameters in a way that is not followed. */
const OTHERS = /^Set(?:Query(?:String|ParamsFromValues)|(?:Raw)?PathParams?|Body|FormData\w*|File\w*)$/;
/** Names that nothing is called by but a variable. */
const NAME = /^[A-Za-z_]\w*$/;

/** Edits of a request of resty whose chain of calls is all in one place. */
export function restyEditor(call: CallExpression, values: Values): CallEditor {
  const { source } = values;
  const { text } = source;
  const code = ({ start, end }: { readonly start: number; readonly end: number }): string =>
    text.slice(start, end);
  const links = chainOf(call);
  if (!links) return {};
  const queries = links.filter(({ name }) => /^SetQueryParams?$/.test(name));
  const isOther = links.some(({ name }) => OTHERS.test(name));
  const parameters: NonNullable<CallEditor['parameters']>[number][] = [];
  const edits: TextEdit[] = [];
  let holder: string | undefined;
  let isKnown = !isOther;
  for (const { name, args } of queries) {
    const [first, second] = args;
    if (name === 'SetQueryParam') isKnown &&= add(first, second);
    else if (first?.kind === 'object' && first.intact)
      for (const entry of first.entries) isKnown &&= entry.kind === 'member' && add(entry.key, entry.value);
    else if (first && queries.length === 1 && NAME.test(code(first))) {
      const around = functionAround(call, text);
      const map = queryMap(
        { code: text.slice(around.start, around.end + 1), start: around.start },
        code(first),
        1,
        call.start - around.start,
        source,
      );
      holder = map && code(first);
      parameters.push(...(map?.fields ?? []));
      edits.push(...(map?.edits ?? []));
      isKnown &&= map !== undefined;
    } else isKnown = false;
  }

  function add(key: Expression | undefined, value: Expression | undefined): boolean {
    const name = key && /^"(\w+)"$/.exec(code(key))?.[1];
    if (name === undefined || !value || code(value).includes('\n')) return false;
    const written = code(value);
    parameters.push({ name, write: (type) => valueAs(written, type, text) });
    return true;
  }

  function rewrite({ method, authorization, body }: RequestChange): readonly TextEdit[] | undefined {
    const sender = links!.at(-1)!;
    if (authorization || body === undefined || !isKnown) return undefined;
    const made: TextEdit[] = [...edits];
    const put = (start: number, end: number, newText: string): void => {
      made.push({ range: source.range(start, end), newText });
    };
    if (method !== undefined) {
      const [given] = sender.args;
      const named = given && /^(?:(?:http|resty)\.Method)\w+$/.test(code(given));
      if (sender.name === 'Get') put(sender.start, sender.start + 'Get'.length, 'Post');
      else if (sender.name !== 'Execute' || !given || !(named || code(given).startsWith('"')))
        return undefined;
      else
        put(
          given.start,
          given.end,
          named ? code(given).replace(/Method\w+$/, methodName(method)) : `"${method}"`,
        );
    }
    const [first, ...others] = queries;
    if (first) put(first.start, first.end, `SetBody(${body})`);
    else put(sender.behind, sender.behind, `.SetBody(${body})`);
    for (const { behind, end } of others) put(behind, end, '');
    return made;
  }

  return {
    ...(isKnown && queries.length > 0 ? { parameters } : {}),
    ...(holder === undefined ? {} : { queryHolder: holder }),
    rewrite,
  };
}

/** The calls that are chained, the last one last; undefined where they begin elsewhere. */
function chainOf(call: CallExpression): readonly Link[] | undefined {
  const links: Link[] = [];
  for (let at: Expression = call; at.kind === 'call'; ) {
    const { callee, args, end } = at as CallExpression;
    if (callee.kind !== 'member') break;
    const { object, property } = callee;
    links.unshift({ name: property, args, start: callee.end - property.length, behind: object.end, end });
    if (property === 'R' || property === 'NewRequest') return links;
    at = object;
  }
  return undefined;
}
