import type { ExtractContext, Extraction, Language } from '../languages/language.ts';
import { lazy } from '../lazy.ts';
import { type ApiCall, DYNAMIC, type Json } from '../model.ts';
import { offsetsOf } from '../requests/bare-call.ts';
import type { SourceText } from '../source.ts';
import { codeSwitchesOf } from './choices.ts';
import { bareUrl } from './extract/bare-urls.ts';
import { type Candidate, candidatesOf } from './extract/candidates.ts';
import { isSentBySdk, requestsOf } from './extract/followed-requests.ts';
import { withHostNames } from './extract/host-names.ts';
import { withoutRepetition } from './extract/merged-calls.ts';
import { namedTextsOf } from './extract/named-texts.ts';
import { outlineOf } from './extract/outline.ts';
import { ANCHOR, Program } from './extract/program.ts';
import { readsOf, type Sent } from './extract/reads.ts';
import type { Grammar } from './grammar.ts';
import { speaksSdk } from './sdk/calls.ts';
import { sdkProgramsOf } from './sdk/programs.ts';
import { sdkUsesOf } from './sdk/uses.ts';
import { stringFinder } from './string-places.ts';
import { parseProgram } from './tree.ts';

/** A language whose texts are read by its grammar. */
export const programLanguage = (info: Omit<Language, 'extract'>, grammar: Grammar): Language => ({
  ...info,
  clients: [...new Set(grammar.clients.map(({ name, sdk }) => sdk?.package ?? name))],
  extract: (source, context) => extractProgram(source, context, grammar),
});

function extractProgram(source: SourceText, context: ExtractContext, grammar: Grammar): Extraction {
  const roots = parseProgram(source.text, grammar, context.syntax);
  if (roots.length === 0) return { calls: [], comments: [] };
  const program = new Program(source, roots, grammar, context.path);
  const isAnchored = ANCHOR.test(source.text) || speaksSdk(source.text, grammar.clients);
  const sent: Sent[] = [];
  const candidates = isAnchored ? candidatesOf(program) : [];
  const calls = isAnchored ? callsOf(program, candidates, sent) : [];
  const inBodies = new Set<number>();
  for (const { body } of calls) if (body.kind === 'literal') noteStrings(body.value, inBodies);
  const names = namedTextsOf(program).filter(({ value }) => !inBodies.has(value.offset(0)));
  const things = candidates.flatMap(({ thing }) => (isSentBySdk(thing) ? thing : []));
  const stringAt = stringFinder(source, program.strings, grammar.longQuotes);
  const reads = readsOf(program, calls, sent);
  const { choice } = grammar;
  const switches = choice ? codeSwitchesOf(source, program.names, program.to, choice) : [];
  return {
    ...{ calls, names, reads, switches, stringAt },
    outline: lazy(() => outlineOf(program)),
    sdk: sdkUsesOf(program, things),
    programs: sdkProgramsOf(program, candidates),
    comments: program.comments,
  };
}

/** The calls of a text. `sent` is filled with what makes them. */
function callsOf(program: Program, candidates: readonly Candidate[], sent: Sent[]): ApiCall[] {
  const found: ApiCall[] = [];
  for (const candidate of candidates) {
    const requests = requestsOf(program, candidate, 0, new Set());
    sent.push({ thing: candidate.thing, requests });
    // Whatever it is called, the server of a test is not that of Unkey.
    found.push(
      ...(program.isInTest(candidate.node)
        ? requests.map(toUnnamedHost)
        : requests.map((call) => withHostNames(program, call))),
    );
  }
  const used = offsetsOf(found);
  const known = withoutRepetition(found);
  const bare = program.strings.flatMap((node) => bareUrl(program, node, used) ?? []);
  return [...known, ...bare].sort((a, b) => a.range.start - b.range.start);
}

/** Adds where the strings in a body were written. */
function noteStrings(json: Json, into: Set<number>): void {
  if (json.kind === 'string') into.add(json.value.offset(0));
  else if (json.kind === 'array') for (const item of json.items) noteStrings(item, into);
  else if (json.kind === 'object') for (const { value } of json.members) noteStrings(value, into);
}

const toUnnamedHost = (call: ApiCall): ApiCall =>
  call.url.host.kind === 'literal'
    ? call
    : {
        ...call,
        url: { ...call.url, hostNames: '' },
        method: DYNAMIC,
        body: DYNAMIC,
        headersComplete: false,
      };
