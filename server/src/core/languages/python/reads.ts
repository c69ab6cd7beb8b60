import type { AnswerReader, AnswerText } from '../../program/answers.ts';
import { functionOf } from '../../program/areas.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { waysFromError, waysToBody, waysToSdkBody } from './answers.ts';
import { followRaised } from './read-failures.ts';
import { Walk } from './read-walk.ts';

/** Tests that put something of their own in the place of the SDK, or of what makes its client. */
const PATCHED = /\bpatch(?:\.object)?\(\s*[^()\n]*unkey/i;

/** Follows what calls give through a text of Python. */
export const readAnswers: AnswerReader = (text, sent) => {
  const walk = new Walk(text, sent);
  for (const { node, client, call, oneOf } of sent) {
    if (call?.sdk) {
      const ways = PATCHED.test(text.source.text) ? [] : waysToSdkBody(client, call);
      if (ways.length > 0) walk.follow(node, { ...walk.answers.begin(call, ways), attributes: true });
      continue;
    }
    const ways = waysToBody(client);
    if (ways.length === 0) continue;
    const failed = waysFromError(client);
    const response = client === 'http.client' ? responseBehind(text, node) : node;
    if (!response) continue;
    walk.follow(response, { ...walk.answers.begin(call, ways, oneOf), failed });
    followRaised(walk, node, { call, oneOf }, failed, sent);
  }
  return walk.found();
};

/** `connection.getresponse()` behind the request that it is the answer to. */
function responseBehind({ names, to }: AnswerText, node: SyntaxNode): SyntaxNode | undefined {
  const callee = childOf(node, 'function');
  const object = callee && childOf(callee, 'object');
  if (!object) return undefined;
  const area = functionOf(names.areaOf(node));
  const connection = to.written(object);
  const calls = names.nodes.filter(
    (one) => one.type === 'call' && one.start > node.end && functionOf(names.areaOf(one)) === area,
  );
  const named = (one: SyntaxNode): string => to.written(childOf(one, 'function') ?? one);
  const next = calls
    .filter((one) => named(one).startsWith(`${connection}.`))
    .toSorted((a, b) => a.start - b.start)
    .find((one) => /\.(?:request|getresponse)$/.test(named(one)));
  return next && named(next) === `${connection}.getresponse` ? next : undefined;
}
