import type { AnswerReader } from '../../program/answers.ts';
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
    walk.follow(node, { ...walk.answers.begin(call, ways, oneOf), failed });
    followRaised(walk, node, { call, oneOf }, failed, sent);
  }
  return walk.found();
};
