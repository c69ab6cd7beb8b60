import type { AnswerChange } from '../../../catalogue/sdks/answers.ts';
import type { TextEdit } from '../../../model.ts';
import { childOf, type SyntaxNode } from '../../../syntax.ts';
import { spanOf } from '../islands.ts';
import { type Place, textOf } from '../read-nodes.ts';
import type { Reading } from '../reading.ts';
import type { Answered } from './caught.ts';

/** A member of an object that is written out. */
interface Member {
  readonly name: string;
  readonly key: SyntaxNode;
  /** Undefined for one whose value has its name. */
  readonly value: SyntaxNode | undefined;
}

/**
 * The edits that make an answer of v1 which a program writes itself, `{ result: { ownerId: 'a' } }`, one of v2; none where
 * the value has no result, or calls the same. Undefined where it is not seen.
 */
export function madeAnswerEdits(
  reading: Reading,
  { island, node }: Place,
  { call, change }: Answered,
): readonly TextEdit[] | undefined {
  const code = textOf(reading, island, node);
  if (/^(?:null|undefined)$/.test(code)) return [];
  if (node.type === 'call_expression') {
    const called = childOf(node, 'function');
    const { start, end } = call.callee;
    const isSame = called && textOf(reading, island, called) === reading.source.text.slice(start, end);
    return isSame ? [] : undefined;
  }
  const members = membersOf(reading, { island, node });
  if (!members || members.some(({ name }) => name === 'data')) return undefined;
  const result = members.find(({ name }) => name === 'result');
  if (!result) return [];
  if (!result.value) return undefined;
  const value = { island, node: result.value };
  if (/^(?:null|undefined)$/.test(textOf(reading, island, value.node))) return [];
  const fields = membersOf(reading, value);
  return fields && fieldEdits(reading, value, fields, change);
}

function fieldEdits(
  reading: Reading,
  { island }: Place,
  members: readonly Member[],
  { fields, items, list }: AnswerChange,
): readonly TextEdit[] | undefined {
  if (list === 'bare') return undefined;
  const taken = new Set(members.map(({ name }) => name));
  const edits: TextEdit[] = [];
  for (const { name, key, value } of members) {
    const to = Object.hasOwn(fields, name) ? fields[name] : name;
    // A limit is one of several in v2.
    if (name === 'ratelimit' && Object.hasOwn(fields, name)) return undefined;
    if (to === undefined || to === name) continue;
    const [holder = to, inner] = to.split('?.');
    if (taken.has(holder)) return undefined;
    taken.add(holder);
    const isEmpty = value?.type === 'array' && value.children.length === 0;
    if (to === 'data' && items && !isEmpty) return undefined;
    const { start, end } = spanOf(island, key);
    const given = value ? '' : `: ${name}`;
    const newText = inner === undefined ? `${holder}${given}` : `${holder}: { ${inner}${given}`;
    edits.push({
      range: reading.source.range(start, end),
      newText: value || !inner ? newText : `${newText} }`,
    });
    if (!value || inner === undefined) continue;
    const at = spanOf(island, value).end;
    edits.push({ range: reading.source.range(at, at), newText: ' }' });
  }
  return edits;
}

/** The members of an object; undefined where some of them are not written out. */
function membersOf(reading: Reading, { island, node }: Place): readonly Member[] | undefined {
  if (node.type !== 'object' || node.broken) return undefined;
  const members: Member[] = [];
  for (const child of node.children) {
    if (child.type === 'comment') continue;
    const key = child.type === 'pair' ? childOf(child, 'key') : child;
    const value = child.type === 'pair' ? childOf(child, 'value') : undefined;
    const isKnown = child.type === 'shorthand_property_identifier' || (child.type === 'pair' && value);
    if (!key || !isKnown || key.type === 'computed_property_name') return undefined;
    members.push({ name: textOf(reading, island, key).replaceAll(/["']/g, ''), key, value });
  }
  return members;
}
