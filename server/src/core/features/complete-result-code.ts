import { resultCodes } from '../catalogue/results.ts';
import type { Analysis } from '../service.ts';
import { type Completion, item, rank } from './complete-item.ts';
import { currentEndpointOf } from './request-context.ts';

/** `data.code`, `result["code"]`, `body["data"].get("code")`. */
const CODE = String.raw`\b(?:data|result|verification|verified)(?:["']\])?(?:\??\.code|\[["']code["']\]|\.get\(["']code["']\))`;
const COMPARED = new RegExp(String.raw`${CODE}\)?\s*[=!]==?\s*["'\x60](?<begun>[A-Z_]*)$`, 'i');
const CASE = /(?:^|[\s;{])case\s+(?:["'`][A-Z_]+["'`]\s*[,|]\s*)*["'`](?<begun>[A-Z_]*)$/i;
const SUBJECT = new RegExp(String.raw`${CODE}\)*\s*$`, 'i');
/** Programs that verify keys with v2, also where a call is half typed. */
const VERIFIES = /\/v2\/keys\.verifyKey\b|\bkeys\.(?:verifyKey|verify_key)\b|\bKeys\.VerifyKey\b/;
const REACH = 300;
const SWITCH_REACH = 4000;

/** The values of `data.code` in the answer of `keys.verifyKey`, where it is compared. */
export function completeResultCode(
  { document: { text }, facts }: Analysis,
  offset: number,
): readonly Completion[] {
  const line = text.slice(Math.max(text.lastIndexOf('\n', offset - 1) + 1, offset - REACH), offset);
  const found = COMPARED.exec(line) ?? (isChoice(text, offset) ? CASE.exec(line) : null);
  const begun = found?.groups?.begun;
  if (begun === undefined) return [];
  const isVerified = facts.calls.some((call) => currentEndpointOf(call)?.operation === 'keys.verifyKey');
  if (!isVerified && !VERIFIES.test(text)) return [];
  const rest = /^\w*/.exec(text.slice(offset, offset + REACH))![0];
  const range = { start: offset - begun.length, end: offset + rest.length };
  return resultCodes.map(({ code, valid }, i) =>
    item('value', code, range, '', {
      subject: `result ${code}`,
      detail: `valid: ${valid}`,
      sortText: rank(1, i),
    }),
  );
}

/** True where the last choice that begins before `offset` is one by a code. */
function isChoice(text: string, offset: number): boolean {
  const earlier = text.slice(Math.max(0, offset - SWITCH_REACH), offset);
  const choice = [...earlier.matchAll(/\b(?:switch|match)\b([^{}:\n]*)[{:]/g)].at(-1);
  return choice !== undefined && SUBJECT.test(choice[1]!);
}
