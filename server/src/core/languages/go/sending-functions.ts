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
}

/** Names of parameters that are a body. */
const BODY = /^(?:(?:json|req(?:uest)?)?(?:body|payload|data)|in|input|params|req(?:uest)?)$/i;
/** Where a request is made, with its URL. */
const ADDRESS = /\bNewRequest(?:WithContext)?\((?:[^(),\n]+,\s*)?(?:"\w+"|http\.Method\w+),\s*([^(),\n]+),/;

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

/** `return c.do(ctx, http.MethodGet, path, nil, out)` */
function innerCall({ types, receiver, parameters, body }: Declared, text: string): OtherCall | undefined {
  const [, holder, name, list] = /^\treturn (?:(\w+)\.)?(\w+)\(([^()\n]*)\)$/.exec(body) ?? [];
  if (types !== '' || name === undefined || list === undefined || holder !== receiver) return undefined;
  const inner = declaredIn(name, text);
  const args = list.split(',').map((one) => one.trim());
  if (inner?.types !== '' || inner.parameters.length !== args.length) return undefined;
  const added: { at: number; code: 'method' | 'body' }[] = [];
  let at = 0;
  let type: string | undefined;
  for (const [i, arg] of args.entries()) {
    if (arg === parameters[at]?.name) at++;
    else if (/^(?:"GET"|http\.MethodGet)$/.test(arg)) added.push({ at, code: 'method' });
    else if (arg === 'nil' && type === undefined && BODY.test(inner.parameters[i]!.name)) {
      type = inner.parameters[i]!.type;
      added.push({ at, code: 'body' });
    } else return undefined;
  }
  const isWhole = at === parameters.length && added.filter(({ code }) => code === 'method').length === 1;
  return type !== undefined && isWhole ? { name, added, type } : undefined;
}

/** `post(ctx, path, body, out)` beside `get(ctx, path, out)` */
function sibling(name: string, own: Declared, text: string): OtherCall | undefined {
  const named = name.replace(/get/, 'post').replace(/Get/, 'Post');
  const other = named === name ? undefined : declaredIn(named, text);
  if (!other || other.types !== own.types || other.receiver !== own.receiver) return undefined;
  const at = other.parameters.findIndex((one) => BODY.test(one.name));
  const rest = other.parameters.filter((_, i) => i !== at);
  const isSame =
    at >= 0 &&
    rest.length === own.parameters.length &&
    rest.every((one, i) => one.name === own.parameters[i]!.name && one.type === own.parameters[i]!.type);
  const [here, there] = [own, other].map(({ body }) => ADDRESS.exec(body)?.[1]);
  const isPosted = /"POST"|\bMethodPost\b/.test(other.body);
  if (!isSame || !isPosted || here === undefined || here !== there) return undefined;
  return { name: named, added: [{ at, code: 'body' }], type: other.parameters[at]!.type };
}
