import type { Expression } from '../../expression.ts';
import { childOf } from '../../syntax.ts';
import type { Declarations } from './declarations.ts';
import type { Functions } from './functions.ts';
import { functionAt, functionFrom } from './local-functions.ts';
import { lower } from './lower.ts';
import type { Text } from './text.ts';
import { wordAt } from './tokens.ts';
import { typeOf } from './types.ts';

type Field = { readonly value: Expression; readonly certain: boolean } | { readonly type: string };

/** The members of classes and objects where these are written. */
export class WrittenMembers {
  constructor(
    private readonly text: Text,
    private readonly declarations: Declarations,
    private readonly functions: Functions,
  ) {}

  /** The value of a member written in the object that token `open` begins. */
  entry(property: string, open: number): Expression | undefined {
    const { tokens, islands, source } = this.text;
    const end = tokens.limits[open]!;
    for (const token of this.declarations.occurrences(property)) {
      if (tokens.parents[token] !== open || !/^[{,]$|^async$/.test(wordAt(tokens, token - 1))) continue;
      const after = wordAt(tokens, token + 1);
      if (after === '(' || after === '<') return functionFrom(tokens, token);
      if (after !== ':') continue;
      const fn = functionFrom(tokens, token + 2);
      if (fn) return fn;
      let last = token + 2;
      while (last < end && !(wordAt(tokens, last) === ',' && tokens.parents[last] === open)) last++;
      const island = islands.piece(token + 2, tokens.ends[last - 1]!, ')', '(');
      const node = island?.root.children[0]?.children[0];
      return island && node && !island.root.broken ? lower(source, island, node) : undefined;
    }
    return undefined;
  }

  /** The value a class member or parameter property gives the field at `token`; undefined when it declares none. */
  field(token: number, body: number): Field | 'unknown' | undefined {
    const { source, tokens, islands } = this.text;
    const before = wordAt(tokens, token - 1);
    const after = token + 1 < tokens.starts.length ? wordAt(tokens, token + 1) : '';
    if (tokens.parents[token] === body) {
      // A field's value stands between the members as well.
      if (before === 'set' || before === '.' || before === '?.') return undefined;
      const fn = after === '(' || after === '<' ? functionAt(tokens, tokens.starts[token]!) : undefined;
      if (fn && before === 'get') {
        const value = this.functions.result(fn);
        return value ? { value, certain: true } : 'unknown';
      }
      if (fn) return { value: functionFrom(tokens, token)!, certain: true };
      if (after === '(') return 'unknown';
      const [island, node] = islands.enclosing(token, 'public_field_definition');
      const name = node && childOf(node, 'name');
      if (!island || !name || name.start + island.shift !== tokens.starts[token]) return undefined;
      const value = childOf(node, 'value');
      if (value?.broken) return 'unknown';
      if (value) return { value: lower(source, island, value), certain: true };
      const type = typeOf(source, island, node);
      return type === undefined ? undefined : { type };
    }
    const open = tokens.parents[token]!;
    if (open < 1 || wordAt(tokens, open - 1) !== 'constructor' || tokens.parents[open] !== body)
      return undefined;
    if (!/^(?:private|public|protected|readonly)$/.test(before)) return undefined;
    const [start, end] = [tokens.starts[token]!, tokens.ends[token]!];
    return { value: { kind: 'name', name: wordAt(tokens, token), start, end }, certain: true };
  }
}
