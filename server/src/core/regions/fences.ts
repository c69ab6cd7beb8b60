import { type ExtractContext, type Extraction, joined, NOTHING } from '../languages/language.ts';
import { type ApiCall, DYNAMIC, type Json } from '../model.ts';
import type { SourceText } from '../source.ts';
import { looseCommands } from './loose-commands.ts';
import { isAvoided, isFailing, readSample } from './samples.ts';

/** A piece of a text that is in another language. */
export interface Fence {
  /** Its name, lower case; empty when there is none. */
  readonly language: string;
  /** Without what marks it as a piece: fences, quote marks, indentation. */
  readonly content: SourceText;
  /** For a sample of documentation: its title and the line above it, or what there is of them. */
  readonly said?: readonly string[];
}

/** Languages of which a command is quoted rather than run: what changed, what was said. */
const QUOTED = new Set(['diff', 'patch', 'log', 'logs', 'email', 'eml', 'commit', 'git-commit', 'gitcommit']);

/** Reads a piece in its language; commands are found in one of no language, or of one that is not known. */
export function readFence({ language, content, said }: Fence, context: ExtractContext): Extraction {
  if (QUOTED.has(language) || said?.some(isAvoided)) return asQuoted([content]);
  if (!said) return readCode(language, content, context);
  const { code, quoted } = readSample(content);
  const read = readCode(language, code, context);
  const found = said.some(isFailing) ? { ...read, calls: read.calls.map(asFailing) } : read;
  return quoted.length > 0 ? joined([found, asQuoted(quoted)]) : found;
}

/** A request that is shown because it fails: what it lacks and what values it has may be the point of it. */
const asFailing = (call: ApiCall): ApiCall => ({
  ...call,
  headers: [],
  headersComplete: false,
  body: call.body.kind === 'literal' ? { ...call.body, value: namesOf(call.body.value) } : DYNAMIC,
});

const namesOf = (body: Json): Json =>
  body.kind === 'object'
    ? {
        ...body,
        members: body.members.map((m) => ({ ...m, value: { kind: 'dynamic', range: m.value.range } })),
        complete: false,
      }
    : { kind: 'dynamic', range: body.range };

function readCode(language: string, content: SourceText, context: ExtractContext): Extraction {
  const found = language === '' ? NOTHING : context.fence(language, content);
  if (found !== NOTHING) return found;
  return { ...joined(commandsIn(content, context)), uncommented: [content.range()] };
}

/** What is quoted is like a comment: hovered, and never accused. */
const asQuoted = (pieces: readonly SourceText[]): Extraction => ({
  calls: [],
  comments: pieces,
  uncommented: pieces.map((piece) => piece.range()),
});

/** The commands in running text. */
export const commandsIn = (text: SourceText, context: ExtractContext): Extraction[] =>
  looseCommands(text).map((command) => context.commands(command));
