import type { Span } from '../../expression.ts';
import type { Machine } from '../machine.ts';
import { ownCalls, ownerAt, usesOwn } from '../scope/classes.ts';
import { take, withTaken } from './taken-arguments.ts';
import type { Thing } from './things.ts';

/** What classes of the text have of the clients that they are made from. */
export class InheritedClients {
  private readonly known = new Map<string, Thing | undefined>();

  constructor(private readonly machine: Machine) {}

  /** The object of a client that an object of a struct has the methods of: `type Unkey struct { *req.Client }`. */
  embedded(self: Span): Thing | undefined {
    const { names } = this.machine.scope;
    const owner = ownerAt(this.machine.scope, self.start);
    for (const base of (owner !== undefined && names.bases.get(owner)) || []) {
      const field = base.slice(base.lastIndexOf('.') + 1);
      if (!names.fields.get(owner!)?.has(field)) continue;
      const thing = this.machine.kept(this.machine.scope.fields.find(field, self.start, owner), self);
      if (thing) return thing;
    }
    return undefined;
  }

  /** What a class of the text has of a client that it is made from: `include HTTParty`. */
  of(owner: string | undefined): Thing | undefined {
    if (owner === undefined) return undefined;
    if (this.known.has(owner)) return this.known.get(owner);
    this.known.set(owner, undefined);
    let thing: Thing | undefined;
    for (const base of this.machine.scope.names.bases.get(owner) ?? []) {
      const client = this.machine.clients.find((c) => Object.hasOwn(c.roots, `inherits ${base}`));
      const at = { start: 0, end: 0 };
      const type = client?.roots[`inherits ${base}`];
      thing ??=
        client && type !== undefined
          ? this.machine.start(client, type, !client.types[type]!.defaults, at)
          : this.of(base);
    }
    for (const [name, member] of Object.entries(thing?.type.members ?? {})) {
      if (!thing || member.sends || member.gives !== undefined) continue;
      if (usesOwn(this.machine.scope, owner, name)) thing = { ...thing, complete: false };
      for (const { call, conditional } of ownCalls(this.machine.scope, owner, name)) {
        const taken = take(this.machine, thing.client, member, call.args, call, call.callee, conditional);
        thing = withTaken(thing, taken);
      }
    }
    this.known.set(owner, thing);
    return thing;
  }
}
