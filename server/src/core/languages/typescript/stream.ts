import type { CallExpression, Expression } from '../../expression.ts';
import { ABSENT, DYNAMIC, type Fact, type Header, type Json } from '../../model.ts';
import { childOf } from '../../syntax.ts';
import { lower } from './lower.ts';
import type { Reading } from './reading.ts';
import { tokenAt, wordAt } from './tokens.ts';

/** What is written to a request after the call that made it. */
export interface Stream {
  readonly headers: readonly Header[];
  readonly complete: boolean;
  readonly body: Fact<Json>;
}

const UNSEEN: Stream = { headers: [], complete: false, body: DYNAMIC };
const HARMLESS =
  /^(?:on|once|off|addListener|removeListener|setTimeout|setNoDelay|setSocketKeepAlive|destroy|abort|getHeader|flushHeaders|removeAllListeners)$/;

/** What happens to the request that `call` gives: `req.setHeader(…)`, `req.write(…)`, `req.end(…)`. */
export function streamOf(reading: Reading, call: CallExpression, endsItself: boolean): Stream {
  const { tokens, islands, scope } = reading;
  const first = tokenAt(tokens, call.start);
  const last = tokenAt(tokens, call.end - 1);
  const statement = islands.statementAround(first);
  if (statement.first === first) {
    const next = last + 1 < statement.end ? wordAt(tokens, last + 1) : '';
    return { headers: [], complete: true, body: next === '.' ? DYNAMIC : ABSENT };
  }
  const name = first - 2;
  const declared =
    name > statement.first &&
    wordAt(tokens, first - 1) === '=' &&
    /^(?:const|let|var)$/.test(wordAt(tokens, name - 1));
  if (!declared) return UNSEEN;
  const headers: Header[] = [];
  const bodies: Expression[] = [];
  let complete = true;
  for (const use of scope.usesOf(name)) {
    const method = wordAt(tokens, use + 1) === '.' ? wordAt(tokens, use + 2) : '';
    if (HARMLESS.test(method)) continue;
    const args = wordAt(tokens, use + 3) === '(' ? argumentsAt(reading, use + 3) : undefined;
    if (!args) complete = false;
    else if (method === 'setHeader' && args.length === 2) {
      const key = reading.values.text(args[0]!);
      const header = { name: key.text, nameRange: key.range(), value: reading.values.text(args[1]!) };
      const together = islands.statementAround(use).block === statement.block;
      if (!key.isLiteral) complete = false;
      else headers.push(together ? header : { ...header, conditional: true });
    } else if (method === 'write' || method === 'end') {
      if (args[0] && args[0].kind !== 'function') bodies.push(args[0]);
    } else complete = false;
  }
  if (bodies.length === 0) return { headers, complete, body: complete || endsItself ? ABSENT : DYNAMIC };
  const json = complete && bodies.length === 1 ? reading.values.jsonText(bodies[0]!) : undefined;
  return { headers, complete, body: json ? { kind: 'literal', value: json, range: json.range } : DYNAMIC };
}

/** The arguments in the bracket that token `open` begins; undefined when they cannot be read. */
function argumentsAt(reading: Reading, open: number): readonly Expression[] | undefined {
  const { source, tokens, islands } = reading;
  const close = tokens.mates[open]!;
  const island = close < 0 ? undefined : islands.piece(open - 1, tokens.ends[close]!, '');
  if (!island || island.root.broken) return undefined;
  const call = island.root.children[0]?.children[0];
  const list = call?.type === 'call_expression' ? childOf(call, 'arguments') : undefined;
  if (!list || list.children.some((c) => c.type === 'spread_element')) return undefined;
  return list.children.filter((c) => c.type !== 'comment').map((c) => lower(source, island, c));
}
