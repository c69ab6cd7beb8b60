import { isKnownOperation } from '../../catalogue/endpoints.ts';
import type { CallExpression, Expression, Span } from '../../expression.ts';
import type { ApiCall } from '../../model.ts';
import { HOLE, type SourceText } from '../../source.ts';
import type { SyntaxNode } from '../../syntax.ts';
import { parseApiUrl } from '../../url.ts';
import { type Area, type FunctionPlace, functionOf } from '../areas.ts';
import type { Thing } from '../machine/things.ts';
import { addressOf, readRequest } from '../request.ts';
import { isOfClass } from '../scope/classes.ts';
import { readSdkCall } from '../sdk/calls.ts';
import { movedTo } from './call-sites.ts';
import { atTheEnd, type Candidate } from './candidates.ts';
import type { Program } from './program.ts';

/** Calls of one function that are followed into it; more are not written by people. */
const MOST_SITES = 100;

/** Functions that call functions that send requests. */
const DEEPEST_WRAPPER = 3;

/** The calls that a request is: one, or one for each call of the function it is made in. */
export function requestsOf(
  program: Program,
  { thing, node }: Candidate,
  depth: number,
  inside: ReadonlySet<Area>,
): ApiCall[] {
  if (thing.client.sdk) {
    const sent = isSentBySdk(thing) ? requestOf(program, thing) : undefined;
    return sent ? withBodies(program, sent, node, node, new Set()) : [];
  }
  const address = addressAt(program, thing);
  if (!address) return [];
  if (!address.text.text.includes(HOLE) && parseApiUrl(address.text) === undefined) return [];
  const isInner = isMadeInside(thing);
  const url = address.text.text;
  const isOpen = url.replace(QUERY_VALUE, '').includes(HOLE) && !isInner;
  const sites = isOpen ? followed(program, node, url, depth, inside) : [];
  if (sites.length > 0) return sites;
  const call = requestOf(program, thing);
  return call ? withBodies(program, call, node, node, new Set()) : [];
}

/** A call whose body a parameter is: with each body that the calls of the function give it which `at` is in. */
function withBodies(
  program: Program,
  call: ApiCall,
  node: SyntaxNode,
  at: SyntaxNode,
  inside: ReadonlySet<Area>,
): ApiCall[] {
  const place =
    call.body.kind === 'dynamic' && inside.size < DEEPEST_WRAPPER ? wrapperAround(program, at) : undefined;
  if (!place || inside.has(place.area)) return [call];
  const found: ApiCall[] = [];
  for (const [siteNode, site] of sitesOf(program, place)) {
    program.scope.within(place, site, () => {
      const thing = fresh(program, node);
      const body = thing && requestOf(program, thing)?.body;
      const more = new Set([...inside, place.area]);
      found.push(...withBodies(program, body ? { ...call, body } : call, node, siteNode, more));
    });
  }
  return found.length > 0 ? found : [call];
}

/** The calls of a function of the text. */
export function sitesOf(
  program: Program,
  place: FunctionPlace,
): readonly (readonly [SyntaxNode, CallExpression])[] {
  return program
    .sitesOf(place.shape.name)
    .slice(0, MOST_SITES)
    .flatMap((node): readonly (readonly [SyntaxNode, CallExpression])[] => {
      const site = program.to.expression(node);
      const isCall = site.kind === 'call' && program.scope.functions.placeOf(site) === place;
      return isCall && isMeant(program, site, place) ? [[node, site]] : [];
    });
}

/** The function around a node whose parameters its calls fill. */
function wrapperAround(program: Program, node: SyntaxNode): FunctionPlace | undefined {
  const area = functionOf(program.names.areaOf(node));
  const shape = area?.shape;
  if (!shape || shape.parameters.length === 0 || shape.constructs) return undefined;
  return program.names.functions.get(shape.name)?.find((p) => p.area === area);
}

/** False for a method that may be that of an object of another kind, as its name tells nothing. */
function isMeant(program: Program, site: CallExpression, { shape, owner }: FunctionPlace): boolean {
  const { callee } = site;
  if (callee.kind !== 'member') return true;
  if (program.isOfClient(site)) return false;
  return /[a-z\d][A-Z]|[a-z]_[a-z]/.test(shape.name) || isOfClass(program.scope, callee.object, owner);
}

/** True for a call of a function of the text that is no method of a client. */
const isSiteOf = (program: Program, site: Expression, place: FunctionPlace): site is CallExpression =>
  site.kind === 'call' && program.scope.functions.placeOf(site) === place && !program.isOfClient(site);

/** Where a request goes, as its functions are called. */
function addressAt(program: Program, thing: Thing): ReturnType<typeof addressOf> {
  return program.scope.withFrames(thing.frames, () => addressOf(thing, program.values));
}

/** The call a request is; one that came through functions is where the outermost of them is called. */
function requestOf(program: Program, thing: Thing): ApiCall | undefined {
  const site = [...thing.frames.values()].at(-1);
  // A function may have given no more than the client that sends it.
  const moved = site && isMadeInside(thing) ? site : undefined;
  const editor = moved ? undefined : program.grammar.editor;
  const call = program.scope.withFrames(thing.frames, () =>
    thing.client.sdk
      ? readSdkCall(thing, program.values)
      : readRequest(thing, program.values, editor?.(thing, program.values) ?? {}),
  );
  return call && moved ? movedTo(program, moved, call) : call;
}

/** The request of a node as it is now that some function is followed from one of its calls. */
function fresh(program: Program, node: SyntaxNode): Thing | undefined {
  const expression = program.to.expression(node);
  const thing = program.machine.thing(expression);
  if (!thing) return undefined;
  return thing.sent ? thing : atTheEnd(program, { thing, node });
}

/** What the parameters of a query are is told where that is written. */
const QUERY_VALUE = /(?<=\?.*=)[^&]*/gs;

/** The requests of a node, one for each call of the function it stands in; none where those tell no more than its `url`. */
function followed(
  program: Program,
  node: SyntaxNode,
  url: string,
  depth: number,
  inside: ReadonlySet<Area>,
): ApiCall[] {
  const place = depth < DEEPEST_WRAPPER ? wrapperAround(program, node) : undefined;
  if (!place || inside.has(place.area)) return [];
  const isQueryOnly = !isOpenUrl(url);
  const found: ApiCall[] = [];
  let sites = 0;
  let isTold = false;
  for (const siteNode of program.sitesOf(place.shape.name)) {
    const site = program.to.expression(siteNode);
    if (!isSiteOf(program, site, place)) continue;
    if (++sites > MOST_SITES) break;
    program.scope.within(place, site, () => {
      if (program.scope.branches.isDead(node)) return;
      const thing = fresh(program, node);
      const address = thing && addressAt(program, thing);
      if (!thing || !address || (isQueryOnly && address.text.text === url)) return;
      isTold ||= address.text.text !== url || !isWhole(address.text);
      const outer = isOpenUrl(address.text.text)
        ? followedFrom(program, siteNode, node, depth + 1, new Set([...inside, place.area]))
        : [];
      if (outer.length > 0) {
        found.push(...outer);
        return;
      }
      const call = requestOf(program, thing);
      const more = new Set([...inside, place.area]);
      if (call && isOfDictionary(program, site, place, call)) return;
      if (call) found.push(...withBodies(program, movedTo(program, site, call, thing), node, siteNode, more));
    });
  }
  return isTold ? found : [];
}

/** True for a URL of which no more than the host is not known. */
const isWhole = (text: SourceText): boolean => parseApiUrl(text)?.operation.kind === 'literal';

/** True for `data.get("name")`, where a client of the text has a method of that name as well. */
function isOfDictionary(
  program: Program,
  site: CallExpression,
  place: FunctionPlace,
  { url: { operation, version } }: ApiCall,
): boolean {
  if (site.callee.kind !== 'member' || operation.kind !== 'literal' || version.kind !== 'literal')
    return false;
  const name = operation.value.text;
  return /^\w+$/.test(name) && !isKnownOperation(version.value, name) && !isMeant(program, site, place);
}

/** True for a URL that calls of more functions may tell. What its query holds is told where that is written. */
const isOpenUrl = (url: string): boolean => url.replace(/\?.*$/s, '').includes(HOLE);

/** The function around a call of a wrapper may be a wrapper itself. */
function followedFrom(
  program: Program,
  siteNode: SyntaxNode,
  node: SyntaxNode,
  depth: number,
  inside: ReadonlySet<Area>,
): ApiCall[] {
  const place = depth < DEEPEST_WRAPPER ? wrapperAround(program, siteNode) : undefined;
  if (!place || inside.has(place.area)) return [];
  return program.sitesOf(place.shape.name).flatMap((outer) => {
    const site = program.to.expression(outer);
    if (!isSiteOf(program, site, place)) return [];
    return program.scope.within(place, site, () => {
      const thing = fresh(program, node);
      const call = thing && requestOf(program, thing);
      return call ? [movedTo(program, site, call)] : [];
    });
  });
}

/** True for what a method of an SDK sent. What a function sends is told of where it does so. */
export const isSentBySdk = (thing: Thing): boolean => thing.member !== undefined && !isMadeInside(thing);

/** True for a request made in a function that was followed; one of its client may come from such a function too. */
const isMadeInside = ({ frames, call }: Thing): boolean =>
  [...frames.keys()].some((area) => isWithin(area, call));

const isWithin = (outer: Span, inner: Span | undefined): boolean =>
  inner !== undefined && outer.start <= inner.start && inner.end <= outer.end;
