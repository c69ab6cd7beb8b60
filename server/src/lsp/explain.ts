import { type FoundCall, findCallers, withCallers } from '../cli/callers.ts';
import type { CompanionFiles } from '../cli/companions.ts';
import type { FileTree } from '../cli/file-tree.ts';
import type { Service } from '../core/service.ts';
import type { Documents } from './documents.ts';
import type { Log } from './log.ts';
import { decodedUri, type Workspace } from './workspace.ts';

interface Context {
  readonly service: Service;
  readonly files: FileTree;
  readonly companions: CompanionFiles;
  readonly documents: Documents;
  readonly workspace: Workspace;
  readonly log: Log;
}

/** `workspace`: also list the calls of the workspace that can raise what is explained. */
export interface ExplainParams {
  readonly text: string;
  readonly workspace?: boolean;
}

/** Markdown about the errors and endpoints in a text; empty when there are none. */
export async function explain(params: ExplainParams, context: Context): Promise<{ markdown: string }> {
  const { service, files, companions, documents, workspace, log } = context;
  const explanations = service.explain(String(params.text));
  if (params.workspace !== true || workspace.folders.length === 0)
    return { markdown: explanations.map(({ markdown }) => markdown.trim()).join(RULE) };
  const calls: FoundCall[] = [];
  const unreadable = (directory: string, error: unknown): void =>
    log.warn(`${directory} was not searched: ${error}`);
  // Clients escape different characters in a URI.
  const texts = new Map(documents.all().map((snapshot) => [decodedUri(snapshot.uri), snapshot.text]));
  const opened = (uri: string): string | undefined => texts.get(decodedUri(uri));
  for (const folder of workspace.folders) {
    const found = await findCallers(folder.uri, explanations, {
      service,
      files,
      companions,
      unreadable,
      opened,
    });
    // Folders may lie in one another.
    calls.push(...found.filter((call) => !calls.some((c) => c.place === call.place && c.line === call.line)));
  }
  const show = ({ place, line }: FoundCall): string =>
    `[${workspace.show(place)}:${line}](<${place}#L${line}>)`;
  return { markdown: explanations.map((explanation) => withCallers(explanation, calls, show)).join(RULE) };
}

const RULE = '\n\n---\n\n';
