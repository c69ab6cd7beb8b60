import type { ApiCall } from '../../model.ts';
import { programLanguage } from '../../program/extract.ts';
import { withoutUsedUrls } from '../../requests/bare-call.ts';
import type { Range } from '../../source.ts';
import { givesSeconds } from '../../unix-time.ts';
import type { Language } from '../language.ts';
import { withTimes } from '../shell/request.ts';
import { grammar } from './grammar.ts';
import { idioms } from './idioms.ts';
import { parsePowerShell } from './parser.ts';
import { programCalls } from './programs.ts';

const own = programLanguage(
  {
    id: 'powershell',
    title: 'PowerShell',
    languageIds: ['powershell'],
    extensions: ['.ps1', '.psm1', '.psd1'],
    fences: ['powershell', 'pwsh', 'ps1', 'posh', 'ps'],
    comment: ['# ', ''],
    idioms,
  },
  grammar,
);

/** Programs that are run as they are in other shells. */
const PROGRAM = /\b(?:curl|wget|https?|xhs?|curlie)(?:\.exe)?[ \t]/;

/** A call that tells which pieces of its body's text are computed times in seconds. */
function withTimesIn(call: ApiCall, document: string): ApiCall {
  if (call.body.kind !== 'literal') return call;
  const isTime = ({ start, end }: Range): boolean => givesSeconds(document.slice(start, end));
  return { ...call, body: { ...call.body, value: withTimes(call.body.value, isTime) } };
}

/** Windows PowerShell and PowerShell 7. */
export const language: Language = {
  ...own,
  extract(source, context) {
    const found = own.extract(source, context);
    const timed = new Map(found.calls.map((call) => [call, withTimesIn(call, context.document)]));
    const calls = [...timed.values()];
    const reads = (found.reads ?? []).map((read) => ({ ...read, call: timed.get(read.call) ?? read.call }));
    if (!PROGRAM.test(source.text)) return { ...found, calls, reads };
    const programs = programCalls(source, parsePowerShell(source.text), context.document);
    return { ...found, calls: withoutUsedUrls([...calls, ...programs]), reads };
  },
};
