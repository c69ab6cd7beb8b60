import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import type { CompanionFiles } from '../cli/companions.ts';
import { SIZE_LIMIT } from '../cli/file-tree.ts';
import { CONFIG_FILE, parseConfig } from '../core/config.ts';
import type { Finding } from '../core/finding.ts';
import type { Migration } from '../core/migration/migration.ts';
import { redact } from '../core/redact.ts';
import type { Analysis, Companion, LintConfig, Service } from '../core/service.ts';
import type { ClientFeatures } from './client-features.ts';
import { SOURCE, toDiagnostic } from './convert.ts';
import type { Snapshot } from './documents.ts';
import type { Log } from './log.ts';
import type { Settings } from './workspace.ts';

/** Cells of editors that send them like other documents. */
const CELL = /^vscode-notebook-cell:/;

/** A snapshot, judged. */
export interface Linted {
  readonly snapshot: Snapshot;
  /** Undefined when the text was not read: linting is off, the text is too long, or the engine failed. */
  readonly analysis: Analysis | undefined;
  readonly findings: readonly Finding[];
  readonly config: LintConfig;
}

/** What a snapshot was read with. */
interface Reading {
  readonly companions: readonly Companion[];
  readonly analysis: Promise<Analysis | undefined>;
}

const NOTHING: Migration = { steps: [], todos: [] };

/** Runs the engine on snapshots, each text once. A text that the engine fails on has no findings. */
export class Linter {
  private readonly readings = new WeakMap<Snapshot, Reading>();
  private readonly verdicts = new WeakMap<
    Snapshot,
    { readonly settings: Settings; readonly linted: Linted }
  >();
  private readonly migrations = new WeakMap<Analysis, Promise<Migration>>();
  private readonly reported = new Set<string>();

  constructor(
    private readonly service: Service,
    private readonly settingsFor: (uri: string) => Promise<Settings>,
    private readonly companions: CompanionFiles,
    private readonly client: ClientFeatures,
    private readonly log: Log,
  ) {}

  /** Never rejects. A verdict holds until the settings change, and so do they when files have. */
  async lint(snapshot: Snapshot): Promise<Linted> {
    const settings = await this.settingsFor(snapshot.notebook ?? snapshot.uri);
    const known = this.verdicts.get(snapshot);
    if (known?.settings === settings) return known.linted;
    const nothing = { snapshot, analysis: undefined, findings: [], config: settings.config };
    const analysis = settings.enable ? await this.analysis(snapshot) : undefined;
    const linted = analysis
      ? { ...nothing, analysis, findings: this.check(analysis, settings.config) }
      : nothing;
    this.verdicts.set(snapshot, { settings, linted });
    return linted;
  }

  /** Never rejects. */
  async diagnostics(snapshot: Snapshot): Promise<Diagnostic[]> {
    if (isConfigFile(snapshot.uri)) return configDiagnostics(snapshot);
    const { findings } = await this.lint(snapshot);
    return findings.map((finding) => toDiagnostic(finding, snapshot, this.client));
  }

  /** What turns the calls to v1 in the snapshot into calls to v2; nothing for a text that is not read. Never rejects. */
  async migration(snapshot: Snapshot): Promise<Migration> {
    const { analysis } = await this.lint(snapshot);
    if (!analysis) return NOTHING;
    let migration = this.migrations.get(analysis);
    if (!migration) {
      migration = this.service.migrate(analysis.document, analysis).catch((error: unknown) => {
        this.failed(snapshot.uri, error);
        return NOTHING;
      });
      this.migrations.set(analysis, migration);
    }
    return migration;
  }

  private async analysis(snapshot: Snapshot): Promise<Analysis | undefined> {
    const { uri, languageId, text, notebook } = snapshot;
    if (text.length > SIZE_LIMIT) {
      this.once(`${uri} is not linted: it is longer than 2 million characters.`);
      return undefined;
    }
    const document =
      notebook === undefined && !CELL.test(uri)
        ? { languageId, path: pathOf(uri), text }
        : // The name of the notebook says nothing about the cell.
          { languageId, path: pathOf(notebook ?? uri).replace(/\.[^./]*$/, ''), text, cell: true };
    const companions = await this.companions.of(notebook ?? uri, document);
    const known = this.readings.get(snapshot);
    if (known && same(known.companions, companions)) return known.analysis;
    const analysis = this.service.analyze({ ...document, companions }).catch((error: unknown) => {
      this.failed(uri, error);
      return undefined;
    });
    this.readings.set(snapshot, { companions, analysis });
    return analysis;
  }

  private check(analysis: Analysis, config: LintConfig): readonly Finding[] {
    try {
      return this.service.check(analysis, config);
    } catch (error) {
      this.failed(analysis.document.path, error);
      return [];
    }
  }

  private failed(place: string, error: unknown): void {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.log.error(`${place} could not be linted: ${redact(detail)}`);
  }

  private once(message: string): void {
    if (this.reported.has(message)) return;
    this.reported.add(message);
    this.log.warn(message);
  }
}

function same(a: readonly Companion[], b: readonly Companion[]): boolean {
  return a.length === b.length && a.every(({ path, text }, i) => path === b[i]!.path && text === b[i]!.text);
}

/** The path of a URI, decoded. It is looked at for its ending only. */
function pathOf(uri: string): string {
  const path = uri.replace(/[?#].*$/s, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function isConfigFile(uri: string): boolean {
  return uri.endsWith(`/${CONFIG_FILE}`);
}

function configDiagnostics({ text, lines }: Snapshot): Diagnostic[] {
  return parseConfig(text).problems.map(({ message, range }) => ({
    range: lines.range(range),
    severity: DiagnosticSeverity.Error,
    source: SOURCE,
    code: 'configuration',
    message,
  }));
}
