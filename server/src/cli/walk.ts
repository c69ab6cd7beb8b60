import ignore, { type Ignore } from 'ignore';
import type { Entry, FileTree } from './file-tree.ts';

/** The ignore rules of one directory. */
interface IgnoreRules {
  /** The names from that directory down to the one being walked. */
  readonly below: readonly string[];
  readonly rules: Ignore;
}

/** Which files a walk gives. */
export interface WalkOptions {
  /** Decides by name which files are given. */
  readonly wants: (name: string) => boolean;
  /** Told of a directory that cannot be read; the walk goes on. */
  readonly unreadable: (directory: string, error: unknown) => void;
}

/**
 * The files below `root` that git would not ignore, each directory's sorted by name. Hidden files are
 * given; `.git`, `node_modules` and symbolic links are not. `root` itself may be ignored: it was asked for.
 */
export async function* walk(tree: FileTree, root: string, options: WalkOptions): AsyncGenerator<string> {
  yield* walkDirectory(tree, root, await rulesAbove(tree, root), options);
}

async function* walkDirectory(
  tree: FileTree,
  directory: string,
  outer: readonly IgnoreRules[],
  options: WalkOptions,
): AsyncGenerator<string> {
  let entries: readonly Entry[];
  try {
    entries = await tree.entries(directory);
  } catch (error) {
    options.unreadable(directory, error);
    return;
  }
  const here = entries.some(({ name }) => name === '.gitignore' || name === '.git');
  const rules = here ? [...outer, ...(await rulesOf(tree, directory, []))] : outer;
  for (const { name, kind } of [...entries].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (kind === 'file') {
      if (options.wants(name) && !isIgnored(rules, name)) yield tree.child(directory, name);
    } else if (name !== '.git' && name !== 'node_modules' && !isIgnored(rules, `${name}/`)) {
      const inner = rules.map((level) => ({ ...level, below: [...level.below, name] }));
      yield* walkDirectory(tree, tree.child(directory, name), inner, options);
    }
  }
}

/** The innermost rule that says something decides, as in git. */
function isIgnored(levels: readonly IgnoreRules[], name: string): boolean {
  for (let i = levels.length - 1; i >= 0; i--) {
    const { below, rules } = levels[i]!;
    const { ignored, unignored } = rules.test([...below, name].join('/'));
    if (ignored || unignored) return ignored;
  }
  return false;
}

/** The rules of the directories above `root`, up to the top of its git repository. */
async function rulesAbove(tree: FileTree, root: string): Promise<readonly IgnoreRules[]> {
  const levels: IgnoreRules[] = [];
  const below: string[] = [];
  let directory = root;
  while (!(await isRepository(tree, directory))) {
    const above = tree.above(directory);
    if (!above) return [];
    below.unshift(above.name);
    directory = above.parent;
    levels.unshift(...(await rulesOf(tree, directory, [...below])));
  }
  if (below.length === 0) return [];
  // Once a directory is ignored git looks no further into it; whoever names it wants it linted.
  const asked = below.at(-1)!;
  const outside = levels.map((level) => ({ ...level, below: level.below.slice(0, -1) }));
  return isIgnored(outside, `${asked}/`) ? [] : levels;
}

async function isRepository(tree: FileTree, directory: string): Promise<boolean> {
  try {
    return (await tree.entries(directory)).some(({ name }) => name === '.git');
  } catch {
    return false;
  }
}

/** `.git/info/exclude` weighs less than `.gitignore`, so it comes first. */
async function rulesOf(
  tree: FileTree,
  directory: string,
  below: readonly string[],
): Promise<readonly IgnoreRules[]> {
  const git = tree.child(directory, '.git');
  const files = [tree.child(tree.child(git, 'info'), 'exclude'), tree.child(directory, '.gitignore')];
  const texts = await Promise.all(files.map((file) => tree.readText(file)));
  return texts.flatMap((text) =>
    text === undefined ? [] : [{ below, rules: ignore({ ignorecase: false }).add(text) }],
  );
}
