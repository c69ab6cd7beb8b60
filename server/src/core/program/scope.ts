import type { Binding } from '../binding.ts';
import type { CallExpression, Expression, Frame } from '../expression.ts';
import { inFrame } from '../frame.ts';
import { Values } from '../resolve.ts';
import type { Held, Scope } from '../scope.ts';
import type { FunctionPlace } from './areas.ts';
import type { Grammar, Lowering } from './grammar.ts';
import type { Names } from './names.ts';
import { Branches } from './scope/branches.ts';
import { valueOfCall } from './scope/call-values.ts';
import { changesOf } from './scope/changes.ts';
import { classAt, ownerAt } from './scope/classes.ts';
import { ofClass, propertyOf } from './scope/constants.ts';
import { Fields } from './scope/fields.ts';
import type { Found, Frames } from './scope/found.ts';
import { Functions } from './scope/functions.ts';
import { History } from './scope/history.ts';
import { Readers } from './scope/readers.ts';
import { findName } from './scope/variables.ts';

/** The names of one text, as the values of expressions are found with them. */
export class ProgramScope implements Scope {
  readonly values: Values;
  readonly branches: Branches;
  readonly functions: Functions;
  readonly fields: Fields;
  readonly history: History;
  readonly readers: Readers;
  private calls: Frames = new Map();

  constructor(
    readonly names: Names,
    readonly grammar: Grammar,
    readonly to: Lowering,
  ) {
    this.values = new Values(to.source, this);
    this.branches = new Branches(this);
    this.functions = new Functions(this);
    this.fields = new Fields(this);
    this.history = new History(this);
    this.readers = new Readers(this);
  }

  /** Arguments of the calls that functions are followed from, by function. */
  get frames(): Frames {
    return this.calls;
  }

  /** What `name` stands for at index `at`, and what was done to it until then. */
  find(name: string, at: number): Found {
    return findName(this, name, at);
  }

  lookup(name: string, at: number, frame?: Frame): Binding {
    const { binding, happened, parameter } = this.find(name, at);
    const given = frame && parameter !== undefined ? inFrame(frame, parameter) : undefined;
    if (given)
      return { kind: 'value', value: given, certain: true, changes: changesOf(this, happened, given) };
    return ofClass(this, binding);
  }

  self(property: string, at: number, _frame?: Frame, of = at): Binding {
    // Inside of one class the calls that are followed tell which it is made to.
    const owner = ownerAt(this, at) === ownerAt(this, of) ? classAt(this, at) : classAt(this, of);
    return ofClass(this, this.fields.find(property, at, owner).binding);
  }

  property(holder: Expression, property: string, object: Expression): Held | undefined {
    return propertyOf(this, holder, property, object);
  }

  reduce(call: CallExpression, values: Values): Expression | undefined {
    return valueOfCall(this, call, values);
  }

  /** Runs `work` as if `place` were called by `call` alone. */
  within<T>(place: FunctionPlace, call: CallExpression, work: () => T): T {
    return this.withFrames(new Map([[place.area, call]]), work);
  }

  /** Runs `work` as if each of these functions were called by its call alone. */
  withFrames<T>(frames: Frames, work: () => T): T {
    const before = this.calls;
    this.calls = new Map([...before, ...frames]);
    try {
      return work();
    } finally {
      this.calls = before;
    }
  }
}
