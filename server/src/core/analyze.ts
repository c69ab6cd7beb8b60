import { findErrorReferences } from './error-references.ts';
import type { ExtractContext, Extraction, Language } from './languages/language.ts';
import { NOTHING } from './languages/language.ts';
import { languageFor, languageOfFence } from './languages/registry.ts';
import type { CommentRegion, Facts } from './model.ts';
import type { Analysis, DocumentInput, ServiceHost } from './service.ts';
import { SourceText } from './source.ts';
import { findSuppressions } from './suppressions.ts';
import type { Grammars } from './syntax.ts';

const NO_FACTS: Facts = { calls: [], names: [], errors: [], suppressions: [], regions: [] };
/** A document whose grammars need loading is read again; grammars of embedded pieces may then be asked for. */
const MAX_ROUNDS = 4;
/** Fences inside fences inside fences are not read. */
const MAX_NESTING = 3;
const PATH = /\/v[12x]\/[a-z]+[./][a-zA-Z]/;

/** True when the text may hold anything of interest. One scan, so that every other document costs nothing. */
export function hasMarker(text: string): boolean {
  return (
    text.includes('unkey') ||
    text.includes('UNKEY') ||
    text.includes('err:user:') ||
    text.includes('err:frontline:') ||
    (text.includes('/v') && PATH.test(text))
  );
}

/** Finds the facts of a document. Trouble in one language costs its facts and is told to the host. */
export async function analyze(
  document: DocumentInput,
  grammars: Grammars,
  host: ServiceHost,
): Promise<Analysis> {
  const language = languageFor(document.languageId, document.path);
  if (!language || !hasMarker(document.text)) return { document, language: undefined, facts: NO_FACTS };
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
  const source = SourceText.verbatim(document.text);
  const regions: CommentRegion[] = [];
  let nesting = 0;

  const run = (inner: Language, languageId: string, piece: SourceText): Extraction => {
    if (nesting >= MAX_NESTING) return NOTHING;
    nesting++;
    try {
      return inner.extract(piece, { ...context, languageId });
    } catch (error) {
      host.warn(
        `${document.path}: reading ${inner.id} failed: ${error instanceof Error ? error.message : String(error)}`,
      );
      return NOTHING;
    } finally {
      nesting--;
    }
  };
  const context: ExtractContext = {
    document: document.text,
    path: document.path,
    companions: document.companions ?? [],
    languageId: document.languageId,
    syntax: grammars,
    fence(name, piece) {
      const inner = languageOfFence(name);
      if (!inner) return NOTHING;
      if (inner.comment && piece.length > 0) regions.push({ range: piece.range(), comment: inner.comment });
      return run(inner, name, piece);
    },
    commands(piece) {
      const shell = languageOfFence('sh');
      return shell ? run(shell, 'shellscript', piece) : NOTHING;
    },
  };

  if (language.comment) regions.push({ range: source.range(), comment: language.comment });
  const { calls, names = [], comments } = run(language, effectiveId(document, language), source);
  const ranges = comments.map((c) => c.range());
  return {
    calls,
    names,
    errors: findErrorReferences(source, ranges),
    suppressions: findSuppressions(comments),
    regions,
  };
}

/** The language identifier of an unsaved or unknown document, told by its path's ending. */
function effectiveId(document: DocumentInput, language: Language): string {
  if (language.languageIds.includes(document.languageId)) return document.languageId;
  const dot = document.path.lastIndexOf('.');
  return dot < 0 ? (language.languageIds[0] ?? '') : document.path.slice(dot + 1).toLowerCase();
}
