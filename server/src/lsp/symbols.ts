import type {
  CancellationToken,
  DocumentSymbol,
  SymbolInformation,
  WorkspaceSymbolParams,
} from 'vscode-languageserver';
import type { FileTree } from '../cli/file-tree.ts';
import { walk } from '../cli/walk.ts';
import { languageFor } from '../core/languages/registry.ts';
import { hasMarker } from '../core/marker.ts';
import type { Service } from '../core/service.ts';
import type { ClientFeatures } from './client-features.ts';
import { toDocumentSymbol, toSymbolInformation } from './convert.ts';
import type { Documents, Snapshot } from './documents.ts';
import type { Linter } from './linter.ts';
import type { Log } from './log.ts';
import { decodedUri, type Workspace } from './workspace.ts';

interface Context {
  readonly client: ClientFeatures;
  readonly service: Service;
  readonly linter: Linter;
  readonly documents: Documents;
  readonly workspace: Workspace;
}

/** A workspace with more files than this is searched no further. */
const MAX_FILES = 5_000;

/** The calls of a document, for its outline. */
export async function documentSymbols(
  snapshot: Snapshot,
  { client, service, linter }: Context,
): Promise<DocumentSymbol[] | SymbolInformation[]> {
  const { analysis } = await linter.lint(snapshot);
  const symbols = analysis ? service.symbols(analysis) : [];
  return client.hierarchicalSymbols
    ? symbols.map((symbol) => toDocumentSymbol(symbol, snapshot.lines))
    : symbols.map((symbol) => toSymbolInformation(symbol, snapshot));
}

/** The calls of files that hold one, each text read once. */
export class WorkspaceSymbols {
  private readonly known = new Map<
    string,
    { text: string; generation: number; symbols: SymbolInformation[] }
  >();

  constructor(
    private readonly files: FileTree,
    private readonly log: Log,
  ) {}

  /** The calls in open documents and in the files of the workspace whose name has the letters of the query in order. */
  async find(
    { query }: WorkspaceSymbolParams,
    token: CancellationToken,
    context: Context,
  ): Promise<SymbolInformation[]> {
    const found: SymbolInformation[] = [];
    const add = (symbols: readonly SymbolInformation[]): void => {
      for (const symbol of symbols) if (matches(symbol.name, query)) found.push(symbol);
    };
    const opened = new Set<string>();
    for (const snapshot of context.documents.all()) {
      opened.add(decodedUri(snapshot.uri));
      add(await this.read(snapshot, context));
    }
    const wants = (name: string): boolean => languageFor('', name) !== undefined;
    const unreadable = (directory: string, error: unknown): void =>
      this.log.warn(`${directory} was not searched: ${error}`);
    const seen = new Set<string>();
    for (const folder of context.workspace.folders) {
      for await (const uri of walk(this.files, folder.uri, { wants, unreadable })) {
        if (token.isCancellationRequested || seen.size >= MAX_FILES) return found;
        if (seen.has(uri) || opened.has(decodedUri(uri))) continue;
        seen.add(uri);
        add(await this.fileSymbols(uri, context));
      }
    }
    for (const uri of this.known.keys()) if (!seen.has(uri)) this.known.delete(uri);
    return found;
  }

  private async fileSymbols(uri: string, context: Context): Promise<readonly SymbolInformation[]> {
    const text = await this.files.readText(uri);
    if (text === undefined || !hasMarker(text)) {
      this.known.delete(uri);
      return [];
    }
    const { generation } = context.workspace;
    const known = this.known.get(uri);
    if (known?.text === text && known.generation === generation) return known.symbols;
    const symbols = await this.read(context.documents.snapshot(uri, '', null, text), context);
    this.known.set(uri, { text, generation, symbols });
    return symbols;
  }

  private async read(snapshot: Snapshot, { service, linter }: Context): Promise<SymbolInformation[]> {
    const { analysis } = await linter.lint(snapshot);
    const symbols = analysis ? service.symbols(analysis) : [];
    return symbols.map((symbol) => toSymbolInformation(symbol, snapshot));
  }
}

/** True when `name` has the letters of `query` in order, case aside. */
function matches(name: string, query: string): boolean {
  const lower = name.toLowerCase();
  let at = 0;
  for (const letter of query.toLowerCase()) {
    if (letter === ' ') continue;
    at = lower.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
