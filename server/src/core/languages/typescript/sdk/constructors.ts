import { collide } from '../../../edits.ts';
import type { JsonMember, TextEdit } from '../../../model.ts';
import type { SdkPart } from '../../../sdk/program.ts';
import type { Reading } from '../reading.ts';
import { memberEnd } from '../sdk-options.ts';
import { withoutMembers } from './members.ts';
import type { ProgramItem } from './programs.ts';

/** What v2 has in the place of no second try. */
const ONCE = "retryConfig: { strategy: 'none' }";
const ELSEWHERE = 'What `serverURL` is given has to lead to v2, which is at https://api.unkey.com.';
/** Source: the `retryConfig` of each method of @unkey/api 2.5. */
const RETRIES = 'v2 tries again by itself, for up to ten seconds. `retryConfig` is the option for that.';
const RENAMED: Readonly<Record<string, string>> = { token: 'rootKey', baseUrl: 'serverURL' };
/** Options of v2 as well, and those that it needs not: it sends no telemetry and POSTs everything, which nobody caches. */
const KEPT = /^(?:rootKey|httpClient|serverIdx|serverURL|userAgent|retryConfig|timeoutMs|debugLogger)$/;
const GONE = /^(?:disableTelemetry|wrapperSdkVersion|cache)$/;
const OFFICIAL = /^https:\/\/api\.unkey\.(?:dev|com|cloud)\/?$/;

/** What becomes of `new Unkey({ token, baseUrl })`. */
export function constructorPart(reading: Reading, { call, sdk }: ProgramItem): readonly SdkPart[] {
  const { source, values, document } = reading;
  const [given] = call.args;
  const range = source.range(call.start, call.end);
  if (given?.kind !== 'object') return [];
  const isV2 = sdk.generation === 'v2';
  const json = values.json(given);
  if (json.kind !== 'object') return [];
  const edits: TextEdit[] = [];
  const changed: JsonMember[] = [];
  const gone: JsonMember[] = [];
  let obstacle: string | undefined;
  let retries = false;
  for (const member of json.members) {
    const { key, keyRange, shorthand, value } = member;
    const to = Object.hasOwn(RENAMED, key) ? RENAMED[key]! : undefined;
    const isOfficial = key === 'baseUrl' && value.kind === 'string' && OFFICIAL.test(value.value.text);
    if (isV2 && to === undefined) continue;
    if (GONE.test(key) || isOfficial) {
      gone.push(member);
      changed.push(member);
    } else if (to !== undefined) {
      edits.push(
        shorthand === undefined
          ? { range: keyRange, newText: to }
          : { range: { start: keyRange.start, end: keyRange.start }, newText: to + shorthand },
      );
      changed.push(member);
    } else if (key === 'retry' && shorthand === undefined && value.kind === 'object') {
      const attempts = value.members.find((one) => one.key === 'attempts')?.value;
      changed.push(member);
      if (attempts?.kind === 'number' && attempts.value === 0) {
        const quote = /["']/.exec(source.text)?.[0] ?? "'";
        const retried = { start: keyRange.start, end: memberEnd(document, member) };
        edits.push({ range: retried, newText: ONCE.replaceAll("'", quote) });
      } else {
        gone.push(member);
        retries = true;
      }
    } else if (!KEPT.test(key))
      obstacle ??= `v2 has no option \`${key}\` in this form. Change it by hand first.`;
  }
  const removed = gone.length > 0 ? withoutMembers(document, json, gone) : [];
  if (removed && !collide(removed, edits)) edits.push(...removed);
  else obstacle ??= `v2 has no option \`${gone[0]?.key}\`. Take it out, then migrate the file.`;
  if (edits.length === 0 && obstacle === undefined) return [];
  const names = (of: (key: string) => string | undefined): string =>
    changed.flatMap(({ key }) => of(key) ?? []).join(', ');
  const now = names((key) => (gone.some((member) => member.key === key) ? undefined : RENAMED[key]));
  return [
    {
      range,
      from: `new Unkey({ ${names((key) => key)} })`,
      to: now === '' ? 'new Unkey({ rootKey })' : `new Unkey({ ${now} })`,
      isOld: true,
      edits,
      notes: [...(retries ? [RETRIES] : []), ...(now.includes('serverURL') ? [ELSEWHERE] : [])],
      ...(obstacle === undefined ? {} : { obstacle }),
    },
  ];
}
