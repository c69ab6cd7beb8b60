import { companionNames, matchesCompanion } from '../core/companions.ts';
import type { Companion, DocumentInput } from '../core/service.ts';
import type { FileTree } from './file-tree.ts';

/** Finds the files that say more about documents. What was read is kept until {@link CompanionFiles.forget}. */
export class CompanionFiles {
  private readonly folders = new Map<string, Promise<readonly string[]>>();
  private readonly texts = new Map<string, Promise<string | undefined>>();

  /**
   * @param foldersUp the folder of a document and those above it in which companions may lie, the nearest first;
   * places of `tree`.
   */
  constructor(
    private readonly tree: FileTree,
    private readonly foldersUp: (place: string) => Promise<readonly string[]> | readonly string[],
  ) {}

  /** The companions of the document at `place` of the tree, the nearest folder's first. Never rejects. */
  async of(place: string, document: DocumentInput): Promise<readonly Companion[]> {
    const names = companionNames(document);
    if (names.length === 0) return NONE;
    const found: Companion[] = [];
    let up = '';
    for (const folder of await this.foldersUp(place)) {
      for (const name of names) found.push(...(await this.here(folder, name, up)));
      up += '../';
    }
    return found.length > 0 ? found : NONE;
  }

  /** Drops what is known, because files may have changed. */
  forget(): void {
    this.folders.clear();
    this.texts.clear();
  }

  private async here(top: string, name: string, up: string): Promise<Companion[]> {
    let folder = top;
    const parts = name.split('/').slice(0, -1);
    for (const part of parts) {
      if (!(await this.entries(folder)).includes(part)) return [];
      folder = this.tree.child(folder, part);
    }
    const found: Companion[] = [];
    for (const file of await this.entries(folder)) {
      if (!matchesCompanion(file, name)) continue;
      const text = await this.text(this.tree.child(folder, file));
      if (text !== undefined) found.push({ path: up + [...parts, file].join('/'), text });
    }
    return found;
  }

  /** Names of what a folder holds, sorted; none when it cannot be read. */
  private entries(folder: string): Promise<readonly string[]> {
    let entries = this.folders.get(folder);
    if (!entries) {
      entries = this.tree.entries(folder).then(
        (list) => list.map(({ name }) => name).sort(),
        () => [],
      );
      this.folders.set(folder, entries);
    }
    return entries;
  }

  private text(file: string): Promise<string | undefined> {
    let text = this.texts.get(file);
    if (!text) {
      text = this.tree.readText(file);
      this.texts.set(file, text);
    }
    return text;
  }
}

/** The same list each time, so that whoever compares sees that nothing changed. */
const NONE: readonly Companion[] = [];
