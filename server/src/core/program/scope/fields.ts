import type { Binding } from '../../binding.ts';
import type { Expression } from '../../expression.ts';
import type { SyntaxNode } from '../../syntax.ts';
import { sameSpan } from '../effects.ts';
import { namesMembers } from '../grammar.ts';
import {
  hasValue,
  type NameEvent,
  typeOf,
  valueExpression,
  valueIn,
  withoutNothing,
} from '../name-events.ts';
import type { ProgramScope } from '../scope.ts';
import { changesOf, isPlain } from './changes.ts';
import { classAt, lineOf } from './classes.ts';
import { instanceOf } from './constants.ts';
import { type Found, known, UNKNOWN } from './found.ts';

/** The fields of the classes of one text. */
export class Fields {
  private readonly uses = new Map<string, readonly SyntaxNode[]>();
  /** Where the values begin whose types are being found. */
  private readonly typing = new Set<number>();

  constructor(private readonly scope: ProgramScope) {}

  /** A field of `owner`, of which index `at` is a part; missing: of the innermost class there. */
  find(property: string, at: number, around = classAt(this.scope, at)): Found {
    const { names, to } = this.scope;
    if (around === undefined) return UNKNOWN;
    const owner = lineOf(this.scope, around).find((name) => names.fields.get(name)?.has(property)) ?? around;
    const events = names.fields.get(owner)?.get(property);
    if (!events) return this.computed(property, owner);
    const valued = withoutNothing(to, events.filter(hasValue));
    // Beside its first value, setters may give it that of a parameter.
    const own = valued.length > 1 ? valued.filter((e) => !this.isParameter(e)) : valued;
    if (own.length > 1 || (own.length === 0 && valued.length > 1)) return UNKNOWN;
    const event = own[0] ?? events.find((e) => typeOf(e) !== undefined);
    if (!event) return UNKNOWN;
    const value = 'value' in event.declared ? valueExpression(to, event.declared.value) : undefined;
    const isText = value?.kind === 'text' || value?.kind === 'template';
    const uses = this.usesOfField(property, owner, isText);
    const happened = this.scope.history.of(
      value && isPlain(this.scope, value) ? [] : uses,
      event,
      undefined,
      at,
    );
    const type = events.map(typeOf).find((t) => t !== undefined);
    const nothing = !value || value.kind === 'null' || value.kind === 'undefined';
    if (nothing) return type === undefined ? UNKNOWN : { binding: instanceOf(this.scope, type), happened };
    const made = this.typed(value, type);
    return {
      binding: made ?? {
        kind: 'value',
        value,
        certain: valued.length === 1,
        changes: changesOf(this.scope, happened, value),
      },
      happened,
      type,
    };
  }

  /** True where a name is given what a function was called with. */
  private isParameter(event: NameEvent): boolean {
    const value = valueExpression(this.scope.to, valueIn(event));
    if (value?.kind !== 'name') return false;
    const events = this.scope.names.homeOf(value.name, value.start)?.names.get(value.name);
    return events?.every((e) => e.declared.kind === 'parameter') ?? false;
  }

  /** A property that a method without parameters gives. */
  private computed(property: string, owner: string): Found {
    const places = this.scope.names.functions.get(property) ?? [];
    const [place] = places;
    if (places.length !== 1 || place!.owner !== owner || place!.shape.parameters.length > 0) return UNKNOWN;
    const value = this.scope.functions.resultOf(place!);
    return value ? known(value) : UNKNOWN;
  }

  /** A field set from a parameter of a known type. */
  private typed(value: Expression, type: string | undefined): Binding | undefined {
    // In a broken text the value may be the field itself.
    if (value.kind !== 'name' || type === undefined || this.typing.has(value.start)) return undefined;
    this.typing.add(value.start);
    const { kind } = this.scope.lookup(value.name, value.start);
    this.typing.delete(value.start);
    return kind === 'unknown' ? instanceOf(this.scope, type) : undefined;
  }

  /** Every node that means a field of a class; with `isText` only those that can be read. */
  private usesOfField(property: string, owner: string, isText: boolean): readonly SyntaxNode[] {
    const { names } = this.scope;
    const key = `${owner} ${property} ${isText}`;
    let uses = this.uses.get(key);
    if (!uses) {
      uses = names.usesOf(property).flatMap((node) => {
        // What cannot be read may be a part of any class.
        const isLost = !isText && names.ownerOf(names.areaAt(node.start)) === undefined && isInError(node);
        return isLost ? [node] : (this.fieldUse(node, property, owner) ?? []);
      });
      this.uses.set(key, uses);
    }
    return uses;
  }

  /** The node that means the field, where `node` is its name: `self.name` around it, or the name itself. */
  private fieldUse(node: SyntaxNode, property: string, owner: string): SyntaxNode | undefined {
    const { names, to } = this.scope;
    if (names.ownerOf(names.areaAt(node.start)) !== owner) return undefined;
    const whole = to.expression(node);
    if (whole.kind === 'member') return names.isSelf(whole.object) ? node : undefined;
    const member = node.parent && to.expression(node.parent);
    if (member?.kind === 'member' && sameSpan(member.propertySpan, node)) {
      return names.isSelf(member.object) ? node.parent : undefined;
    }
    return namesMembers(this.scope.grammar) && !names.homeOf(property, node.start) ? node : undefined;
  }
}

function isInError(node: SyntaxNode): boolean {
  for (let at = node.parent; at; at = at.parent) if (at.type === 'ERROR') return true;
  return false;
}
