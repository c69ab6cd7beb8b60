import type { SdkText } from '../../../program/sdk/programs.ts';
import { childOf, type SyntaxNode } from '../../../syntax.ts';

export const V1 = 'github.com/unkeyed/unkey-go';
export const V2 = 'github.com/unkeyed/sdks/api/go/v2';

/** What a text imports of the SDK for v1. */
export interface GoImport {
  readonly spec: SyntaxNode;
  /** The text of the path, without its quotes. */
  readonly path: SyntaxNode;
  /** Behind the module's path: `/models/components`, nothing for the module itself. */
  readonly within: string;
  /** What the text calls it. */
  readonly name: string;
  readonly isNamed: boolean;
}

/** The imports of the SDK for v1, or of the module with the path `module`, in the order of the text. */
export function sdkImports({ names, to }: SdkText, module = V1): readonly GoImport[] {
  return names.nodes.flatMap((spec): GoImport[] => {
    const path = spec.type === 'import_spec' ? childOf(spec, 'path')?.children[0] : undefined;
    const written = path ? to.written(path) : '';
    if (!path || (written !== module && !written.startsWith(`${module}/`))) return [];
    const name = childOf(spec, 'name');
    const within = written.slice(module.length);
    const own = within === '' ? 'unkeygo' : within.slice(within.lastIndexOf('/') + 1);
    return [{ spec, path, within, name: name ? to.written(name) : own, isNamed: name !== undefined }];
  });
}

/** A use of what a package of the SDK exports: `unkeygo.New`, `operations.GetKeyRequest`. */
export interface PackageUse {
  readonly node: SyntaxNode;
  readonly of: GoImport;
  readonly name: string;
}

/** Every use of the packages that `imports` brings into a text. */
export function packageUses({ names, to }: SdkText, imports: readonly GoImport[]): readonly PackageUse[] {
  return names.nodes.flatMap((node): PackageUse[] => {
    const isType = node.type === 'qualified_type';
    if (!isType && node.type !== 'selector_expression') return [];
    const holder = childOf(node, isType ? 'package' : 'operand');
    const member = childOf(node, isType ? 'name' : 'field');
    if (!holder || !member || holder.children.length > 0) return [];
    const of = imports.find(({ name }) => name === to.written(holder));
    const home = of && names.homeOf(of.name, holder.start);
    if (!of || (home && home !== names.file)) return [];
    return [{ node, of, name: to.written(member) }];
  });
}
