import type { CallExpression } from '../expression.ts';
import type { ExtractContext, Extraction, Language } from '../languages/language.ts';
import type { ApiCall, NamedText } from '../model.ts';
import { bareCall } from '../requests/bare-call.ts';
import { Values } from '../resolve.ts';
import { HOLE, type SourceText } from '../source.ts';
import type { SyntaxNode } from '../syntax.ts';
import { parseApiUrl } from '../url.ts';
import { isDescribed } from './described.ts';
import type { Grammar } from './grammar.ts';
import { LoweredText } from './lowered-text.ts';
import { Machine, type Thing } from './machine.ts';
import { type Area, Names } from './names.ts';
import { addressOf, readRequest } from './request.ts';
import { ProgramScope } from './scope.ts';
import { nodesOf, parseProgram } from './tree.ts';

/** Calls of one function that are followed into it; more are not written by people. */
const MOST_SITES = 100;
/** Functions that call functions that send requests. */
const DEEPEST_WRAPPER = 3;
const ANCHOR = /api\.unkey\.(?:com|dev)|\/v[12x]\/+[\w$]/i;

/** A language whose texts are read by its grammar. */
export const programLanguage = (info: Omit<Language, 'extract'>, grammar: Grammar): Language => ({
  ...info,
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
    for (const node of nodesOf(roots)) {
      if (grammar.calls.has(node.type)) this.callNodes.push(node);
      if (grammar.strings.has(node.type)) this.strings.push(node);
      if (grammar.comments.has(node.type)) this.comments.push(source.slice(node.start, node.end));
    }
    this.names = new Names(roots, grammar, this.to);
    this.scope = new ProgramScope(this.names, grammar, this.to);
    this.values = new Values(source, this.scope);
    this.scope.use(this.values);
    this.machine = new Machine(this.scope, this.values, source.text);
  }

  read(): Extraction {
    const calls = ANCHOR.test(this.source.text) ? this.calls() : [];
    return { calls, names: this.namedTexts(), comments: this.comments };
  }

  private calls(): ApiCall[] {
    const found: ApiCall[] = [];
    for (const candidate of this.candidates()) found.push(...this.requestsOf(candidate, 0, new Set()));
    const used = offsetsOf(found);
    const known = withoutRepetition(found);
    const bare = this.strings.flatMap((node) => this.bare(node, used) ?? []);
    return [...known, ...bare].sort((a, b) => a.range.start - b.range.start);
  }

  /** The requests that are made in the text: each once, at the place that says most of it. */
  private candidates(): Candidate[] {
    const best = new Map<string, Candidate>();
    for (const node of this.callNodes) {
      const expression = this.to.expression(node);
      if (expression.kind !== 'call' || !this.machine.mayMatter(expression)) continue;
      const thing = this.machine.thing(expression);
      if (!thing?.call || (!thing.sent && !thing.type.request)) continue;
      const way = [thing.call, ...thing.frames.values()];
      const key = way.map(({ start, end }) => `${start}:${end}`).join();
      const known = best.get(key);
      if (!known || thing.sent || thing.given.length > known.thing.given.length)
        best.set(key, { thing, node });
    }
    return [...best.values()].map((c) => (c.thing.sent ? c : { ...c, thing: this.atTheEnd(c) }));
  }

  /** A request that was made and kept: with all that is set on it later. */
  private atTheEnd({ thing, node }: Candidate): Thing {
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
    return this.machine.thing({ kind: 'name', name, start: at, end: at });
  }

  /** The calls that a request is: one, or one for each call of the function it is made in. */
  private requestsOf({ thing, node }: Candidate, depth: number, inside: ReadonlySet<Area>): ApiCall[] {
    const address = this.addressOf(thing);
    if (!address) return [];
    if (!address.text.text.includes(HOLE) && parseApiUrl(address.text) === undefined) return [];
    const isOpen = address.text.text.includes(HOLE) && thing.frames.size === 0;
    const sites = isOpen ? this.followed(node, depth, inside) : [];
    if (sites.length > 0) return sites;
    const call = this.request(thing.frames.size > 0 ? thing : (this.fresh(node) ?? thing));
    return call ? [call] : [];
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
    return call && site ? this.movedTo(site, call) : call;
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
      if (site.kind !== 'call' || !place || this.scope.placeOf(site) !== place || ++sites > MOST_SITES)
        continue;
      this.scope.within(place, site, () => {
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
        if (call) found.push(this.movedTo(site, call));
      });
    }
    return found;
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
      if (site.kind !== 'call' || this.scope.placeOf(site) !== place) return [];
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
    return { ...call, range, urlArgument: within ? place : range };
  }

  /** A string that is a URL of the API and that no call is known to use. */
  private bare(node: SyntaxNode, used: ReadonlySet<number>): ApiCall | undefined {
    if (node.broken || !ANCHOR.test(this.to.written(node))) return undefined;
    const range = this.source.range(node.start, node.end);
    for (let at = range.start; at < range.end; at++) if (used.has(at)) return undefined;
    const text = this.values.text(this.to.expression(node), true);
    if (/\s/.test(text.text)) return undefined;
    const url = parseApiUrl(text);
    if (!url || url.operation.kind === 'absent') return undefined;
    if (TEST_FILE.test(this.path) || isDescribed(node, this.grammar, this.to)) return undefined;
    return bareCall(range, url);
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
      found.push({ name, value: expression.value });
    }
    return found;
  }

  /** The name that a string is given to. */
  private nameOf(node: SyntaxNode): string | undefined {
    for (let at = node; at.parent; at = at.parent) {
      const { parent } = at;
      const declared = this.grammar.declared(parent, this.to).find((d) => 'value' in d && d.value === at);
      if (declared) return declared.name;
      const expression = this.to.expression(parent);
      if (expression.kind === 'call') {
        const { named, args } = expression;
        const entry = named?.entries.find((e) => e.kind === 'member' && e.value.start === node.start);
        if (entry?.kind === 'member' && entry.key.kind === 'text') return entry.key.value.text;
        // `os.getenv("UNKEY_API_ID", "api_…")`
        const [first, second] = args;
        const isDefault = args.length === 2 && second?.start === node.start && first?.kind === 'text';
        return isDefault && /^[A-Z][A-Z\d_]*$/.test(first.value.text) ? first.value.text : undefined;
      }
      if (expression.kind === 'object' || expression.kind === 'function') return undefined;
    }
    return undefined;
  }
}

/** Files of tests: a URL that stands alone there is data. */
const TEST_FILE =
  /(?:^|[/\\])(?:tests?|spec|__tests__)[/\\]|(?:^|[/\\])test_[^/\\]*$|(?:[._]test|_spec|Tests?)\.\w+$/;

/** Of calls at the same place that name the same endpoint the one of which most is known. */
function withoutRepetition(calls: readonly ApiCall[]): ApiCall[] {
  const best = new Map<string, ApiCall>();
  for (const call of calls) {
    const { operation } = call.url;
    const named = operation.kind === 'literal' ? operation.range : call.urlArgument;
    const key = [call.range.start, call.range.end, named.start, named.end].join();
    const known = best.get(key);
    if (!known || knowledge(call) > knowledge(known)) best.set(key, call);
  }
  return [...best.values()];
}

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
