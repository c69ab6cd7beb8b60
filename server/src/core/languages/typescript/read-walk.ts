import type { ApiCall } from '../../model.ts';
import { Answers, EACH, type Flow, kept, noteGiven } from '../../reads/flow.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { PASSES } from './answers.ts';
import { isAssigned } from './assigned.ts';
import type { Cutter } from './cutter.ts';
import { functionAround, type LocalFunction } from './local-functions.ts';
import { isOffered } from './offered.ts';
import { fieldUses } from './read-fields.ts';
import { callSitesOf, givesOnly, handedIn, sitesOf } from './read-functions.ts';
import { GivenValues } from './read-given.ts';
import { handedAt, handOn } from './read-handed.ts';
import { hookedBy } from './read-hooks.ts';
import { givenType, inferredAt } from './read-inferred.ts';
import { DEEPEST, type Place, textOf } from './read-nodes.ts';
import { type Bound, boundBy, boundByCallback } from './read-patterns.ts';
import { end, type Next, through } from './read-steps.ts';
import { typedAs } from './read-types.ts';
import type { Reading } from './reading.ts';
import { tokenAt, wordAt } from './tokens.ts';

const CASTS =
  /^(?:as_expression|satisfies_expression|type_assertion|non_null_expression|ternary_expression|binary_expression)$/;

/** Values that are followed in one text. */
const MOST_FLOWS = 2_000;

/** Values on their way through one text: to the names, functions and fields that get them. */
export class Walk {
  readonly answers = new Answers();
  readonly given: GivenValues;
  private flows = 0;

  /** @param callAt the request that the call with its arguments at token `open` sends, where there is just one. */
  constructor(
    readonly reading: Reading,
    private readonly cutter: Cutter,
    readonly callAt: (open: number) => ApiCall | undefined,
  ) {
    this.given = new GivenValues(reading);
  }

  /** The call whose arguments begin with token `open`. */
  callPlace(open: number): Place | undefined {
    const { islands, tokens } = this.reading;
    const [island, node] = islands.enclosing(open, 'arguments');
    const call = node?.parent;
    if (!island || !call || call.broken || call.type !== 'call_expression') return undefined;
    return node.start + island.shift === tokens.starts[open] ? { island, node: call } : undefined;
  }

  /** The calls that the function around a place sends, each for another of its callers. */
  callsAround({ island, node }: Place): readonly ApiCall[] {
    const { tokens } = this.reading;
    const fn = functionAround(tokens, tokenAt(tokens, node.start + island.shift));
    return fn ? sitesOf(this.reading, this.cutter, fn).flatMap((open) => this.callAt(open) ?? []) : [];
  }

  /** One of the calls that the function around a place sends, if every caller of it sends one to the same version. */
  oneAround({ island, node }: Place): ApiCall | undefined {
    const { tokens } = this.reading;
    const fn = functionAround(tokens, tokenAt(tokens, node.start + island.shift));
    const sites = fn ? sitesOf(this.reading, this.cutter, fn) : [];
    const calls = sites.flatMap((open) => this.callAt(open) ?? []);
    const versions = new Set(
      calls.map(({ url: { version } }) => (version.kind === 'literal' ? version.value : '')),
    );
    return calls.length === sites.length && versions.size === 1 && !versions.has('') ? calls[0] : undefined;
  }

  typed({ island, node }: Place, field: string, flow: Flow): Flow {
    return typedAs(this.reading, island, childOf(node, field), flow);
  }

  /** Follows the value of a node up to where it is read, kept or given away. */
  follow({ island, node }: Place, flow: Flow): void {
    if (++this.flows > MOST_FLOWS) return;
    let now: Next | undefined = { node, flow };
    // Without what only casts it, or chooses it.
    let core = node;
    while (now) {
      const { parent } = now.node;
      if (!parent) {
        end(this, { island, node: now.node }, now.flow);
        return;
      }
      const from: SyntaxNode = now.node;
      // `await a.b<T>()` is parsed as a call of what `await` gives.
      if (childOf(from, 'function')?.type === 'await_expression')
        now = { node: from, flow: { ...now.flow, awaited: true } };
      now = through(this, { island, node: parent }, from, now.flow, core);
      const isAround =
        CASTS.test(parent.type) || (parent.type === 'parenthesized_expression' && core !== from);
      if (now && !isAround) core = now.node;
    }
  }

  /** A value that a name or a pattern is given. */
  bind(place: Place, flow: Flow): void {
    this.bound(boundBy(this.reading, this.answers, place, flow));
  }

  bound(variables: readonly Bound[]): void {
    for (const { at, flow } of variables) this.used(at, flow);
  }

  /** A function that is called with a value: written in its place, or named. */
  callback(place: Place, flow: Flow, index = 0): void {
    const list = place.node.parent;
    const site = tokenAt(this.reading.tokens, (list?.start ?? 0) + place.island.shift);
    if (list?.type !== 'arguments' || flow.depth >= DEEPEST || !this.given.add(place, site, index, flow))
      this.bound(boundByCallback(this.reading, this.answers, place, flow, index));
  }

  /** A variable that pieces of a text are added to. */
  collected({ island }: Place, variable: SyntaxNode | undefined, flow: Flow): undefined {
    const { tokens, scope } = this.reading;
    if (variable?.type !== 'identifier') return undefined;
    const declared = scope.declaredAt(tokenAt(tokens, variable.start + island.shift));
    if (declared === undefined) return undefined;
    const uses = scope.usesOf(declared).filter((use) => use !== declared && !isAssigned(tokens, use));
    for (const use of uses) this.usedAt(use, flow);
    return undefined;
  }

  /** The value of a function that a hook is handed. */
  hooked(place: Place, flow: Flow): boolean {
    const hook = hookedBy(this.reading, place, flow);
    if (!hook) return false;
    const awaited = { ...hook.flow, awaited: true } as const;
    for (const node of hook.callbacks)
      this.callback({ island: place.island, node }, { ...flow, awaited: true });
    this.follow({ island: place.island, node: hook.call }, awaited);
    return true;
  }

  /** A field of the object around a place that gets its only value. False where it is not known as one. */
  field(left: Place, flow: Flow): boolean {
    const uses = fieldUses(this.reading, left);
    for (const use of uses ?? []) this.follow(use, flow);
    return uses !== undefined;
  }

  /** Any item of the list that the node at a place gives, which is one of a body; undefined for other values. */
  item({ island, node }: Place, flow: Flow): Flow | undefined {
    return this.answers.item(
      flow,
      this.reading.source.range(node.start + island.shift, node.end + island.shift),
    );
  }

  /** The uses of the variable that is declared at an index of the text. `from`: the one that gives it its value. */
  used(at: number, flow: Flow, from?: number): void {
    const { tokens, scope } = this.reading;
    const uses = scope.usesOf(tokenAt(tokens, at)).filter((use) => use !== from);
    if (uses.some((use) => isAssigned(tokens, use))) {
      // A part of a body says nothing of what is around it.
      if (flow.path.length === 0 || flow.path[0]!.name === 'data') flow.body?.takesBoth();
      return;
    }
    for (const use of uses.filter((u) => this.mayLead(u, flow))) this.usedAt(use, flow);
  }

  usedAt(use: number, flow: Flow): void {
    const { islands } = this.reading;
    const island = islands.statement(use);
    const node = island && islands.node(island, use);
    if (island && node && /^(?:shorthand_property_)?identifier$/.test(node.type))
      this.follow({ island, node }, flow);
  }

  /** False for `response.ok`, seen without parsing what is around it. */
  mayLead(use: number, { body, ways, chain }: Flow): boolean {
    const { tokens } = this.reading;
    if (body || !/^\??\.$/.test(wordAt(tokens, use + 1))) return true;
    const name = wordAt(tokens, use + 2);
    if (ways.some(([step]) => step && 'name' in step && step.name === name)) return true;
    return PASSES.test(name) || (chain !== undefined && Object.hasOwn(chain, name));
  }

  /** A variable declared elsewhere that gets its only value at an index of the text. */
  assigned(at: number, flow: Flow): void {
    const { tokens, scope } = this.reading;
    const token = tokenAt(tokens, at);
    const declared = scope.declaredAt(token);
    if (declared === undefined) return;
    const declaration = this.declarationAt(declared);
    const typed = declaration ? this.typed(declaration, 'type', flow) : flow;
    this.used(tokens.starts[declared]!, typed, token);
  }

  /** What declares the variable at a token: `let answer: Answer;`. */
  private declarationAt(declared: number): Place | undefined {
    const { islands } = this.reading;
    const island = islands.statement(declared);
    const node = island && islands.node(island, declared)?.parent;
    return island && node?.type === 'variable_declarator' ? { island, node } : undefined;
  }

  /** A value that the function around an index of the text gives, by its node `core` in `outer`. */
  returned(at: number, { awaited, inferred, ...flow }: Flow, core: Place, outer: SyntaxNode): void {
    const { tokens, islands } = this.reading;
    const fn = functionAround(tokens, tokenAt(tokens, at));
    const island = fn && islands.statement(fn.head);
    let node = island && islands.node(island, fn.head);
    while (node && !/function|method/.test(node.type)) node = node.parent;
    if (!fn || !island || !node) return;
    const call = node.parent?.type === 'arguments' ? node.parent.parent : undefined;
    const callee = call && childOf(call, 'function');
    const method = callee && childOf(callee, 'property');
    const name = method ? textOf(this.reading, island, method) : '';
    if (call && name === 'then') {
      this.follow({ island, node: call }, flow);
      return;
    }
    const isOnly = givesOnly(this.reading, fn, tokenAt(tokens, at), flow.inside?.[0]);
    if (isOnly && this.hooked({ island, node }, flow)) return;
    const here = { ...(awaited ? { awaited } : {}), ...(inferred ? { inferred } : {}) };
    const handOnHere = (): void => handOn(this, core, outer, { ...flow, ...here });
    if (!call) this.returnedBy(fn, at, this.typed({ island, node }, 'return_type', flow), handOnHere);
    else if (isOnly && name === 'map') {
      const value = awaited ? { ...flow, awaited } : flow;
      const made = flow.inside ? flow.made : handedAt(this.reading, core, outer, value);
      this.follow({ island, node: call }, { ...kept(flow, EACH), ...(made ? { made } : {}) });
    } else handOnHere();
  }

  /** What the calls of a function of the text give. */
  private returnedBy(fn: LocalFunction, at: number, flow: Flow, handOnHere: () => void): void {
    const entry = flow.entered?.find(({ head }) => head === fn.head);
    if (entry) {
      const place = this.callPlace(entry.site);
      const entered = flow.entered!.slice(flow.entered!.indexOf(entry) + 1);
      if (place && givesOnly(this.reading, fn, tokenAt(this.reading.tokens, at), flow.inside?.[0]))
        this.follow(place, { ...flow, entered });
      return;
    }
    if (flow.depth >= DEEPEST) return;
    const sites = callSitesOf(this.reading, this.cutter, fn, at, flow.inside?.[0]);
    let isHooked = false;
    for (const place of handedIn(this.reading, fn))
      if (this.hooked(place, { ...flow, depth: flow.depth + 1 })) isHooked = true;
    if (sites.length === 0 && !isHooked) handOnHere();
    else if (isOffered(this.reading, fn)) noteGiven(flow);
    for (const open of sites) {
      const place = this.callPlace(open);
      const call = this.callAt(open) ?? flow.call;
      if (!place) continue;
      const inferred = inferredAt(this.reading, fn, place);
      const type = givenType(this.reading, fn, place);
      const typed = type
        ? typedAs(this.reading, place.island, type, flow)
        : this.typed(place, 'type_arguments', flow);
      this.follow(place, { ...typed, ...inferred, call, depth: flow.depth + 1 });
    }
  }
}
