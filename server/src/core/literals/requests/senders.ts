import { declarationsOf, type FunctionPart } from '../outline.ts';
import type { Part, RequestReader } from './reader.ts';
import { bodyFact, isFlatBody, type SeenRequest } from './seen-request.ts';
import { callGiven } from './site.ts';

/** A parameter of a function: its name, and all of it. */
export interface Parameter extends Part {
  readonly name: number;
}

/** A request that a function of the text sends for others, and where it is called with the address. */
export interface Sent {
  readonly request: SeenRequest;
  /** The request as the function makes it. */
  readonly own: SeenRequest;
  readonly sender: FunctionPart;
}

type ReadRequest = (reader: RequestReader, address: Part) => SeenRequest | undefined;

/** The request that a function of the text sends with the address in `part`, which it is given; undefined for others. */
export function sentFor(reader: RequestReader, part: Part, readRequest: ReadRequest): Sent | undefined {
  const call = callGiven(reader, part);
  if (!call || (call.names.length > 1 && !/^(?:this|self)$/.test(call.names.slice(0, -1).join('.'))))
    return undefined;
  const name = call.names.at(-1);
  const sender = name === undefined ? undefined : functionNamed(reader, name);
  if (!sender || isIn(call.open, sender)) return undefined;
  const parameters = parametersOf(reader, sender);
  const path = parameters && given(reader, parameters, call.args, call.index);
  const address = path && addressWith(reader, sender, path);
  const own = address && readRequest(reader, address);
  if (!parameters || !own?.method) return undefined;
  const body = bodyAt(reader, sender, own, parameters, call.args);
  if (!body) return undefined;
  const request: SeenRequest = {
    ...own,
    ...body,
    whole: call.whole,
    // Other calls are sent by the same function.
    rewrite: ({ method, authorization, body: json }) =>
      method === undefined && !authorization && json === undefined ? [] : undefined,
  };
  return { request, own, sender };
}

/** The one function of a text that has a name; undefined where there are several. */
export function functionNamed({ tokens, functions }: RequestReader, name: string): FunctionPart | undefined {
  const [found, ...others] = declarationsOf(tokens, functions).filter((f) => tokens.written(f.name) === name);
  return others.length > 0 ? undefined : found;
}

const isIn = (at: number, { from, to }: Part): boolean => from <= at && at < to;

/** The parameters of a function; undefined where one is written in another way. */
export function parametersOf(
  { tokens }: RequestReader,
  { name }: FunctionPart,
): readonly Parameter[] | undefined {
  const found: Parameter[] = [];
  const open = name + 1;
  const close = tokens.isMark(open, '(') ? tokens.partner(open) : -1;
  let from = open + 1;
  let types = 0;
  for (let at = from; at <= close; at++) {
    if (at < close && tokens.opener(at) !== open) continue;
    if (tokens.isMark(at, '<')) types++;
    else if (tokens.isMark(at, '>')) types--;
    if (at < close && !(tokens.isMark(at, ',') && types <= 0)) continue;
    if (at > from) {
      let own = from;
      while (own < at && !tokens.isMark(own, ':', '=', '\\\\')) own++;
      if (!tokens.isWord(own - 1)) return undefined;
      found.push({ name: own - 1, from, to: at });
    }
    from = at + 1;
  }
  return close < 0 ? undefined : found;
}

/** The parameter that an argument is for. */
function given(
  { tokens }: RequestReader,
  parameters: readonly Parameter[],
  args: readonly { readonly label?: string }[],
  index: number,
): Parameter | undefined {
  const label = args[index]?.label;
  const isNamed = ({ from, name }: Parameter): boolean =>
    tokens.written(from) === label || tokens.written(name) === label;
  if (label !== undefined) return parameters.find(isNamed);
  return args.slice(0, index).some((a) => a.label !== undefined) ? undefined : parameters[index];
}

/** The address in a function that ends with one of its parameters, which stands nowhere else in it. */
function addressWith(reader: RequestReader, sender: FunctionPart, { name }: Parameter): Part | undefined {
  const { tokens, text } = reader;
  const uses = usesIn(reader, sender, name);
  const [use] = uses;
  if (uses.length !== 1 || use === undefined) return undefined;
  const string = tokens.string(use);
  const last = string?.holes.at(-1);
  if (string && (last?.end !== string.content.end || nameIn(text, last.inner) !== tokens.written(name)))
    return undefined;
  let from = use;
  while (from > 1 && tokens.isMark(from - 1, '+', '..', '<>')) from = tokens.valueStart(from - 2);
  return tokens.isMark(use + 1, '+', '..', '<>', '.', '?.', '[', '(') ? undefined : { from, to: use + 1 };
}

const nameIn = (text: string, { start, end }: { readonly start: number; readonly end: number }): string =>
  text.slice(start, end).trim();

/** Where a function has the name of a parameter, as a word or in a text. */
function usesIn(reader: RequestReader, sender: FunctionPart, name: number): readonly number[] {
  const { tokens, text } = reader;
  const written = tokens.written(name);
  const found: number[] = [];
  for (let at = sender.body; at < sender.to; at++) {
    const isWord = tokens.isWord(at) && tokens.written(at) === written && !tokens.isMark(at - 1, '.', '?.');
    const isInText = tokens.string(at)?.holes.some(({ inner }) => hasWord(text, inner, written));
    if (isWord || isInText) found.push(at);
  }
  return found;
}

const hasWord = (
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  word: string,
): boolean => text.slice(start, end).match(/\w+/g)?.includes(word) ?? false;

/** The body that a call gives the function that sends; undefined where it is not one of its arguments. */
function bodyAt(
  reader: RequestReader,
  sender: FunctionPart,
  own: SeenRequest,
  parameters: readonly Parameter[],
  args: readonly (Part & { readonly label?: string })[],
): Pick<SeenRequest, 'body' | 'isFlat'> | undefined {
  const { tokens } = reader;
  if (!own.content) return own.body.kind === 'absent' ? { body: own.body } : undefined;
  const { part, encoded } = reader.unwrapped(own.content.part);
  if (part.to !== part.from + 1) return undefined;
  const name = tokens.written(part.from);
  const parameter = parameters.find((p) => tokens.written(p.name) === name);
  const index = args.findIndex((_, i) => given(reader, parameters, args, i) === parameter);
  const argument = args[index];
  if (!parameter || !argument) return undefined;
  // The function that sends may put more into it.
  if (usesIn(reader, sender, parameter.name).some((at) => reader.isChanged(at))) return undefined;
  const flat = own.content.flat;
  return {
    body: bodyFact(reader, argument, encoded || own.content.isObject),
    isFlat: flat.test(reader.code(parameter)) || isFlatBody(reader, argument, flat),
  };
}
