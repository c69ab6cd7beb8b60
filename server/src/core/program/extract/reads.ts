import type { ApiCall, ResponseRead } from '../../model.ts';
import type { Range } from '../../source.ts';
import type { AnswerText, Sending } from '../answers.ts';
import type { Thing } from '../machine/things.ts';
import { sitesOf } from './followed-requests.ts';
import type { Program } from './program.ts';

/** A request of the text, and the calls that it is. */
export interface Sent {
  readonly thing: Thing;
  readonly requests: readonly ApiCall[];
}

/** What is read of the answers to `calls`, which are those of the text. */
export function readsOf(
  program: Program,
  calls: readonly ApiCall[],
  sent: readonly Sent[],
): readonly ResponseRead[] {
  const { grammar, source, to, names, scope } = program;
  if (!grammar.answers || calls.length === 0) return [];
  const byPlace = new Map<string, ApiCall[]>();
  for (const call of calls) {
    const known = byPlace.get(keyOf(call.range));
    if (known) known.push(call);
    else byPlace.set(keyOf(call.range), [call]);
  }
  const only = (range: Range): ApiCall | undefined => {
    const found = byPlace.get(keyOf(range)) ?? [];
    return new Set(found.map(({ url }) => url.text.text)).size === 1 ? found[0] : undefined;
  };
  const nodes = new Map(program.callNodes.map((node) => [keyOf(node), node]));
  const sendings = sent.flatMap(({ thing, requests }): Sending[] => {
    const span = thing.sending ?? thing.call;
    const node = span && nodes.get(keyOf(span));
    if (!node || requests.length === 0) return [];
    const place = source.range(node.start, node.end);
    // What is sent for a caller is where the function around it is called.
    const own = requests.filter(({ range }) => range.start <= place.start && range.end >= place.end);
    const begun = thing.call && source.range(thing.call.start, thing.call.end).start;
    const made = own.length > 0 ? own : requests.filter(({ range }) => range.start === begun);
    const call = made[0] && only(made[0].range);
    return [{ node, client: thing.client.name, call, oneOf: call ? undefined : oneOf(requests, only) }];
  });
  const text: AnswerText = {
    ...{ source, to, names, scope },
    callAt: (node) => only(source.range(node.start, node.end)),
    sitesOf: (place) => sitesOf(program, place).map(([node]) => node),
  };
  return grammar.answers(text, sendings);
}

/** One of the calls of a function that sends to one host, which it names itself or takes from one place. */
function oneOf(
  requests: readonly ApiCall[],
  only: (range: Range) => ApiCall | undefined,
): ApiCall | undefined {
  const versions = new Set(
    requests.map(({ url }) => (url.version.kind === 'literal' ? url.version.value : '')),
  );
  const places = requests.map(({ url: { host, text } }) =>
    host.kind === 'literal' ? host.range : text.range(0, 1),
  );
  const isOwn = requests.every(({ range }, i) => {
    const { start, end } = places[i]!;
    return end <= range.start || start >= range.end;
  });
  const isOne = requests.every(
    ({ url: { host } }, i) => host.kind === 'literal' || places[i]!.start === places[0]!.start,
  );
  return versions.size === 1 && isOwn && isOne ? only(requests[0]!.range) : undefined;
}

const keyOf = ({ start, end }: Range): string => `${start}:${end}`;
