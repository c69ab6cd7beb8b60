import type { CallExpression, Expression, Frame } from '../../expression.ts';
import { within } from '../../frame.ts';
import { ABSENT, DYNAMIC, type Fact, type Header, type Json } from '../../model.ts';
import { childOf } from '../../syntax.ts';
import type { StreamKeys } from './clients/client.ts';
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
  /^(?:on\w*|once|off|open|addListener|addEventListener|removeListener|removeEventListener|setTimeout|setNoDelay|setSocketKeepAlive|destroy|abort|getHeader|flushHeaders|removeAllListeners|status\w*|response\w*|readyState|timeout|withCredentials|getResponseHeader|getAllResponseHeaders|upload|DONE)$/;

/** What happens to the request that `call` gives or opens: `req.setHeader(…)`, `xhr.send(…)`. */
export function streamOf(
  reading: Reading,
  call: CallExpression,
  keys: StreamKeys,
  endsItself: boolean,
  frame: Frame | undefined,
): Stream {
  const { tokens, islands, scope } = reading;
  const first = tokenAt(tokens, call.start);
  const last = tokenAt(tokens, call.end - 1);
  const statement = islands.statementAround(first);
  if (statement.first === first && !keys.opened) {
    const next = last + 1 < statement.end ? wordAt(tokens, last + 1) : '';
    return { headers: [], complete: true, body: next === '.' ? DYNAMIC : ABSENT };
  }
  const name = keys.opened ? scope.declaredAt(first) : declaredBy(reading, first);
  if (name === undefined) return UNSEEN;
  const headers: Header[] = [];
  const bodies: Expression[] = [];
  let complete = true;
  let sent = false;
  for (const use of scope.usesOf(name)) {
    // What happens to a request that was sent does not change it.
    if (sent && islands.statementAround(use).block === statement.block) continue;
    const method = wordAt(tokens, use + 1) === '.' ? wordAt(tokens, use + 2) : '';
    if (HARMLESS.test(method)) continue;
    const args = wordAt(tokens, use + 3) === '(' ? argumentsAt(reading, use + 3, frame) : undefined;
    if (!args) complete = false;
    else if (method === keys.header && args.length === 2) {
      const key = reading.values.text(args[0]!);
      const header = { name: key.text, nameRange: key.range(), value: reading.values.text(args[1]!) };
      const together = islands.statementAround(use).block === statement.block;
      if (!key.isLiteral) complete = false;
      else headers.push(together ? header : { ...header, conditional: true });
    } else if (keys.body.includes(method)) {
      if (args[0] && args[0].kind !== 'function') bodies.push(args[0]);
      if (method === keys.body.at(-1)) sent = true;
    } else complete = false;
  }
  if (bodies.length === 0) return { headers, complete, body: complete || endsItself ? ABSENT : DYNAMIC };
  const json = complete && bodies.length === 1 ? reading.values.jsonText(bodies[0]!) : undefined;
  return { headers, complete, body: json ? { kind: 'literal', value: json, range: json.range } : DYNAMIC };
}

/** The variable that the call that begins with token `first` gives its value. */
function declaredBy({ tokens, islands }: Reading, first: number): number | undefined {
  const name = first - 2;
  const declared =
    name > islands.statementAround(first).first &&
    wordAt(tokens, first - 1) === '=' &&
    /^(?:const|let|var)$/.test(wordAt(tokens, name - 1));
  return declared ? name : undefined;
}

/** The arguments in the bracket that token `open` begins; undefined when they cannot be read. */
export function argumentsAt(
  reading: Reading,
  open: number,
  frame: Frame | undefined,
): readonly Expression[] | undefined {
  const { source, tokens, islands } = reading;
  const close = tokens.mates[open]!;
  const island = close < 0 ? undefined : islands.piece(open - 1, tokens.ends[close]!, '');
  if (!island || island.root.broken) return undefined;
  const call = island.root.children[0]?.children[0];
  const list = call?.type === 'call_expression' ? childOf(call, 'arguments') : undefined;
  if (!list || list.children.some((c) => c.type === 'spread_element')) return undefined;
  return list.children
    .filter((c) => c.type !== 'comment')
    .map((c) => within(lower(source, island, c), frame));
}
