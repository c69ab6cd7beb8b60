import type { CompletionItem, CompletionOptions, Position } from 'vscode-languageserver';
import type { Service } from '../core/service.ts';
import type { ClientFeatures } from './client-features.ts';
import { toCompletionItem, toMarkup } from './convert.ts';
import type { Snapshot } from './documents.ts';
import type { Linter } from './linter.ts';

interface Context {
  readonly client: ClientFeatures;
  readonly service: Service;
  readonly linter: Linter;
}

export const COMPLETION: CompletionOptions = {
  triggerCharacters: ['/', '.', '"', "'", ':', '`'],
  resolveProvider: true,
};

/** What can be written at `position`; without documentation, which {@link resolveCompletion} adds. */
export async function completions(
  position: Position,
  snapshot: Snapshot,
  { client, service, linter }: Context,
): Promise<CompletionItem[]> {
  const { analysis } = await linter.lint(snapshot);
  if (!analysis) return [];
  const items = service.complete(analysis, snapshot.lines.offset(position));
  return items.map((item) => toCompletionItem(item, snapshot.lines, client));
}

/** The item with its documentation. Items that are not ours come back as they are. */
export function resolveCompletion(item: CompletionItem, { client, service }: Context): CompletionItem {
  if (typeof item.data !== 'string') return item;
  const markdown = service.documentCompletion({ subject: item.data });
  return markdown === undefined
    ? item
    : { ...item, documentation: toMarkup(markdown, client.completionMarkdown) };
}
