import {
  type Binding,
  type Changes,
  type Items,
  type Member,
  type Members,
  merge,
  type PropertySet,
  PUSHED,
  type Resolved,
  UNCHANGED,
} from './binding.ts';
import {
  type ChoiceExpression,
  calledAlone,
  type Expression,
  type Frame,
  type JsonStyle,
  type MemberExpression,
  type Span,
  unknownAt,
} from './expression.ts';
import { within } from './frame.ts';
import { parseJson } from './json.ts';
import type { Json } from './model.ts';
import type { Scope } from './scope.ts';
import type { SourceText } from './source.ts';
import { sameValue, truthOf } from './truth.ts';
import { jsonOf } from './values/json.ts';
import { itemsIn, membersIn, valueOfMember } from './values/members.ts';
import { textOf } from './values/text.ts';

const AS_WRITTEN: JsonStyle = { names: 'kept', nulls: 'kept' };

/** Longer chains of names are not written by people; a cycle ends here. */
const DEEPEST = 24;

/** Names that each stand for two others double the work at every step: no value of a request takes so many. */
const MOST_STEPS = 2000;

/** Finds the values of expressions of one text. Whatever it cannot prove is unknown. */
export class Values {
  private depth = 0;
  private steps = 0;

  constructor(
    readonly source: SourceText,
    private readonly scope: Scope,
  ) {}

  /** Follows names, members and pure functions to what they stand for. */
  resolve(expression: Expression): Resolved {
    if (this.depth === 0) this.steps = 0;
    const resolved = this.deeper(() => (++this.steps > MOST_STEPS ? undefined : this.step(expression)));
    return resolved ?? { value: unknownAt(expression), certain: false, changes: UNCHANGED };
  }

  /** What `work` gives, one level deeper; undefined where that is too deep. */
  deeper<T>(work: () => T): T | undefined {
    if (this.depth > DEEPEST) return undefined;
    this.depth++;
    try {
      return work();
    } finally {
      this.depth--;
    }
  }

  private step(expression: Expression): Resolved {
    switch (expression.kind) {
      case 'name': {
        const { name, start, frame } = expression;
        return this.bound(this.scope.lookup(name, start, frame), expression, frame);
      }
      case 'member':
        return this.member(expression.object, expression.property, expression, expression);
      case 'element': {
        const index = this.text(expression.index);
        if (index.isLiteral) return this.member(expression.object, index.text, expression);
        break;
      }
      case 'choice':
        return this.choose(expression);
      case 'call': {
        const reduced = this.scope.reduce(expression, this);
        if (reduced) return this.resolve(reduced);
        break;
      }
    }
    return { value: expression, certain: true, changes: UNCHANGED };
  }

  private bound(binding: Binding, at: Span, frame: Frame | undefined): Resolved {
    if (binding.kind === 'instance' && binding.value)
      return { value: { ...binding.value, start: at.start, end: at.end }, certain: true, changes: UNCHANGED };
    if (binding.kind !== 'value') return { value: unknownAt(at), certain: true, changes: UNCHANGED };
    const inner = this.resolve(within(binding.value, frame));
    return {
      value: inner.value,
      certain: inner.certain && binding.certain,
      changes: merge(inner.changes, changesWithin(binding.changes, frame)),
    };
  }

  private choose(choice: ChoiceExpression): Resolved {
    const { how, condition, first, second } = choice;
    if (how === 'fallback') {
      const preferred = this.resolve(first);
      const there = truthOf(preferred.value);
      if (there) return preferred;
      const other = this.resolve(second);
      return there === false && preferred.certain ? other : { ...other, certain: false };
    }
    const holds = this.truth(how === 'guard' ? first : condition);
    if (holds === undefined) return { value: choice, certain: true, changes: UNCHANGED };
    return this.resolve(how === 'guard' ? (holds ? second : first) : holds ? first : second);
  }

  /** Whether a condition holds; undefined where that is not known. */
  truth(condition: Expression | undefined): boolean | undefined {
    if (!condition) return undefined;
    const { value, certain } = this.resolve(condition);
    if (!certain) return undefined;
    if (value.kind === 'not') {
      const holds = this.truth(value.value);
      return holds === undefined ? undefined : !holds;
    }
    if (value.kind === 'equal') {
      const [a, b] = [this.resolve(value.first), this.resolve(value.second)];
      return a.certain && b.certain ? sameValue(a.value, b.value) : undefined;
    }
    return truthOf(value);
  }

  private member(object: Expression, property: string, at: Span, method?: MemberExpression): Resolved {
    const holder = this.resolve(object);
    if (holder.value.kind === 'self') {
      const { frame, start } = holder.value;
      return this.bound(this.scope.self(property, at.start, frame, start), at, frame);
    }
    const unknown = { value: unknownAt(at), certain: false, changes: UNCHANGED };
    if (method?.called) {
      const reduced = this.scope.reduce(calledAlone(method), this);
      if (reduced) return this.resolve(reduced);
      if (/^(?:object|array|unknown|call)$/.test(holder.value.kind)) return unknown;
    }
    if (property === 'href' && /^(?:text|template|reference)$/.test(holder.value.kind)) return holder;
    if (holder.value.kind === 'array') {
      const { items, complete } = holder.value;
      const item = complete && holder.changes === UNCHANGED ? items[Number(property)] : undefined;
      return item ? this.resolve(item) : unknown;
    }
    if (holder.value.kind !== 'object') {
      const found = this.scope.property?.(holder.value, property, object);
      return found ? this.bound(found.binding, at, found.frame) : unknown;
    }
    const members = membersIn(this, holder);
    const index = members.list.findLastIndex((m) => m.key === property);
    const found = members.list[index];
    if (!found && members.complete && property !== 'length')
      return {
        value: { kind: 'undefined', start: at.start, end: at.end },
        certain: true,
        changes: UNCHANGED,
      };
    if (!found || found.conditional || index < members.settled) return unknown;
    const inner = this.resolve(found.value);
    return {
      value: inner.value,
      certain: inner.certain && holder.certain,
      changes: merge(inner.changes, found.changes),
    };
  }

  /**
   * The text an expression makes, unknown pieces as holes. With `guess`, a default argument or a fallback stands for
   * the value that a caller or the environment may give instead.
   */
  text(expression: Expression, guess = false): SourceText {
    return textOf(this, expression, guess);
  }

  /** The items of what an expression stands for; undefined when that is no list. */
  items(expression: Expression): Items | undefined {
    return itemsIn(this.resolve(expression));
  }

  /** The members of what an expression stands for. Incomplete and empty when that is not an object. */
  members(expression: Expression): Members {
    return membersIn(this, this.resolve(expression));
  }

  /** All names of members that an expression may have, as its type says; undefined where that is not seen. */
  fieldsOf(expression: Expression): readonly string[] | undefined {
    return this.scope.fieldsOf?.(expression);
  }

  /** The value of a member with what was changed in it later. */
  valueOf(member: Member): Expression {
    return valueOfMember(this, member);
  }

  /** A value as JSON; names are followed where the value is certain. */
  json(expression: Expression, style: JsonStyle = AS_WRITTEN): Json {
    return jsonOf(this, expression, style);
  }

  /** The JSON that the text of an expression holds: a value put into words, or a literal in JSON. */
  jsonText(expression: Expression): Json | undefined {
    const { value, certain, changes } = this.resolve(expression);
    if (!certain || !changes.sealed) return undefined;
    if (value.kind === 'json') return this.json(value.value, value.style);
    if (value.kind !== 'text' && value.kind !== 'template') return undefined;
    // A buffer that was written to once.
    const [written, ...others] = changes.sets;
    const isBuffer = value.kind === 'text' && value.value.text === '' && others.length === 0;
    if (isBuffer && written?.path[0] === PUSHED && written.path.length === 1 && !written.conditional)
      return this.jsonText(written.value);
    return parseJson(this.text(expression));
  }
}

/** Changes that are seen from inside of a call. */
const changesWithin = (changes: Changes, frame: Frame | undefined): Changes =>
  frame && changes.sets.length > 0
    ? { ...changes, sets: changes.sets.map((set) => setWithin(set, frame)) }
    : changes;

const setWithin = (set: PropertySet, frame: Frame): PropertySet => ({
  ...set,
  value: within(set.value, frame),
  ...(set.condition ? { condition: within(set.condition, frame) } : {}),
});
