import { type Binding, UNCHANGED } from '../../binding.ts';
import { type CallExpression, type Expression, type ObjectEntry, unknownAt } from '../../expression.ts';
import type { Values } from '../../resolve.ts';
import type { Scope } from '../../scope.ts';
import { SourceText } from '../../source.ts';
import type { HclAttribute, HclBlock } from './hcl.ts';

/** Functions that give their argument as it is, in another type or marked. */
const SAME = new Set([
  'tostring',
  'sensitive',
  'nonsensitive',
  'trimspace',
  'chomp',
  'tomap',
  'yamlencode',
  'ephemeralasnull',
]);

/** `local.name` and `var.name` of a module, as far as this file has them. A variable's default is what it is unless it is given. */
export class ModuleScope implements Scope {
  private readonly locals: Expression;
  private readonly variables: Expression;

  constructor(
    private readonly source: SourceText,
    root: HclBlock,
  ) {
    const locals = root.blocks.filter((b) => b.type === 'locals').flatMap((b) => b.attributes);
    this.locals = this.object(locals);
    const variables = root.blocks.flatMap((block): readonly HclAttribute[] => {
      const value = block.attributes.find((a) => a.name === 'default');
      if (block.type !== 'variable' || !value) return [];
      const { start, end } = value.value;
      const given = {
        kind: 'choice',
        how: 'fallback',
        first: unknownAt({ start, end }),
        second: value.value,
      } as const;
      return [{ ...value, name: block.labels[0] ?? '', value: { ...given, start, end } }];
    });
    this.variables = this.object(variables);
  }

  /** The other files of the module may have more of them. */
  private object(attributes: readonly HclAttribute[]): Expression {
    const entries = attributes.map(({ name, nameSpan, value }): ObjectEntry => {
      const text = SourceText.decoded(name, this.source.range(nameSpan.start, nameSpan.end));
      return { kind: 'member', key: { kind: 'text', value: text, closed: true, ...nameSpan }, value };
    });
    return { kind: 'object', entries, intact: false, start: 0, end: 0 };
  }

  lookup(name: string): Binding {
    if (name === 'local') return { kind: 'value', value: this.locals, certain: true, changes: UNCHANGED };
    if (name === 'var') return { kind: 'value', value: this.variables, certain: true, changes: UNCHANGED };
    return { kind: 'unknown' };
  }

  self(): Binding {
    return { kind: 'unknown' };
  }

  reduce(call: CallExpression, values: Values): Expression | undefined {
    const { callee, args, intact, start, end } = call;
    const [first] = args;
    if (callee.kind !== 'name' || !first || !intact) return undefined;
    if (callee.name === 'jsonencode') return { kind: 'json', value: first, start, end };
    if (SAME.has(callee.name)) return first;
    if (callee.name === 'format') return formatted(call, values);
    if (callee.name === 'join') return joinedList(call, values);
    if (callee.name === 'merge') {
      const entries = args.map((value): ObjectEntry => ({ kind: 'spread', value }));
      return { kind: 'object', entries, intact: true, start, end };
    }
    return undefined;
  }
}

/** `format("%s/v2", x)` as a template. */
function formatted(call: CallExpression, values: Values): Expression | undefined {
  const [first, ...args] = call.args;
  const { value } = values.resolve(first!);
  if (value.kind !== 'text' || !value.closed) return undefined;
  const { start, end } = call;
  const text = (piece: SourceText): Expression => ({ kind: 'text', value: piece, closed: true, start, end });
  const parts: Expression[] = [];
  let from = 0;
  for (const m of value.value.text.matchAll(/%(?:([sdvgq])|%|[^%])/g)) {
    parts.push(text(value.value.slice(from, m.index)));
    from = m.index + m[0].length;
    if (m[0] === '%%') parts.push(text(value.value.slice(from - 1, from)));
    else parts.push((m[1] && m[1] !== 'q' ? args.shift() : undefined) ?? unknownAt({ start, end }));
  }
  parts.push(text(value.value.slice(from)));
  return { kind: 'template', parts, start, end };
}

/** `join("/", [a, b])` as a template. */
function joinedList(call: CallExpression, values: Values): Expression | undefined {
  const [separator, list] = call.args;
  const items = list && values.resolve(list).value;
  if (!separator || items?.kind !== 'array' || !items.complete) return undefined;
  const parts = items.items.flatMap((item, i) => (i === 0 ? [item] : [separator, item]));
  return { kind: 'template', parts, start: call.start, end: call.end };
}
