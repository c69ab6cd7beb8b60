import type { TextEdit } from '../../../model.ts';
import type { SdkText } from '../../../program/sdk/programs.ts';
import type { FinishedSdk } from '../../../sdk/program.ts';
import { childOf, type SyntaxNode } from '../../../syntax.ts';
import { V1 } from './imports.ts';

/** Values that nothing depends on: they are texts, or read from the environment. */
const HARMLESS =
  /^(?:"[^"\n]*"|&?\w+|(?:\w+\.)?(?:String|Pointer(?:\[\w+\])?|Getenv)\(\s*(?:"[^"\n]*"|[\w.]+|os\.Getenv\("[^"\n]*"\))\s*\))$/;
/** What is taken away may be what something else was there for. */
const ROUNDS = 5;

/** Takes away what the edits of a program leave without a use, which Go does not compile. */
export function withoutUnused(text: SdkText, given: readonly TextEdit[]): FinishedSdk {
  const { names, to, source } = text;
  const edits: TextEdit[] = [];
  const isGone = (node: SyntaxNode): boolean => {
    const { start, end } = source.range(node.start, node.end);
    const word = new RegExp(String.raw`\b${to.written(node).replace(/\W/g, '')}\b`);
    return [...given, ...edits].some(
      ({ range, newText }) =>
        range.start <= start && range.end >= end && range.start < range.end && !word.test(newText),
    );
  };
  const seen = new Set<SyntaxNode>();
  for (let round = 0; round < ROUNDS; round++) {
    const before = edits.length;
    for (const node of names.nodes) {
      if (seen.has(node)) continue;
      if (node.type === 'import_spec') {
        const uses = usesOfPackage(text, node);
        if (uses.length === 0 || !uses.every(isGone)) continue;
        seen.add(node);
        const line = lineOf(source.text, importOf(node));
        if (!line) return { edits: [], obstacle: at(text, node) };
        edits.push({ range: source.range(line.start, line.end), newText: '' });
      } else if (node.type === 'identifier' && node.parent?.type !== 'keyed_element' && isGone(node)) {
        const statement = declarationOf(text, node, isGone);
        if (!statement || seen.has(statement)) continue;
        seen.add(statement);
        const value = childOf(statement, 'right');
        const line = lineOf(source.text, statement);
        if (!line || !value || !HARMLESS.test(to.written(value)))
          return { edits: [], obstacle: at(text, statement) };
        edits.push({ range: source.range(line.start, line.end), newText: '' });
      }
    }
    if (edits.length === before) break;
  }
  return { edits };
}

const at = ({ source }: SdkText, { start, end }: SyntaxNode) => ({
  range: source.range(start, end),
  reason: 'v2 has no use for this. Take it out, then migrate the file.',
});

/** Uses of an imported package, by the name that it has or that its path tells. */
function usesOfPackage({ names, to }: SdkText, spec: SyntaxNode): readonly SyntaxNode[] {
  const [given, path] = [childOf(spec, 'name'), childOf(spec, 'path')];
  // What becomes of packages of the SDK is said with them.
  if (path && to.written(path).startsWith(`"${V1}/`)) return [];
  const parts = path ? to.written(path).slice(1, -1).split('/') : [];
  const last = /^v\d+$/.test(parts.at(-1) ?? '') && parts.length > 1 ? parts.at(-2) : parts.at(-1);
  const local = given ? to.written(given) : last === 'unkey-go' ? 'unkeygo' : (last ?? '');
  return [
    ...names.usesOf(local),
    ...names.nodes.filter((n) => n.type === 'package_identifier' && to.written(n) === local),
  ].filter((use) => use.field === 'operand' || use.field === 'package');
}

/** The statement that declares a variable of a function, all other uses of which are gone. */
function declarationOf(
  { names, to }: SdkText,
  node: SyntaxNode,
  isGone: (node: SyntaxNode) => boolean,
): SyntaxNode | undefined {
  const name = to.written(node);
  const home = names.homeOf(name, node.start);
  if (!home || home === names.file || home.kind === 'class') return undefined;
  const uses = names.usesIn(home, name).filter(({ field }) => field !== 'field');
  const left = uses.filter((use) => !isGone(use));
  const [target] = left;
  const list = target?.parent;
  if (left.length !== 1 || !list) return undefined;
  if (list.type === 'var_spec') return list;
  // Of several targets the others may be used: it is told, not taken away.
  if (list.field !== 'left' || !/^(?:short_var_declaration|range_clause)$/.test(list.parent?.type ?? ''))
    return undefined;
  return list.children.length === 1 ? list.parent : list;
}

/** An import, or the whole declaration that it is alone in without brackets. */
const importOf = (spec: SyntaxNode): SyntaxNode =>
  spec.parent?.type === 'import_declaration' ? spec.parent : spec;

/** The lines of a node that has them for itself. */
function lineOf(text: string, { start, end }: SyntaxNode): { start: number; end: number } | undefined {
  const lineStart = text.lastIndexOf('\n', start) + 1;
  const rest = /^[ \t]*(?:\/\/[^\n]*)?\r?\n/.exec(text.slice(end))?.[0].length;
  return text.slice(lineStart, start).trim() === '' && rest !== undefined
    ? { start: lineStart, end: end + rest }
    : undefined;
}
