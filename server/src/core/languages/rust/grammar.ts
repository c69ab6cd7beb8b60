import type { Grammar, Lowering, Piece } from '../../program/grammar.ts';
import { piecesAt } from '../../program/tree.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { clients } from './clients/clients.ts';
import { assignmentOf, declared, functionShape } from './declared.ts';
import { functions } from './functions.ts';
import { lower } from './lower.ts';
import { withoutMacros } from './macros.ts';
import { resultOfBlock, typeWord } from './nodes.ts';
import { readAnswers } from './reads.ts';
import { rustEditor, rustSiteEditor } from './rewrite.ts';
import { unkeyCrate } from './sdk.ts';
import { attributesOf, structNamed } from './structs.ts';

export const grammar: Grammar = {
  parser: 'rust',
  readable: withoutMacros,
  lower,
  declared,
  functionShape,
  className,
  assignment: assignmentOf,
  returned(node) {
    if (node.type === 'return_expression') return node.children[0];
    const body = node.parent?.type === 'function_item' || node.parent?.type === 'closure_expression';
    if (!body || node.field !== 'body') return undefined;
    return node.type === 'block' ? resultOfBlock(node) : node;
  },
  typeValue(type, to) {
    const struct = structNamed(type.slice(type.lastIndexOf('.') + 1), to);
    return struct?.closed && struct.serializes
      ? { kind: 'object', entries: [], intact: false, shape: struct.shape, start: 0, end: 0 }
      : undefined;
  },
  inTest,
  pieces,
  borrows: (node) =>
    node.type === 'reference_expression' && !node.children.some((c) => c.type === 'mutable_specifier'),
  blocks: new Set([
    'block',
    'if_expression',
    'while_expression',
    'for_expression',
    'loop_expression',
    'match_arm',
  ]),
  branches: new Set([
    'if_expression',
    'while_expression',
    'for_expression',
    'loop_expression',
    'match_block',
  ]),
  loops: new Set(['while_expression', 'for_expression', 'loop_expression']),
  comments: new Set(['line_comment', 'block_comment']),
  identifiers: new Set(['identifier', 'field_identifier']),
  calls: new Set(['call_expression', 'await_expression']),
  strings: new Set(['string_literal', 'raw_string_literal']),
  bareFields: true,
  functions,
  mutators: {
    insert: 'set',
    append: 'set',
    entry: 'unknown',
    extend: 'unknown',
    remove: 'unknown',
    clear: 'unknown',
    retain: 'unknown',
    push: 'unknown',
    pop: 'unknown',
    as_object_mut: 'unknown',
    get_mut: 'unknown',
    merge: 'unknown',
  },
  clients,
  sdks: [unkeyCrate],
  editor: rustEditor,
  siteEditor: rustSiteEditor,
  answers: readAnswers,
};

/** A type, trait or module. What stands around a piece of a broken text is looked for before it. */
function className(node: SyntaxNode, to: Lowering): string | undefined {
  if (!/^(?:impl|struct|trait|mod|enum)_item$/.test(node.type)) return undefined;
  const name = childOf(node, node.type === 'impl_item' ? 'type' : 'name');
  const word = name?.type === 'identifier' ? to.written(name) : typeWord(name, to);
  if (word !== '') return word;
  const before = to.source.text.slice(0, node.start);
  return IMPL.exec(before.slice(Math.max(0, before.lastIndexOf('\nimpl'))))?.[1];
}

const IMPL = /^\s*impl(?:<[^>]*>)?\s+(?:[\w:<>', ]+\s+for\s+)?(?:\w+::)*(\w+)/;
/** Lines that begin an item at the left edge; attributes and comments before it belong to it. */
const ITEM =
  /^(?:pub\b|fn\b|async\b|impl\b|struct\b|enum\b|trait\b|use\b|const\b|static\b|mod\b|type\b|unsafe\b|extern\b|macro_rules\b|lazy_static\b|#\[|\/\/)/;
const MEMBER = /^(?:[ ]{4}|[ ]{2}|\t)(?:pub\b|fn\b|async\b|const\b|type\b|unsafe\b|#\[|\/\/)/;
const BEFORE = /^\s*(?:#\[|\/\/)/;

/** True in functions and modules with an attribute that says test: `#[tokio::test]`, `#[cfg(test)]`. */
function inTest(node: SyntaxNode, to: Lowering): boolean {
  for (let at = node.parent; at; at = at.parent) {
    if (at.type !== 'function_item' && at.type !== 'mod_item') continue;
    if (/\btest\b/.test(attributesOf(at, to).text)) return true;
  }
  return false;
}

/** Items, and the members of `impl` blocks with an `impl` of their own around them. */
function pieces(text: string): readonly Piece[] {
  return joined(text, piecesAt(text, ITEM)).flatMap((piece) => {
    const written = text.slice(piece.start, piece.end);
    const head = /^(?:(?:\s*(?:#\[|\/\/).*\n)*)\s*impl\b[^{;]*\{/.exec(written);
    if (!head) return [piece];
    const start = piece.start + head[0].length;
    const members = joined(text.slice(start, piece.end), piecesAt(text.slice(start, piece.end), MEMBER));
    return members.map((member, i) => ({
      start: start + member.start,
      end: start + member.end,
      prefix: 'impl X {\n',
      // The last one has the brace of the block.
      suffix: i === members.length - 1 ? '' : '\n}',
    }));
  });
}

/** Attributes and comments go with what stands below them. */
function joined(text: string, pieces: readonly Piece[]): readonly Piece[] {
  const found: Piece[] = [];
  let start: number | undefined;
  for (const piece of pieces) {
    start ??= piece.start;
    const lines = text.slice(piece.start, piece.end).split('\n');
    if (lines.every((line) => BEFORE.test(line) || line.trim() === '') && piece.end < text.length) continue;
    found.push({ start, end: piece.end });
    start = undefined;
  }
  if (start !== undefined) found.push({ start, end: text.length });
  return found;
}
