import { findErrorReferences } from './error-references.ts';
import type { ExtractContext, Extraction, Language } from './languages/language.ts';
import { NOTHING } from './languages/language.ts';
import { asCell } from './languages/notebook/cell.ts';
import { languageFor, languageOfFence } from './languages/registry.ts';
import { hasMarker } from './marker.ts';
import type { ApiCall, CommentRegion, Facts } from './model.ts';
import { NO_OUTLINE } from './outline.ts';
import { findSecrets } from './root-keys/find.ts';
import type { Reading } from './root-keys/reading.ts';
import type { Analysis, DocumentInput, ServiceHost } from './service.ts';
import { HOLE, SourceText } from './source.ts';
import { findSuppressions } from './suppressions.ts';
import type { Grammars } from './syntax.ts';

/** What is found in a text that is not read. */
export const NO_FACTS: Facts = {
  calls: [],
  names: [],
  errors: [],
  sdk: [],
  programs: [],
  reads: [],
  switches: [],
  secrets: [],
  foreign: [],
  suppressions: [],
  regions: [],
  outline: () => NO_OUTLINE,
};
/** A document whose grammars need loading is read again; grammars of embedded pieces may then be asked for. */
const MAX_ROUNDS = 4;
/** A script in a shell's here-document in a YAML block in a fence is read, and nothing much deeper. */
const MAX_NESTING = 5;

/** True for a document with a marker of its own, or with one in the values that other files give its variables. */
function isMarked({ text, companions = [] }: DocumentInput): boolean {
  return hasMarker(text) || companions.some((companion) => hasMarker(companion.text));
}

/** Finds the facts of a document. Trouble in one language costs its facts and is told to the host. */
export async function analyze(
  document: DocumentInput,
  grammars: Grammars,
  host: ServiceHost,
): Promise<Analysis> {
  const language = languageFor(document.languageId, document.path, document.text);
  if (!language || !isMarked(document)) return { document, language: undefined, facts: NO_FACTS };
  let facts = NO_FACTS;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    facts = readFacts(document, language, grammars, host);
    if (!(await grammars.loadMissing())) break;
  }
  return { document, language: language.id, facts };
}

function readFacts(
  document: DocumentInput,
  language: Language,
  grammars: Grammars,
  host: ServiceHost,
): Facts {
  // A byte order mark is no part of any language.
  const source = document.text.startsWith('\uFEFF')
    ? SourceText.verbatim(document.text.slice(1), 1)
    : SourceText.verbatim(document.text);
  const regions: CommentRegion[] = [];
  let nesting = 0;
  // The pieces read so far of the one that is being read.
  let readings: Reading[] = [];

  const run = (inner: Language, languageId: string, piece: SourceText, inBrowser = false): Extraction => {
    if (nesting >= MAX_NESTING) return NOTHING;
    nesting++;
    const around = readings;
    readings = [];
    try {
      const found = inner.extract(piece, { ...context, languageId });
      around.push({ language: inner, source: piece, inBrowser, found, inner: readings });
      return found;
    } catch (error) {
      host.warn(
        `${document.path}: reading ${inner.id} failed: ${error instanceof Error ? error.message : String(error)}`,
      );
      return NOTHING;
    } finally {
      nesting--;
      readings = around;
    }
  };
  const context: ExtractContext = {
    document: document.text,
    path: document.path,
    companions: document.companions ?? [],
    languageId: document.languageId,
    syntax: grammars,
    fence(name, piece, place) {
      const inner = languageOfFence(name);
      if (!inner) return NOTHING;
      if (inner.comment && piece.length > 0 && hasOwnLines(piece, document.text))
        regions.push({ range: piece.range(), comment: inner.comment });
      return run(inner, name, piece, place === 'browser');
    },
    commands(piece) {
      const shell = languageOfFence('sh');
      return shell ? run(shell, 'shellscript', piece) : NOTHING;
    },
  };

  if (language.comment)
    regions.push({ range: { start: 0, end: document.text.length }, comment: language.comment });
  const reader = document.cell ? asCell(language) : language;
  const {
    calls: found,
    names = [],
    sdk = [],
    programs = [],
    reads = [],
    switches = [],
    comments,
    foreign = [],
    uncommented = [],
    outline = NO_FACTS.outline,
  } = run(reader, effectiveId(document, language), source);
  const named = new Map(found.map((call) => [call, withHostNames(call, document.text)]));
  const ranges = comments.map((c) => c.range());
  const calls = [...named.values()];
  return {
    calls,
    names,
    sdk,
    programs,
    reads: reads.map((read) => ({ ...read, call: named.get(read.call) ?? read.call })),
    switches,
    errors: findErrorReferences(source, ranges),
    secrets: findSecrets({ path: document.path, source, reading: readings[0], calls, comments: ranges }),
    foreign,
    suppressions: findSuppressions(comments),
    outline,
    regions: [...regions, ...uncommented.map((range) => ({ range }))],
  };
}

/** True when the line ends of a piece are line ends of the document, so that a comment can be put between its lines. */
function hasOwnLines(piece: SourceText, document: string): boolean {
  for (let at = piece.text.indexOf('\n'); at >= 0; at = piece.text.indexOf('\n', at + 1))
    if (document[piece.offset(at)] !== '\n') return false;
  return true;
}

/** A name longer than this is none. */
const LONGEST_NAME = 200;

/** A call to an unknown host with what stands there in the text, unless its language tells more. */
function withHostNames(call: ApiCall, text: string): ApiCall {
  const { url } = call;
  if (call.sdk || url.host.kind === 'literal' || url.hostNames !== undefined) return call;
  const hole = Math.max(0, url.text.text.indexOf(HOLE));
  const { start, end } = url.text.range(hole, hole + 1);
  const hostNames = text.slice(start, Math.min(end, start + LONGEST_NAME));
  return { ...call, url: { ...url, hostNames } };
}

/** The language identifier of an unsaved or unknown document, told by its path's ending. */
function effectiveId(document: DocumentInput, language: Language): string {
  if (language.languageIds.includes(document.languageId)) return document.languageId;
  const dot = document.path.lastIndexOf('.');
  return dot < 0 ? (language.languageIds[0] ?? '') : document.path.slice(dot + 1).toLowerCase();
}
