import type { Connection, InitializeParams, WorkspaceFolder } from 'vscode-languageserver';
import type { FileTree } from '../cli/file-tree.ts';
import {
  CONFIG_FILE,
  DEFAULT_CONFIG,
  parseConfig,
  ruleSetting,
  unknownRule,
  unknownSetting,
} from '../core/config.ts';
import type { RuleSetting } from '../core/finding.ts';
import type { LintConfig } from '../core/service.ts';
import type { ClientFeatures } from './client-features.ts';
import { Lines } from './convert.ts';
import type { Log } from './log.ts';

const SECTION = 'unkeyLint';

/** What holds for a document. The same object as long as nothing changed. */
export interface Settings {
  readonly enable: boolean;
  readonly config: LintConfig;
}

interface UserSettings {
  readonly enable: boolean;
  readonly rules: Readonly<Record<string, RuleSetting>>;
}

/** The workspace's folders and what is set for them: the user's settings over the folder's file. */
export class Workspace {
  private folderList: readonly WorkspaceFolder[];
  private pushed: unknown;
  private readonly settings = new Map<string, Promise<Settings>>();
  private readonly files = new Map<string, Promise<LintConfig>>();
  private readonly complained = new Set<string>();
  /** Counts the changes of anything that {@link settingsFor} depends on. */
  generation = 0;

  constructor(
    params: InitializeParams,
    private readonly connection: Connection,
    private readonly tree: FileTree,
    private readonly client: ClientFeatures,
    private readonly log: Log,
  ) {
    const root = params.rootUri ? [{ uri: params.rootUri, name: '' }] : [];
    this.folderList = params.workspaceFolders ?? root;
    this.pushed = params.initializationOptions;
  }

  get folders(): readonly WorkspaceFolder[] {
    return this.folderList;
  }

  changeFolders(added: readonly WorkspaceFolder[], removed: readonly WorkspaceFolder[]): void {
    const kept = this.folderList.filter(({ uri }) => !removed.some((folder) => folder.uri === uri));
    this.folderList = [...kept, ...added];
    this.forget();
  }

  /** `settings` is what the client sent, if it sends any: the section itself, or an object that holds it. */
  changeSettings(settings: unknown): void {
    if (settings !== undefined && settings !== null) this.pushed = settings;
    this.forget();
  }

  changeFiles(): void {
    this.files.clear();
    this.forget();
  }

  /** What holds for a document. Never rejects. */
  settingsFor(uri: string): Promise<Settings> {
    const folder = this.folderOf(uri);
    const scope = folder?.uri ?? uri;
    let settings = this.settings.get(scope);
    if (!settings) {
      settings = this.readSettings(scope, folder);
      this.settings.set(scope, settings);
    }
    return settings;
  }

  /** The directory of a document and those above it, nearest first, up to the workspace's folder around it. */
  directoriesUp(uri: string): readonly string[] {
    if (!/^[a-z][a-z\d+.-]*:\/\//i.test(uri)) return [];
    const top = this.folderOf(uri)?.uri.replace(/\/$/, '');
    const directories: string[] = [];
    let directory = uri.slice(0, uri.lastIndexOf('/'));
    while (directory !== top && top !== undefined) {
      directories.push(directory);
      directory = directory.slice(0, directory.lastIndexOf('/'));
    }
    return [...directories, directory];
  }

  /** A file as the user knows it: its path within its folder, after the folder's name where there are several. */
  show(uri: string): string {
    const roots = this.folderList.map((folder) => ({ ...folder, root: `${folder.uri.replace(/\/$/, '')}/` }));
    // Folders may lie in one another.
    const tops = roots.filter(({ root }) => !roots.some((o) => o.root !== root && root.startsWith(o.root)));
    const top = tops.find(({ root }) => uri.startsWith(root));
    if (!top) return decodedUri(uri.replace(/^file:\/\//, ''));
    const path = decodedUri(uri.slice(top.root.length));
    return tops.length > 1 ? `${top.name}/${path}` : path;
  }

  /** Drops what is known of a document outside all folders. */
  forgetDocument(uri: string): void {
    if (!this.folderOf(uri)) this.settings.delete(uri);
  }

  private forget(): void {
    this.settings.clear();
    this.complained.clear();
    this.generation++;
  }

  /** The innermost folder that holds the document. */
  private folderOf(uri: string): WorkspaceFolder | undefined {
    const holding = this.folderList.filter((folder) => uri.startsWith(`${folder.uri.replace(/\/$/, '')}/`));
    return holding.sort((a, b) => b.uri.length - a.uri.length)[0];
  }

  private async readSettings(scope: string, folder: WorkspaceFolder | undefined): Promise<Settings> {
    const [user, file] = await Promise.all([this.userSettings(scope), this.fileConfig(folder)]);
    return { enable: user.enable, config: { ...file, rules: { ...file.rules, ...user.rules } } };
  }

  private async userSettings(scopeUri: string): Promise<UserSettings> {
    if (!this.client.configuration) return this.parseSettings(sectionOf(this.pushed));
    try {
      return this.parseSettings(
        await this.connection.workspace.getConfiguration({ scopeUri, section: SECTION }),
      );
    } catch (error) {
      this.complain(`The settings could not be read: ${error instanceof Error ? error.message : error}`);
      return this.parseSettings(undefined);
    }
  }

  private parseSettings(value: unknown): UserSettings {
    if (!isRecord(value)) return { enable: true, rules: {} };
    const entries = isRecord(value['rules']) ? Object.entries(value['rules']) : [];
    const rules: [string, RuleSetting][] = [];
    for (const [id, written] of entries) {
      if (written === null || written === undefined) continue;
      const setting = ruleSetting(written);
      const unknown = unknownRule(id);
      if (unknown !== undefined) this.complain(`${SECTION}.rules: ${unknown}`);
      else if (setting) rules.push([id, setting]);
      else this.complain(`${SECTION}.rules: ${id}: ${unknownSetting(JSON.stringify(written))}`);
    }
    return { enable: value['enable'] !== false, rules: Object.fromEntries(rules) };
  }

  private fileConfig(folder: WorkspaceFolder | undefined): Promise<LintConfig> {
    if (!folder) return Promise.resolve(DEFAULT_CONFIG);
    let config = this.files.get(folder.uri);
    if (!config) {
      config = this.readFileConfig(folder);
      this.files.set(folder.uri, config);
    }
    return config;
  }

  private async readFileConfig(folder: WorkspaceFolder): Promise<LintConfig> {
    const uri = this.tree.child(folder.uri, CONFIG_FILE);
    const text = await this.tree.readText(uri);
    if (text === undefined) return DEFAULT_CONFIG;
    const { config, problems } = parseConfig(text);
    const lines = new Lines(text, 'utf-16');
    for (const { message, range } of problems) {
      const { line, character } = lines.position(range.start);
      this.complain(`${uri}:${line + 1}:${character + 1}: ${message}`);
    }
    return config;
  }

  private complain(message: string): void {
    if (this.complained.has(message)) return;
    this.complained.add(message);
    this.log.warn(message);
  }
}

function sectionOf(value: unknown): unknown {
  return isRecord(value) && SECTION in value ? value[SECTION] : value;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A URI to compare or to show: clients escape different characters. */
export function decodedUri(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
