import type { CallExpression, Expression, Span } from '../expression.ts';
import type { ExtractContext, Extraction, Language } from '../languages/language.ts';
import { type ApiCall, type ApiUrl, DYNAMIC, type Json, type NamedText } from '../model.ts';
import { bareCall, settingCall } from '../requests/bare-call.ts';
import { Values } from '../resolve.ts';
import { HOLE, type SourceText } from '../source.ts';
import type { SyntaxNode } from '../syntax.ts';
import { parseApiUrl } from '../url.ts';
import { isDescribed, isStubbed, TEST_FILE } from './described.ts';
import type { Grammar } from './grammar.ts';
import { LoweredText } from './lowered-text.ts';
import { Machine, type Thing } from './machine.ts';
import { type Area, type FunctionPlace, Names } from './names.ts';
import { addressOf, readRequest } from './request.ts';
import { ProgramScope } from './scope.ts';
import { parseProgram } from './tree.ts';

/** Calls of one function that are followed into it; more are not written by people. */
const MOST_SITES = 100;
/** Functions that call functions that send requests. */
const DEEPEST_WRAPPER = 3;
const ANCHOR = /api\.unkey\.(?:com|dev)|\/v[12x]\b/i;

/** A language whose texts are read by its grammar. */
export const programLanguage = (info: Omit<Language, 'extract'>, grammar: Grammar): Language => ({
  ...info,
  clients: grammar.clients.map((client) => client.name),
  extract: (source, context) => extractProgram(source, context, grammar),
});

function extractProgram(source: SourceText, context: ExtractContext, grammar: Grammar): Extraction {
  const roots = parseProgram(source.text, grammar, context.syntax);
  if (roots.length === 0) return { calls: [], comments: [] };
  return new Program(source, roots, grammar, context.path).read();
}

interface Candidate {
  readonly thing: Thing;
  readonly node: SyntaxNode;
}

/** One text being read. */
class Program {
  private readonly to: LoweredText;
  private readonly names: Names;
  private readonly scope: ProgramScope;
  private readonly values: Values;
  private readonly machine: Machine;
  private readonly callNodes: SyntaxNode[] = [];
  private sites: ReadonlyMap<string, readonly SyntaxNode[]> | undefined;
  private readonly strings: SyntaxNode[] = [];
  private readonly comments: SourceText[] = [];

  constructor(
    private readonly source: SourceText,
    roots: readonly SyntaxNode[],
    private readonly grammar: Grammar,
    private readonly path: string,
  ) {
    this.to = new LoweredText(source, roots, grammar);
    this.names = new Names(roots, grammar, this.to);
    for (const node of this.names.nodes) {
      if (grammar.calls.has(node.type)) this.callNodes.push(node);
      if (grammar.strings.has(node.type)) this.strings.push(node);
      if (grammar.comments.has(node.type)) this.comments.push(source.slice(node.start, node.end));
    }
    this.scope = new ProgramScope(this.names, grammar, this.to);
    this.values = new Values(source, this.scope);
    this.scope.use(this.values);
    this.machine = new Machine(this.scope, this.values, source.text);
  }

  read(): Extraction {
    const calls = ANCHOR.test(this.source.text) ? this.calls() : [];
    const inBodies = new Set<number>();
    for (const { body } of calls) if (body.kind === 'literal') noteStrings(body.value, inBodies);
    const names = this.namedTexts().filter(({ value }) => !inBodies.has(value.offset(0)));
    return { calls, names, comments: this.comments };
  }

  private calls(): ApiCall[] {
    const found: ApiCall[] = [];
    for (const candidate of this.candidates()) {
      const requests = this.requestsOf(candidate, 0, new Set());
      // Whatever it is called, the server of a test is not that of Unkey.
      found.push(...(this.isInTest(candidate.node) ? requests.map(toUnnamedHost) : requests));
    }
    const used = offsetsOf(found);
    const known = withoutRepetition(found);
    const bare = this.strings.flatMap((node) => this.bare(node, used) ?? []);
    return [...known, ...bare].sort((a, b) => a.range.start - b.range.start);
  }

  /** The requests that are made in the text: each once, at the place that says most of it. */
  private candidates(): Candidate[] {
    const best = new Map<string, Candidate>();
    const sent = new Set<string>();
    for (const node of this.callNodes) {
      const expression = this.to.expression(node);
      if (expression.kind !== 'call' || !this.machine.mayMatter(expression)) continue;
      const thing = this.machine.thing(expression);
      if (!thing?.call || (!thing.sent && !thing.type.request) || isStubbed(node, this.to)) continue;
      const made = wayOf(thing);
      const key = thing.sending ? `${made};${thing.sending.start}` : made;
      if (thing.sending) for (const call of thing.calls ?? [thing.call]) sent.add(wayOf({ ...thing, call }));
      const known = best.get(key);
      if (!known || thing.sent || thing.given.length > known.thing.given.length)
        best.set(key, { thing, node });
    }
    return [...best.values()]
      .filter(({ thing }) => thing.sending || !sent.has(wayOf(thing)))
      .map((c) => (c.thing.sent ? c : { ...c, thing: this.atTheEnd(c) }));
  }

  /** A request that was made and kept: with all that is set on it later. */
  private atTheEnd({ thing, node }: Candidate): Thing {
    if (thing.closed) return thing;
    const unfinished = { ...thing, complete: false };
    for (let at = node; at.parent; at = at.parent) {
      const kept = this.grammar
        .declared(at.parent, this.to)
        .find(
          (d) =>
            'value' in d &&
            d.value !== undefined &&
            (d.value === at || ('kind' in d.value && d.value.start === at.start)),
        );
      if (kept) return this.lastOf(kept.name, at.parent) ?? unfinished;
      if (this.names.areaOf(at).node === at) break;
      if (/statement|block|body/.test(at.parent.type)) break;
    }
    return unfinished;
  }

  private lastOf(name: string, declaration: SyntaxNode): Thing | undefined {
    const area = this.names.homeOf(name, declaration.start);
    if (!area) return undefined;
    const next = (area.names.get(name) ?? [])
      .map((e) => e.declared.node.start)
      .filter((start) => start > declaration.end)
      .sort((a, b) => a - b)[0];
    const at = next ?? area.end - 1;
    const thing = this.machine.thing({ kind: 'name', name, start: at, end: at });
    // What nobody sends yet is still being written.
    return thing && !thing.handed && !thing.sent ? { ...thing, complete: false } : thing;
  }

  /** The calls that a request is: one, or one for each call of the function it is made in. */
  private requestsOf({ thing, node }: Candidate, depth: number, inside: ReadonlySet<Area>): ApiCall[] {
    const address = this.addressOf(thing);
    if (!address) return [];
    if (!address.text.text.includes(HOLE) && parseApiUrl(address.text) === undefined) return [];
    const isInner = isMadeInside(thing);
    const isOpen = address.text.text.includes(HOLE) && !isInner;
    const sites = isOpen ? this.followed(node, depth, inside) : [];
    if (sites.length > 0) return sites;
    const call = this.request(thing);
    return call ? this.withBodies(call, node, node, new Set()) : [];
  }

  /** A call whose body a parameter is: with each body that the calls of the function give it which `at` is in. */
  private withBodies(call: ApiCall, node: SyntaxNode, at: SyntaxNode, inside: ReadonlySet<Area>): ApiCall[] {
    const place =
      call.body.kind === 'dynamic' && inside.size < DEEPEST_WRAPPER ? this.wrapperAround(at) : undefined;
    if (!place || inside.has(place.area)) return [call];
    const found: ApiCall[] = [];
    for (const siteNode of this.sitesOf(place.shape.name).slice(0, MOST_SITES)) {
      const site = this.to.expression(siteNode);
      if (site.kind !== 'call' || this.scope.placeOf(site) !== place || !this.isMeant(site, place)) continue;
      this.scope.within(place, site, () => {
        const thing = this.fresh(node);
        const body = thing && this.request(thing)?.body;
        const more = new Set([...inside, place.area]);
        found.push(...this.withBodies(body ? { ...call, body } : call, node, siteNode, more));
      });
    }
    return found.length > 0 ? found : [call];
  }

  /** The function around a node whose parameters its calls fill. */
  private wrapperAround(node: SyntaxNode): FunctionPlace | undefined {
    let area: Area | undefined = this.names.areaOf(node);
    while (area && area.kind !== 'function') area = area.parent;
    const shape = area?.shape;
    if (!shape || shape.parameters.length === 0 || shape.constructs) return undefined;
    return this.names.functions.get(shape.name)?.find((p) => p.area === area);
  }

  /** False for a method that may be that of an object of another kind, as its name tells nothing. */
  private isMeant(site: CallExpression, { shape, owner }: FunctionPlace): boolean {
    const { callee } = site;
    if (callee.kind !== 'member') return true;
    if (this.isOfClient(site)) return false;
    return /[a-z\d][A-Z]|[a-z]_[a-z]/.test(shape.name) || this.scope.isOfClass(callee.object, owner);
  }

  /** The calls of anything of that name. */
  private sitesOf(name: string): readonly SyntaxNode[] {
    this.sites ??= this.sitesByName();
    return this.sites.get(name) ?? [];
  }

  private sitesByName(): ReadonlyMap<string, readonly SyntaxNode[]> {
    const found = new Map<string, SyntaxNode[]>();
    for (const node of this.callNodes) {
      const expression = this.to.expression(node);
      const callee = expression.kind === 'call' ? expression.callee : undefined;
      const name = callee?.kind === 'member' ? callee.property : callee?.kind === 'name' ? callee.name : '';
      const known = found.get(name);
      if (known) known.push(node);
      else found.set(name, [node]);
    }
    return found;
  }

  private addressOf(thing: Thing): ReturnType<typeof addressOf> {
    return this.scope.withFrames(thing.frames, () => addressOf(thing, this.values));
  }

  /** The call a request is; one that came through functions is where the outermost of them is called. */
  private request(thing: Thing): ApiCall | undefined {
    const call = this.scope.withFrames(thing.frames, () => readRequest(thing, this.values, {}));
    const site = [...thing.frames.values()].at(-1);
    // A function may have given no more than the client that sends it.
    return call && site && isMadeInside(thing) ? this.movedTo(site, call) : call;
  }

  /** The request of a node as it is now that some function is followed from one of its calls. */
  private fresh(node: SyntaxNode): Thing | undefined {
    const expression = this.to.expression(node);
    const thing = this.machine.thing(expression);
    if (!thing) return undefined;
    return thing.sent ? thing : this.atTheEnd({ thing, node });
  }

  private followed(node: SyntaxNode, depth: number, inside: ReadonlySet<Area>): ApiCall[] {
    if (depth >= DEEPEST_WRAPPER) return [];
    let area: Area | undefined = this.names.areaOf(node);
    while (area && area.kind !== 'function') area = area.parent;
    const shape = area?.shape;
    if (!area || !shape || shape.parameters.length === 0 || shape.constructs || inside.has(area)) return [];
    const place = this.names.functions.get(shape.name)?.find((p) => p.area === area);
    const found: ApiCall[] = [];
    let sites = 0;
    for (const siteNode of this.sitesOf(shape.name)) {
      const site = this.to.expression(siteNode);
      if (site.kind !== 'call' || !place || this.scope.placeOf(site) !== place || this.isOfClient(site))
        continue;
      if (++sites > MOST_SITES) break;
      this.scope.within(place, site, () => {
        if (this.scope.isDead(node)) return;
        const thing = this.fresh(node);
        const address = thing && this.addressOf(thing);
        if (!thing || !address) return;
        const outer = address.text.text.includes(HOLE)
          ? this.followedFrom(siteNode, node, depth + 1, new Set([...inside, place.area]))
          : [];
        if (outer.length > 0) {
          found.push(...outer);
          return;
        }
        const call = this.request(thing);
        const more = new Set([...inside, place.area]);
        if (call) found.push(...this.withBodies(this.movedTo(site, call), node, siteNode, more));
      });
    }
    return found;
  }

  /** True for a call of a method of a client, though the text has a function of that name. */
  private isOfClient({ callee }: CallExpression): boolean {
    const object = callee.kind === 'member' ? this.machine.thing(callee.object) : undefined;
    // Others are added to it: extension methods.
    return callee.kind === 'member' && object !== undefined && this.machine.has(object, callee.property);
  }

  /** The function around a call of a wrapper may be a wrapper itself. */
  private followedFrom(
    siteNode: SyntaxNode,
    node: SyntaxNode,
    depth: number,
    inside: ReadonlySet<Area>,
  ): ApiCall[] {
    if (depth >= DEEPEST_WRAPPER) return [];
    let area: Area | undefined = this.names.areaOf(siteNode);
    while (area && area.kind !== 'function') area = area.parent;
    const place = area?.shape && this.names.functions.get(area.shape.name)?.find((p) => p.area === area);
    if (!place || inside.has(place.area) || place.shape.parameters.length === 0 || place.shape.constructs)
      return [];
    return this.sitesOf(place.shape.name).flatMap((outer) => {
      const site = this.to.expression(outer);
      if (site.kind !== 'call' || this.scope.placeOf(site) !== place || this.isOfClient(site)) return [];
      return this.scope.within(place, site, () => {
        const thing = this.fresh(node);
        const call = thing && this.request(thing);
        return call ? [this.movedTo(site, call)] : [];
      });
    });
  }

  /** A call made by calling a function of the text: it is where that is called. */
  private movedTo(site: CallExpression, call: ApiCall): ApiCall {
    const range = this.source.range(site.start, site.end);
    const { operation } = call.url;
    const place = operation.kind === 'literal' ? operation.range : call.urlArgument;
    const within = place.start >= range.start && place.end <= range.end;
    return { ...call, range, method: this.methodAt(site, call), urlArgument: within ? place : range };
  }

  /** The method of a call, at the place where the call of the function names it: `request('GET', …)`, `get(…)`. */
  private methodAt({ args, callee }: CallExpression, { method }: ApiCall): ApiCall['method'] {
    if (method.kind !== 'literal') return method;
    const isMeant = (word: string): boolean => word.toLowerCase() === method.value.toLowerCase();
    const argument = args.find((a) => a.kind === 'text' && isMeant(a.value.text));
    if (argument?.kind === 'text') return { ...method, range: argument.value.range() };
    const name = callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : '';
    if (!isMeant(name)) return method;
    const span = callee.kind === 'member' ? callee.propertySpan : callee;
    return { ...method, range: this.source.range(span.start, span.end) };
  }

  /** A string that is a URL of the API and that no call is known to use. */
  private bare(node: SyntaxNode, used: ReadonlySet<number>): ApiCall | undefined {
    if (node.broken || !ANCHOR.test(this.to.written(node))) return undefined;
    // What is around it is being typed: it may become anything.
    for (let at = node.parent; at; at = at.parent) if (at.type === 'ERROR') return undefined;
    let statement = node.parent;
    while (statement && !/statement$|_declaration$/.test(statement.type)) statement = statement.parent;
    if (statement?.broken && !statement.children.some((c) => /block|body/.test(c.type))) return undefined;
    const range = this.source.range(node.start, node.end);
    for (let at = range.start; at < range.end; at++) if (used.has(at)) return undefined;
    const url = this.urlOf(this.to.expression(node)) ?? this.urlOf(this.wholeText(node));
    if (url?.operation.kind === 'absent' || this.isInTest(node)) return undefined;
    if (isDescribed(node, this.grammar, this.to) || isStubbed(node, this.to)) return undefined;
    return url ? bareCall(range, url) : this.base(node);
  }

  /** The base of URLs that something is set to, where no request that is made with it is known. */
  private base(node: SyntaxNode): ApiCall | undefined {
    const expression = this.to.expression(node);
    const name = expression.kind === 'text' && expression.closed ? this.nameOf(node) : undefined;
    return expression.kind === 'text' && name !== undefined ? settingCall(name, expression.value) : undefined;
  }

  private urlOf(expression: Expression): ApiUrl | undefined {
    const text = this.values.text(expression, true);
    return /\s/.test(text.text) ? undefined : parseApiUrl(text);
  }

  /** The text that a string is a part of: `base + "/v2/keys.getKey"`, `format!("{base}/v2/keys.getKey")`. */
  private wholeText(node: SyntaxNode): Expression {
    let whole = this.to.expression(node);
    for (let at = node.parent; at; at = at.parent) {
      const expression = this.to.expression(at);
      if (expression.kind === 'unknown') {
        if (!/argument|parenthes|list/.test(at.type)) break;
        continue;
      }
      const { kind } = expression.kind === 'call' ? this.values.resolve(expression).value : expression;
      if (!/^(?:text|template|reference)$/.test(kind)) break;
      whole = expression;
    }
    return whole;
  }

  private isInTest(node: SyntaxNode): boolean {
    return TEST_FILE.test(this.path) || (this.grammar.inTest?.(node, this.to) ?? false);
  }

  /** Texts that variables, fields and named arguments are given. */
  private namedTexts(): NamedText[] {
    const found: NamedText[] = [];
    const seen = new Set<number>();
    for (const node of this.strings) {
      const expression = this.to.expression(node);
      if (expression.kind !== 'text' || !expression.closed || !expression.value.isLiteral || !node.parent)
        continue;
      const name = this.nameOf(node);
      if (name === undefined || seen.has(node.start)) continue;
      seen.add(node.start);
      found.push({ name: name.replace(/^[$@]+/, ''), value: expression.value });
    }
    return found;
  }

  /** The name that a string is given to. */
  private nameOf(node: SyntaxNode): string | undefined {
    for (let at = node; at.parent; at = at.parent) {
      const { parent } = at;
      const declared = this.grammar
        .declared(parent, this.to)
        .find((d) => 'value' in d && (d.value === at || d.value === node));
      if (declared) return declared.name;
      const expression = this.to.expression(parent);
      // `os.environ["UNKEY_API_ID"] = "api_…"`
      const assignment = this.grammar.assignment(parent);
      const target = assignment?.value === at ? this.to.expression(assignment.target) : undefined;
      if (target) return target.kind === 'member' ? target.property : undefined;
      if (expression.kind === 'object') {
        const entry = expression.entries.find((e) => e.kind === 'member' && e.value.start === node.start);
        return entry?.kind === 'member' && entry.key.kind === 'text' ? entry.key.value.text : undefined;
      }
      // `"api_…".to_string()`
      const isObject = expression.kind === 'call' && expression.list.start >= node.end;
      if (expression.kind === 'call' && !isObject) {
        const { named, args } = expression;
        const entry = named?.entries.find((e) => e.kind === 'member' && e.value.start === node.start);
        if (entry?.kind === 'member' && entry.key.kind === 'text') return entry.key.value.text;
        // `os.getenv("UNKEY_API_ID", "api_…")`
        const [first, second] = args;
        const isDefault = args.length === 2 && second?.start === node.start && first?.kind === 'text';
        return isDefault && CONSTANT.test(first.value.text) ? first.value.text : undefined;
      }
      // `getenv("UNKEY_API_ID") or "api_…"`
      const setting =
        expression.kind === 'choice' && expression.how === 'fallback' ? expression.first : undefined;
      const name = setting?.kind === 'call' ? setting.args[0] : undefined;
      if (name?.kind === 'text' && CONSTANT.test(name.value.text) && name !== this.to.expression(node))
        return name.value.text;
      if (expression.kind === 'function') return undefined;
    }
    return undefined;
  }
}

/** Adds where the strings in a body were written. */
function noteStrings(json: Json, into: Set<number>): void {
  if (json.kind === 'string') into.add(json.value.offset(0));
  else if (json.kind === 'array') for (const item of json.items) noteStrings(item, into);
  else if (json.kind === 'object') for (const { value } of json.members) noteStrings(value, into);
}

/** The name of a setting of the environment. */
const CONSTANT = /^[A-Z][A-Z\d_]*$/;

const toUnnamedHost = (call: ApiCall): ApiCall =>
  call.url.host.kind === 'literal'
    ? call
    : {
        ...call,
        url: { ...call.url, hostNames: '' },
        method: DYNAMIC,
        body: DYNAMIC,
        headersComplete: false,
      };

/** Where a request was made, and the calls of functions that led there. */
const wayOf = ({ call, frames }: Thing): string =>
  [call!, ...frames.values()].map(({ start, end }) => `${start}:${end}`).join();

/** Of calls at the same place that name the same endpoint the one of which most is known. */
function withoutRepetition(calls: readonly ApiCall[]): ApiCall[] {
  const alike = new Map<string, ApiCall[]>();
  for (const call of calls) {
    const { operation } = call.url;
    const named = operation.kind === 'literal' ? operation.range : call.urlArgument;
    const key = [call.range.start, call.range.end, named.start, named.end].join();
    const known = alike.get(key);
    if (known) known.push(call);
    else alike.set(key, [call]);
  }
  return [...alike.values()].flatMap(merged);
}

/**
 * What is known of calls at one place: one call for each body that it is given. Where their methods differ, a function
 * has branches: which it takes is not known.
 */
function merged(calls: readonly ApiCall[]): ApiCall[] {
  const best = mostKnown(calls);
  const methods = new Set(calls.map(({ method }) => (method.kind === 'literal' ? method.value : undefined)));
  methods.delete(undefined);
  if (methods.size > 1) {
    const headersComplete = calls.every((call) => call.headersComplete);
    return [{ ...best, method: DYNAMIC, body: DYNAMIC, headersComplete }];
  }
  const bodies = new Map<number, ApiCall[]>();
  for (const call of calls) {
    if (call.body.kind !== 'literal') continue;
    const { start } = call.body.range;
    bodies.set(start, [...(bodies.get(start) ?? []), call]);
  }
  return bodies.size > 1 ? [...bodies.values()].map(mostKnown) : [best];
}

const mostKnown = (calls: readonly ApiCall[]): ApiCall =>
  calls.reduce((a, b) => (knowledge(b) > knowledge(a) ? b : a));

/** True for a request made in a function that was followed; one of its client may come from such a function too. */
const isMadeInside = ({ frames, call }: Thing): boolean =>
  [...frames.keys()].some((area) => isWithin(area, call));

const isWithin = (outer: Span, inner: Span | undefined): boolean =>
  inner !== undefined && outer.start <= inner.start && inner.end <= outer.end;

const knowledge = (call: ApiCall): number =>
  (call.headersComplete ? 4 : 0) +
  (call.method.kind === 'literal' ? 2 : 0) +
  (call.body.kind === 'dynamic' ? 0 : 1);

/** The document offsets that the URLs of these calls were read from. */
function offsetsOf(calls: readonly ApiCall[]): ReadonlySet<number> {
  const found = new Set<number>();
  for (const { url } of calls) for (let i = 0; i < url.text.length; i++) found.add(url.text.offset(i));
  return found;
}
