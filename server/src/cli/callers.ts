import { languageFor } from '../core/languages/registry.ts';
import { lineIndex } from '../core/line-index.ts';
import type { Explanation, Service } from '../core/service.ts';
import type { CompanionFiles } from './companions.ts';
import type { FileTree } from './file-tree.ts';
import { walk } from './walk.ts';

/** A call in a file of a workspace. */
export interface FoundCall {
  /** A place of the tree: a path or a URI. */
  readonly place: string;
  /** One-based. */
  readonly line: number;
  readonly operation: string;
  /** `POST /v2/keys.getKey` */
  readonly signature: string;
}

interface Search {
  readonly service: Pick<Service, 'analyze' | 'callers'>;
  readonly files: FileTree;
  readonly companions: CompanionFiles;
  /** Told of directories that could not be read. */
  readonly unreadable: (directory: string, error: unknown) => void;
  /** The text of a file as it stands in an editor; undefined: it is read from the tree. */
  readonly opened?: (place: string) => string | undefined;
}

/** The calls below `root` that can raise one of the errors explained, by file and line. */
export async function findCallers(
  root: string,
  explanations: readonly Explanation[],
  { service, files, companions, unreadable, opened }: Search,
): Promise<FoundCall[]> {
  const operations = [...new Set(explanations.flatMap((explanation) => explanation.operations))];
  if (operations.length === 0) return [];
  const found: FoundCall[] = [];
  const wants = (name: string): boolean => languageFor('', name) !== undefined;
  for await (const place of walk(files, root, { wants, unreadable })) {
    const text = opened?.(place) ?? (await files.readText(place));
    if (text === undefined) continue;
    const document = { languageId: '', path: place, text };
    const analysis = await service.analyze({
      ...document,
      companions: await companions.of(place, document),
    });
    const lineOf = lineIndex(text);
    const calls = service.callers(analysis, operations).map(({ range, operation, signature }) => ({
      place,
      line: lineOf(range.start) + 1,
      operation,
      signature,
    }));
    found.push(...calls.sort((a, b) => a.line - b.line));
  }
  return found.sort((a, b) => (a.place < b.place ? -1 : a.place > b.place ? 1 : 0));
}

const MOST_SHOWN = 50;

/** The Markdown of an explanation and, where its endpoints are known, of the calls that can raise it. */
export function withCallers(
  { markdown, operations }: Explanation,
  calls: readonly FoundCall[],
  show: (call: FoundCall) => string,
): string {
  if (operations.length === 0) return markdown.trim();
  const own = calls.filter((call) => operations.includes(call.operation));
  const shown = own.slice(0, MOST_SHOWN).map((call) => `- ${show(call)} ${call.signature}`);
  const more = own.length > MOST_SHOWN ? [`- and ${own.length - MOST_SHOWN} more`] : [];
  const list =
    own.length > 0 ? ['**Calls here that can raise it**', ...shown, ...more] : ['No call here can raise it.'];
  return `${markdown.trim()}\n\n${list.join('\n')}`;
}
