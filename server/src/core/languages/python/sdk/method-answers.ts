import { answerChangeOf } from '../../../catalogue/sdks/answers.ts';
import type { SdkText } from '../../../program/sdk/programs.ts';
import { answersResult } from '../../../sdk/methods.ts';
import { nameInSdk } from '../../../sdk/naming.ts';
import type { SyntaxNode } from '../../../syntax.ts';
import { AnswerFlow, type PythonAnswerEdits } from './answers.ts';

/** Where the SDK of v1 has what an operation of v1 answers. */
function memberOf(operation: string): string {
  if (operation === 'keys.verifyKey') return 'v1_keys_verify_key_response';
  if (operation === 'keys.getKey') return 'key';
  return /^keys\.(?:add|set)(?:Permissions|Roles)$|^permissions\.list/.test(operation)
    ? 'response_bodies'
    : 'object';
}

/** What programs read of the whole answer, where v1 did not have it. */
const NEW_KEY = /^key(?:_id)?$/;
/** The edits that take what v2 answers in the place of what a call of `operation` of v1 gave. `to`: that of v2. */
export function pythonAnswerEdits(
  text: SdkText,
  call: SyntaxNode,
  operation: string,
  to: string,
): PythonAnswerEdits {
  const change = answerChangeOf(operation);
  const flow = new AnswerFlow(text);
  const place = answersResult(to) ? 'result' : 'data';
  const list = change.list === undefined && memberOf(operation) !== 'response_bodies' ? undefined : change;
  flow.taken(call, flow.written(call), (use, now) => {
    const member = flow.memberOf(use);
    if (!member) {
      if (!flow.isTested(use)) flow.stop(use);
      return;
    }
    const name = flow.written(member.field);
    if (place === 'result' && flow.isNextPage(member.whole, now)) return;
    const page = place === 'result' && name === 'result' ? member.whole : undefined;
    if (page && flow.isTested(page)) return;
    const inPage = page && flow.memberOf(page);
    if (page && inPage && flow.written(inPage.field) === 'object') {
      flow.replace({ start: page.end, end: inPage.whole.end }, '');
      flow.object(inPage.whole, `${now}.result`, change);
      return;
    }
    if (operation === 'keys.createKey' && NEW_KEY.test(name)) {
      flow.replace({ start: member.field.start, end: member.field.start }, `${place}.`);
      return;
    }
    if (name !== memberOf(operation)) {
      flow.stop(member.field, `v2 answers no \`${name}\` here. Change it by hand, then migrate the file.`);
      return;
    }
    if (change.bare) {
      flow.stop(member.field, 'v2 answers nothing here. Take out what reads it, then migrate the file.');
      return;
    }
    const isBareList = name === 'response_bodies';
    const data = isBareList && place === 'result' ? 'result.data' : place;
    flow.replace(member.field, data);
    const inner = `${now}.${data}`;
    if (isBareList) flow.list(member.whole, list?.items?.fields ?? {});
    else flow.object(member.whole, inner, change);
  });
  return flow.found();
}

/** What a dictionary that is made of an answer has otherwise. */
export function dumpedNote(operation: string): string {
  const moved = Object.entries(answerChangeOf(operation).fields).map(([from, to]) => {
    const name = nameInSdk(from, 'snake_case');
    const now = to?.split(/\??\./).map((one) => nameInSdk(one, 'snake_case'));
    return now ? `${now.join('.')} for ${name}` : `no ${name}`;
  });
  return `What model_dump gives has the names of v2${moved.length > 0 ? `: ${moved.join(', ')}` : ''}.`;
}
