import type { Flow } from '../../reads/flow.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { type Place, textOf } from './read-nodes.ts';
import type { Walk } from './read-walk.ts';

/** `response.json('data.keyId')`, as k6 has it: the text holds the path. Undefined where nothing is known of it. */
export function selected(walk: Walk, { island, node: text }: Place, flow: Flow): Flow | undefined {
  const { reading, answers } = walk;
  const start = text.start + 1 + island.shift;
  const path = textOf(reading, island, text).slice(1, -1);
  const body = answers.stepped(flow, 'method', 'json');
  if (flow.call?.client !== 'k6' || !body || !/^\w+(?:\.\w+)*$/.test(path)) return undefined;
  const { source } = reading;
  const insert = (names: readonly string[]) => [
    { range: source.range(start, start), newText: names.map((name) => `${name}.`).join('') },
  ];
  let at = start;
  let now: Flow | undefined = body;
  for (const name of path.split('.')) {
    const range = source.range(at, at + name.length);
    now = now && answers.member(now, { name, range }, insert);
    at += name.length + 1;
  }
  return now;
}

/** `check(response, { name: (response) => … })` of k6: the functions that get the response. */
export function checksIn({ children }: SyntaxNode): readonly SyntaxNode[] {
  const checks = children.find((c) => c.type === 'object');
  return (checks?.children ?? []).flatMap((pair) => childOf(pair, 'value') ?? []);
}
