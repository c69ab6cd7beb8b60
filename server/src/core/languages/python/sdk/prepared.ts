import type { Draft, DraftMember } from '../../../migration/draft.ts';
import type { Json, JsonMember, TextEdit } from '../../../model.ts';
import { inDocument, type SdkText } from '../../../program/sdk/programs.ts';
import { nameInSdk } from '../../../sdk/naming.ts';
import { childOf, type SyntaxNode } from '../../../syntax.ts';
import { DICT, SINGLE } from '../notation.ts';
import { constantEdit, quoteOf } from './constants.ts';
import type { PythonParameters, PythonRequest } from './requests.ts';

/** A request that is put together before the call. */
export interface PreparedRequest extends PythonRequest {
  /** What stands in it of values of enumerations of v1. */
  readonly old: readonly SyntaxNode[];
}

/**
 * The request of a call that is given it by name, `request=request`, where that is a dictionary which statements may have
 * added to and nothing else sees. Undefined where that is not sure.
 */
export function preparedRequest(
  text: SdkText,
  call: SyntaxNode,
  old: readonly SyntaxNode[],
  { ignored, from }: PythonParameters,
): PreparedRequest | undefined {
  const { to } = text;
  const list = childOf(call, 'arguments');
  const nameOf = (node: SyntaxNode): string => to.written(childOf(node, 'name') ?? node);
  const args = (list?.children.filter((c) => c.type !== 'comment') ?? []).slice(from);
  const holder = args.find((c) => c.type === 'keyword_argument' && nameOf(c) === 'request');
  const isOther = (node: SyntaxNode): boolean =>
    node !== holder && (node.type !== 'keyword_argument' || !ignored.includes(nameOf(node)));
  if (args.some(isOther)) return undefined;
  const name = holder && childOf(holder, 'value');
  const places = name?.type === 'identifier' ? placesOf(text, name) : undefined;
  if (!holder || !name || !places) return undefined;
  const json = text.jsonOf(name);
  if (json.kind !== 'object' || !json.complete || json.broken) return undefined;
  const within = old.filter((one) => places.some((p) => p.start <= one.start && p.end >= one.end));
  const constants = within.flatMap((one) => constantEdit(text, one) ?? []);
  if (constants.length < within.length) return undefined;
  return {
    json,
    old: within,
    write: (made, print) => {
      const printed = print(inSdkNames(made), quoteOf(text) === "'" ? SINGLE : DICT);
      const start = inDocument(text.source, [
        { range: { start: holder.start, end: name.start }, newText: '**' },
      ]);
      const texts = inDocument(text.source, constants);
      if (!printed || !start || !texts) return undefined;
      return [
        ...start,
        ...withConstants(
          printed,
          texts.map((edit, i) => ({ was: to.written(within[i]!), edit })),
        ),
      ];
    },
  };
}

/**
 * What a call is given by name, `request=request`, where that is made of a class of the SDK and used for nothing else.
 * Undefined for other requests.
 */
export function heldRequest(
  text: SdkText,
  call: SyntaxNode,
  isOwn: (node: SyntaxNode) => boolean,
): SyntaxNode | undefined {
  const holder = childOf(call, 'arguments')?.children.find(
    (c) => c.type === 'keyword_argument' && text.to.written(childOf(c, 'name') ?? c) === 'request',
  );
  const name = holder && childOf(holder, 'value');
  if (name?.type !== 'identifier') return undefined;
  const known = givenOnce(text, name);
  if (!known) return undefined;
  const { value, declared, uses } = known;
  const callee = value.type === 'call' ? childOf(value, 'function') : undefined;
  if (!callee || !isOwn(callee) || value.end > name.start) return undefined;
  const isOther = (use: SyntaxNode): boolean =>
    use !== name &&
    use.start !== declared.start &&
    use.field !== 'attribute' &&
    !(use.field === 'name' && use.parent?.type === 'keyword_argument');
  return uses.some(isOther) ? undefined : value;
}

/** A name that is given a value in one place only: that value, where, and all uses of the name. */
interface GivenOnce {
  readonly value: SyntaxNode;
  readonly declared: SyntaxNode;
  readonly uses: readonly SyntaxNode[];
}

function givenOnce({ names, to }: SdkText, name: SyntaxNode): GivenOnce | undefined {
  const written = to.written(name);
  const home = names.homeOf(written, name.start);
  const [only, ...others] = home?.names.get(written) ?? [];
  const declaration = only?.declared.node.parent;
  const value = declaration?.type === 'assignment' ? childOf(declaration, 'right') : undefined;
  if (!home || !only || others.length > 0 || !value) return undefined;
  return { value, declared: only.declared.node, uses: names.usesIn(home, written) };
}

/** The dictionary that a name is given, and the statements that add to it, where it is used for nothing else. */
function placesOf(text: SdkText, name: SyntaxNode): readonly SyntaxNode[] | undefined {
  const known = givenOnce(text, name);
  if (known?.value.type !== 'dictionary') return undefined;
  const { value, declared, uses } = known;
  const places: SyntaxNode[] = [value];
  for (const use of uses) {
    const isName =
      use.field === 'attribute' || (use.field === 'name' && use.parent?.type === 'keyword_argument');
    if (use === name || use.start === declared.start || isName) continue;
    const item = use.parent?.type === 'subscript' && use.field === 'value' ? use.parent : undefined;
    const set = item?.field === 'left' && item.parent?.type === 'assignment' ? item.parent : undefined;
    if (set?.parent?.type !== 'expression_statement' || set.start > name.start) return undefined;
    places.push(set);
  }
  return places;
}

/** A value of an enumeration: how it is written, and the edit of the document that writes its text. */
interface Constant {
  readonly was: string;
  readonly edit: TextEdit;
}

/** Puts texts in the place of values of enumerations, also within what is written anew. */
function withConstants(edits: readonly TextEdit[], constants: readonly Constant[]): readonly TextEdit[] {
  const isIn = ({ edit: { range } }: Constant, outer: TextEdit): boolean =>
    outer.range.start <= range.start && outer.range.end >= range.end;
  const changed = edits.map((edit) => ({
    ...edit,
    newText: constants
      .filter((one) => isIn(one, edit))
      .reduce((now, { was, edit: { newText } }) => now.replaceAll(was, newText), edit.newText),
  }));
  const others = constants.filter((one) => !edits.some((edit) => isIn(one, edit)));
  return [...changed, ...others.map(({ edit }) => edit)];
}

/** A draft whose fields have the names of the SDK. */
function inSdkNames(draft: Draft): Draft {
  const members = new Map<JsonMember, JsonMember>();
  const values = new Map<Json, Json>();
  const named = (key: string): string => nameInSdk(key, 'snake_case');
  const json = <T extends Json>(value: T): T => {
    const known = values.get(value);
    if (known) return known as T;
    const made: Json =
      value.kind === 'object'
        ? { ...value, members: value.members.map((m) => member(m)) }
        : value.kind === 'array'
          ? { ...value, items: value.items.map((item) => json(item)) }
          : value;
    values.set(value, made);
    return made as T;
  };
  const member = (one: JsonMember): JsonMember => {
    const known = members.get(one);
    if (known) return known;
    const made = { ...one, key: named(one.key), value: one.key === 'meta' ? one.value : json(one.value) };
    members.set(one, made);
    return made;
  };
  const ofMember = (one: DraftMember): DraftMember => ({
    ...one,
    key: named(one.key),
    value: one.key === 'meta' ? one.value : of(one.value),
    ...(one.slot ? { slot: member(one.slot) } : {}),
    ...(one.origin ? { origin: member(one.origin) } : {}),
  });
  const of = (one: Draft): Draft => {
    switch (one.kind) {
      case 'object':
        return {
          kind: 'object',
          ...(one.json ? { json: json(one.json) } : {}),
          members: one.members.map(ofMember),
        };
      case 'list':
        return { kind: 'list', ...(one.json ? { json: json(one.json) } : {}), items: one.items.map(of) };
      case 'scalar':
        return {
          ...{ kind: 'scalar', json: json(one.json) },
          ...(one.member ? { member: member(one.member) } : {}),
        };
      default:
        return one;
    }
  };
  return of(draft);
}
