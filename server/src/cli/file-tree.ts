/** A tree of files, local or virtual. A place is a string that only the tree takes apart: a path or a URI. */
export interface FileTree {
  /** What a directory holds. Symbolic links are left out. Rejects when it cannot be read. */
  entries(directory: string): Promise<readonly Entry[]>;
  /** The text of a file; undefined when there is none, or when it is too big or not text. Never rejects. */
  readText(file: string): Promise<string | undefined>;
  child(directory: string, name: string): string;
  /** The directory above and the name that `directory` has in it; undefined at the top. */
  above(directory: string): { readonly parent: string; readonly name: string } | undefined;
}

/** A file or folder of the tree. */
export interface Entry {
  readonly name: string;
  readonly kind: 'file' | 'directory';
}

/** Files longer than this many bytes are not read, texts longer than this many UTF-16 units not linted. */
export const SIZE_LIMIT = 2_000_000;
