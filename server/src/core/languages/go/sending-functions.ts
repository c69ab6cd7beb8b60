import { withoutStrings } from './leftovers.ts';

/** A function of the text as it is declared. */
interface Declared {
  readonly types: string;
  /** The name by which it knows its object. */
  readonly receiver: string | undefined;
  readonly parameters: readonly { readonly name: string; readonly type: string }[];
  readonly body: string;
}

/** What a call of a function that sends without a body becomes, to send one. */
export interface OtherCall {
  /** The function that is called in its place. */
  readonly name: string;
  /** What is given to it beside the arguments that are there: before that of an index. */
  readonly added: readonly { readonly at: number; readonly code: 'method' | 'body' }[];
  /** The type of the parameter that takes the body. */
  readonly type: string;
  /** The argument in the place of which the body is given: the values of a query. */
  readonly replaced?: number;
}

/** Names of parameters that are a body. */
const BODY = /^(?:(?:json|req(?:uest)?)?(?:body|payload|data)|in|input|params|req(?:uest)?)$/i;
/** Where a request is made, up to its URL. */
const REQUEST = /\bNewRequest(?:WithContext)?\((?:[^(),\n]+,\s*)?(?:"\w+"|http\.Method\w+),\s*/;
/** A format of texts alone, and what it is filled with. */
const FORMAT = /^fmt\.Sprintf\("((?:[^"\\%]|%s)*)",(.*)\)$/;

/**
 * How a call of `name`, which sends a GET request, sends a body: by the function that it calls itself, or by its sibling that
 * posts. Undefined where neither is seen to send to the same place.
 */
export function otherCall(name: string, text: string): OtherCall | undefined {
  const own = declaredIn(name, text);
  return own && (innerCall(own, text) ?? sibling(name, own, text));
}

function declaredIn(name: string, text: string): Declared | undefined {
  const found = [
    ...text.matchAll(
      new RegExp(
        String.raw`^func (?:\((\w+) [^)\n]*\) )?${name}(\[[^\]\n]*\])?\(([^()\n]*)\)[^\n]*\{\n`,
        'gm',
      ),
    ),
  ];
  const [only] = found;
  const from = only ? only.index + only[0].length : 0;
  const end = only ? text.indexOf('\n}', from - 1) : -1;
  if (!only || found.length > 1 || end < 0) return undefined;
  const groups = only[3]!.split(',').map((part) => part.trim().split(/\s+/));
  let type = '';
  const parameters = groups
    .toReversed()
    .map(([own = '', ...rest]) => {
      if (rest.length > 0) type = rest.join(' ');
      return { name: own, type };
    })
    .toReversed();
  if (parameters.some((one) => one.type === '')) return undefined;
  return { types: only[2] ?? '', receiver: only[1], parameters, body: text.slice(from, end) };
}

/** The parameter that is the query, where nothing is done with it but to put it behind the URL. */
function valuesOf({ parameters, body }: Declared): number | 'unknown' {
  const index = parameters.findIndex(({ type }) => type === 'url.Values');
  const name = parameters[index]?.name;
  if (name === undefined) return -1;
  const uses = new RegExp(String.raw`(?<![\w.])${name}\b(?!\.Encode\(\))`);
  const rest = withoutStrings(body).replaceAll(
    new RegExp(String.raw`\blen\(${name}\)|\b${name} != nil`, 'g'),
    '',
  );
  return uses.test(rest) ? 'unknown' : index;
}

/** `return c.do(ctx, http.MethodGet, path, nil, out)`, where a query may be put behind the path. */
function innerCall(own: Declared, text: string): OtherCall | undefined {
  const { types, receiver, parameters, body } = own;
  const values = valuesOf(own);
  if (values === 'unknown') return undefined;
  const query = parameters[values]?.name;
  const added = query === undefined ? '' : String.raw`(?:"\?"\s*\+\s*${query}\.Encode\(\))`;
  const sent =
    query === undefined
      ? body
      : body
          .replace(
            new RegExp(
              String.raw`^\tif [^\n;]*\b${query}\b[^\n;]*\{\n\t\t(\w+) (?:\+=|= \1 \+) ${added}\n\t\}\n`,
            ),
            '',
          )
          .replace(new RegExp(String.raw`\s*\+\s*${added}`), '');
  const [, holder, name, list] = /^\treturn (?:(\w+)\.)?(\w+)\(([^()\n]*)\)$/.exec(sent) ?? [];
  if (types !== '' || name === undefined || list === undefined || holder !== receiver) return undefined;
  const inner = declaredIn(name, text);
  const args = list.split(',').map((one) => one.trim());
  if (inner?.types !== '' || inner.parameters.length !== args.length) return undefined;
  const more: { at: number; code: 'method' | 'body' }[] = [];
  let at = 0;
  let type: string | undefined;
  let isReplaced = values < 0;
  for (const [i, arg] of args.entries()) {
    if (arg === parameters[at]?.name) at++;
    else if (/^(?:"GET"|http\.MethodGet)$/.test(arg)) more.push({ at, code: 'method' });
    else if (arg === 'nil' && type === undefined && BODY.test(inner.parameters[i]!.name)) {
      type = inner.parameters[i]!.type;
      if (at === values) {
        isReplaced = true;
        at++;
      } else more.push({ at, code: 'body' });
    } else return undefined;
  }
  const isWhole = at === parameters.length && more.filter(({ code }) => code === 'method').length === 1;
  if (type === undefined || !isWhole || !isReplaced) return undefined;
  return { name, added: more, type, ...(values < 0 ? {} : { replaced: values }) };
}

/** `post(ctx, path, body, out)` beside `get(ctx, path, out)` or `get(ctx, path, query, out)` */
function sibling(name: string, own: Declared, text: string): OtherCall | undefined {
  const named = name.replace(/get/, 'post').replace(/Get/, 'Post');
  const other = named === name ? undefined : declaredIn(named, text);
  const values = valuesOf(own);
  if (!other || other.types !== own.types || other.receiver !== own.receiver) return undefined;
  const at = other.parameters.findIndex((one) => BODY.test(one.name));
  if (values === 'unknown' || (values >= 0 && values !== at)) return undefined;
  const rest = other.parameters.filter((_, i) => i !== at);
  const kept = own.parameters.filter((_, i) => i !== values);
  const isSame =
    at >= 0 &&
    rest.length === kept.length &&
    rest.every((one, i) => one.name === kept[i]!.name && one.type === kept[i]!.type);
  const [here, there] = [addressIn(own, own.parameters[values]?.name), addressIn(other, undefined)];
  const isPosted = /"POST"|\bMethodPost\b/.test(other.body);
  if (!isSame || !isPosted || here === undefined || here !== there) return undefined;
  const { type } = other.parameters[at]!;
  return values < 0
    ? { name: named, added: [{ at, code: 'body' }], type }
    : { name: named, added: [], type, replaced: values };
}

/** The URL of the request that a function makes, as code, without the query that it puts behind it. */
function addressIn({ body }: Declared, query: string | undefined): string | undefined {
  const found = REQUEST.exec(body);
  if (!found) return undefined;
  const code = argumentAt(body, found.index + found[0].length);
  const kept = /^\w+$/.test(code)
    ? [...body.matchAll(new RegExp(String.raw`^\t${code} := (.+)\n`, 'gm'))]
    : [];
  if (kept.length > 1) return undefined;
  const pieces = piecesOf(kept[0]?.[1] ?? code);
  if (query === undefined || pieces.at(-1) !== `${query}.Encode()`) return pieces.join('+');
  const before = pieces.slice(0, -1).join('+');
  return before.endsWith('+"?"') ? before.slice(0, -4) : before.replace(/\?"$/, '"');
}

/** What a text is joined from, that of a format too. */
function piecesOf(code: string): readonly string[] {
  const [, format, list = ''] = FORMAT.exec(code) ?? [];
  if (format === undefined) return code.split(/\s*\+\s*/);
  const args = list.split(',').map((one) => one.trim());
  const texts = format.split('%s');
  return texts.flatMap((text, i) => [
    ...(text === '' ? [] : [`"${text}"`]),
    ...(i < texts.length - 1 ? [args[i] ?? ''] : []),
  ]);
}

/** The argument that begins at an index of code. */
function argumentAt(code: string, from: number): string {
  const bare = withoutStrings(code);
  let depth = 0;
  let at = from;
  for (; at < bare.length; at++) {
    const c = bare[at]!;
    if (depth === 0 && /[,)]/.test(c)) break;
    if (c === '(') depth++;
    else if (c === ')') depth--;
  }
  return code.slice(from, at).trim();
}
