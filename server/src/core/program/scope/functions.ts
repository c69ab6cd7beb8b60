import { type CallExpression, calledName, type Expression, oneOf } from '../../expression.ts';
import type { SyntaxNode } from '../../syntax.ts';
import type { FunctionPlace } from '../areas.ts';
import { namesMembers } from '../grammar.ts';
import type { ProgramScope } from '../scope.ts';
import { classAt, lineOf } from './classes.ts';

/** Values a function gives in its branches. */
const MOST_RESULTS = 6;

/** The functions of one text, and which of them calls mean. */
export class Functions {
  private readonly places = new Map<CallExpression, FunctionPlace | undefined>();

  constructor(private readonly scope: ProgramScope) {}

  /** The function of the text that a call calls; undefined when that is not certain. */
  placeOf(call: CallExpression): FunctionPlace | undefined {
    // Of which class the own object is depends on the calls that led there.
    const isFixed = this.scope.names.bases.size === 0 || this.scope.frames.size === 0;
    if (!isFixed) return this.findPlace(call);
    if (!this.places.has(call)) this.places.set(call, this.findPlace(call));
    return this.places.get(call);
  }

  private findPlace(call: CallExpression): FunctionPlace | undefined {
    const { names } = this.scope;
    const { callee } = call;
    const name = calledName(callee);
    const alike = (name === undefined ? undefined : names.functions.get(name)) ?? [];
    const isOwn = alike.length > 1 && callee.kind === 'member' && names.isSelf(callee.object);
    const mine = isOwn ? this.ofOwner(alike, call) : [];
    const near = mine.length > 0 ? mine : alike;
    const fitting = near.length > 1 ? near.filter((place) => isMeant(place, call)) : near;
    const meant = fitting.length > 0 ? fitting : near.filter((place) => isOpen(place, call));
    const places = meant.length > 1 ? this.ofOwner(meant, call) : meant;
    if (places.length !== 1) return undefined;
    const [place] = places;
    if (alike.length > 1 && this.isOverridden(alike, call)) return undefined;
    if (callee.kind === 'name')
      return place!.owner === undefined || namesMembers(this.scope.grammar) ? place : undefined;
    // A method of an object of another kind may have the same name.
    if (callee.kind !== 'member') return undefined;
    const own =
      names.isSelf(callee.object) || (callee.object.kind === 'name' && callee.object.name === place!.owner);
    if (!own && this.isForeign(callee.object, call.start)) return undefined;
    const isAround = place!.area.start <= call.start && call.end <= place!.area.end;
    return own || (place!.owner !== undefined && !isAround) ? place : undefined;
  }

  /** True for the name of a type that another file declares: `RequestBody.create(…)`; and for `os.environ.get(…)`. */
  private isForeign(object: Expression, at: number): boolean {
    if (object.kind === 'member' && this.isOfImport(object.object, at)) return true;
    if (object.kind !== 'name' || !/^[A-Z]\w*[a-z]/.test(object.name)) return false;
    const { names } = this.scope;
    if ([...names.functions.values()].flat().some(({ owner }) => owner === object.name)) return false;
    if (names.classes.has(object.name) || [...names.fields.values()].some((own) => own.has(object.name)))
      return false;
    const events = names.homeOf(object.name, at)?.names.get(object.name) ?? [];
    return events.every(({ declared }) => declared.kind === 'import');
  }

  /** True for what is imported, and members of that. */
  private isOfImport(value: Expression, at: number): boolean {
    if (value.kind === 'member') return this.isOfImport(value.object, at);
    if (value.kind !== 'name') return false;
    const events = this.scope.names.homeOf(value.name, at)?.names.get(value.name) ?? [];
    return events.length > 0 && events.every(({ declared }) => declared.kind === 'import');
  }

  /** Of functions of the same name those of the class that a call names: `Client::new()`, `self.send()`. */
  private ofOwner(places: readonly FunctionPlace[], { callee, start }: CallExpression): FunctionPlace[] {
    const object = callee.kind === 'member' ? callee.object : undefined;
    const isOwn = object ? this.scope.names.isSelf(object) : this.scope.grammar.bareFields;
    const word =
      object?.kind === 'name' ? object.name : object?.kind === 'member' ? object.property : undefined;
    const owner = isOwn ? classAt(this.scope, start) : word;
    for (const name of owner === undefined ? [owner] : lineOf(this.scope, owner)) {
      const found = places.filter((place) => place.owner === name);
      if (found.length > 0) return found;
    }
    return [];
  }

  /** True for a method of the own object that a class made from its class has as well: which is meant is not known. */
  private isOverridden(places: readonly FunctionPlace[], { callee, start }: CallExpression): boolean {
    if (callee.kind !== 'member' || !this.scope.names.isSelf(callee.object)) return false;
    const own = classAt(this.scope, start);
    return places.some(
      ({ owner }) =>
        own !== undefined && owner !== undefined && owner !== own && lineOf(this.scope, owner).includes(own),
    );
  }

  /** What a function of the text gives beside nothing: one expression, or one of several. */
  resultOf(place: FunctionPlace): Expression | undefined {
    const results = this.resultsOf(place).map((node) => this.scope.to.expression(node));
    const some = results.filter((e) => e.kind !== 'null' && e.kind !== 'undefined');
    if (some.length > MOST_RESULTS) return undefined;
    return oneOf(some);
  }

  private resultsOf(place: FunctionPlace): readonly SyntaxNode[] {
    const found: SyntaxNode[] = [];
    const visit = (node: SyntaxNode): void => {
      const result = this.scope.grammar.returned(node);
      if (result) found.push(result);
      for (const child of node.children) if (!this.scope.names.isFunction(child)) visit(child);
    };
    if (place.shape.body) visit(place.shape.body);
    return found;
  }
}

/** False for a function without a body, or with fewer parameters than a call has arguments, or more. */
function isMeant({ shape: { parameters, body } }: FunctionPlace, { args, named }: CallExpression): boolean {
  const given = args.length + (named?.entries.length ?? 0);
  const needed = parameters.filter((p) => !p.optional).length;
  const fits = needed <= given && given <= parameters.length;
  return body !== undefined && fits && !parameters.at(-1)?.rest;
}

/** True for a function with a body that takes any number of arguments, and needs no more than a call has. */
function isOpen({ shape: { parameters, body } }: FunctionPlace, { args, named }: CallExpression): boolean {
  const needed = parameters.filter((p) => !p.optional && !p.rest).length;
  const given = args.length + (named?.entries.length ?? 0);
  return body !== undefined && needed <= given && parameters.at(-1)?.rest === true;
}
