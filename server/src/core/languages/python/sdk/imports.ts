import type { SdkText } from '../../../program/sdk/programs.ts';
import { childOf, type SyntaxNode } from '../../../syntax.ts';

/** The module of releases for v1. */
export const V1 = 'unkey_py';

/** An import of the SDK for v1. */
export interface PythonImport {
  readonly statement: SyntaxNode;
  /** The words of the module: `unkey_py`, `unkey_py.models`. */
  readonly module: SyntaxNode;
  /** The first of them. */
  readonly root: SyntaxNode;
  /** Behind the root: `models`, nothing for the root itself. */
  readonly within: string;
  /** The names that it imports; none where it imports the module. */
  readonly names: readonly ImportedName[];
  /** What the text calls the module, where it imports that. */
  readonly local: string | undefined;
  readonly isWildcard: boolean;
}

/** A name that an import takes. */
export interface ImportedName {
  readonly node: SyntaxNode;
  readonly name: string;
  readonly local: string;
}

/** The imports of the package `root` in the order of the text. */
export function sdkImports({ names, to }: SdkText, root: string): readonly PythonImport[] {
  return names.nodes.flatMap((statement): PythonImport[] => {
    const isFrom = statement.type === 'import_from_statement';
    if (!isFrom && statement.type !== 'import_statement') return [];
    const given = statement.children.filter((c) => c.field === 'name');
    const single = isFrom ? childOf(statement, 'module_name') : given[0];
    const module = single?.type === 'aliased_import' ? childOf(single, 'name') : single;
    const first = module?.type === 'dotted_name' ? module.children[0] : undefined;
    if (!single || !module || !first || to.written(first) !== root) return [];
    const within = to.written(module).slice(root.length + 1);
    const alias = single.type === 'aliased_import' ? childOf(single, 'alias') : undefined;
    return [
      {
        ...{ statement, module, root: first, within },
        names: isFrom ? given.map((node) => importedName(node, (one) => to.written(one))) : [],
        local: isFrom ? undefined : alias ? to.written(alias) : root,
        isWildcard:
          statement.children.some((c) => c.type === 'wildcard_import') || (!isFrom && given.length > 1),
      },
    ];
  });
}

function importedName(node: SyntaxNode, written: (node: SyntaxNode) => string): ImportedName {
  const name = node.type === 'aliased_import' ? childOf(node, 'name') : node;
  const alias = node.type === 'aliased_import' ? childOf(node, 'alias') : undefined;
  return { node, name: written(name ?? node), local: written(alias ?? name ?? node) };
}

/** The whole of `a.b.c` that a name begins. */
export function chainOf(name: SyntaxNode): SyntaxNode {
  let at = name;
  while (at.parent?.type === 'attribute' && at.field === 'object') at = at.parent;
  return at;
}

/** Uses of a name, where it is declared left aside: what other names it is part of as well. */
export function usesOfName({ names }: SdkText, name: string, statement: SyntaxNode): readonly SyntaxNode[] {
  return names.usesOf(name).filter((use) => {
    if (use.start >= statement.start && use.end <= statement.end) return false;
    // A part of the path of another import.
    if (use.parent?.type === 'dotted_name') return false;
    if (use.field === 'attribute' || (use.field === 'name' && use.parent?.type === 'keyword_argument'))
      return false;
    const home = names.homeOf(name, use.start);
    return home === undefined || home === names.homeOf(name, statement.start);
  });
}

/** Uses of what v2 has otherwise: classes of requests, answers and errors. All of each chain of names. */
export function earlierUses(
  text: SdkText,
  { names, local, within, statement }: PythonImport,
): readonly SyntaxNode[] {
  const { to } = text;
  const isModels = /^models(?:\.|$)/.test(within);
  const chains = (name: string, kept: RegExp): readonly SyntaxNode[] =>
    usesOfName(text, name, statement)
      .map(chainOf)
      .filter((chain) => !kept.test(to.written(chain)));
  if (local !== undefined) {
    const whole = local === V1 && within !== '' ? to.written(statement).replace(/^import\s+/, '') : local;
    return chains(
      local,
      new RegExp(String.raw`^${whole.replaceAll('.', '\\.')}\.(?:Unkey|sdk\.Unkey)$|^\w+$`),
    );
  }
  return names.flatMap(({ name, local: own }) =>
    name === 'Unkey' || within.startsWith('utils') || name === 'utils'
      ? []
      : chains(own, isModels ? /^$/ : /^\w+$/),
  );
}
