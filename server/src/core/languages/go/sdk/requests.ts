import { structsOfV2 } from '../../../catalogue/sdks/unkey-go-types.ts';
import type { Draft } from '../../../migration/draft.ts';
import type { Json, TextEdit } from '../../../model.ts';
import type { SdkText } from '../../../program/sdk/programs.ts';
import { requestEdits, valueCode } from '../../../program/sdk/request-writer.ts';
import { nameInSdk } from '../../../sdk/naming.ts';
import type { WrittenPart } from '../../../sdk/program.ts';
import type { SyntaxNode } from '../../../syntax.ts';
import { fieldOf, type PackageNames, RequestReader } from './request-reader.ts';

/** A value of a struct that is written in a text, as the API names it. */
export interface GoRequest {
  readonly json: Json & { readonly kind: 'object' };
  readonly write: (made: Draft) => readonly TextEdit[] | undefined;
}

/** The name of the struct that v2 takes for an operation of v2. */
export function requestStruct(operation: string): string {
  const [group = '', name = ''] = operation.split('.');
  return `V2${nameInSdk(group, 'PascalCase')}${nameInSdk(name, 'PascalCase')}RequestBody`;
}

/**
 * The request that a composite literal of a struct of v1 is, written for the operation `to` of v2. Undefined where something
 * of it is not understood. `old`: what stands in it of types that v2 has otherwise.
 */
export function goRequest(
  text: SdkText,
  literal: SyntaxNode,
  to: string,
  packages: PackageNames,
  old: readonly SyntaxNode[],
): GoRequest | undefined {
  const reader = new RequestReader(text, packages, literal);
  const json = reader.object(literal, undefined);
  const struct = requestStruct(to);
  if (json?.kind !== 'object' || !Object.hasOwn(structsOfV2, struct)) return undefined;
  return {
    json,
    write: (made) => requestEdits(text, made, struct, reader, old),
  };
}

/** What a statement sets a member of a request to. */
export interface SetMember {
  /** The struct of v1, and the name of its field. */
  readonly struct: string;
  readonly name: string;
  readonly value: SyntaxNode;
}

/**
 * A member that a statement sets, for the operation `to` of v2. `put`: the edits that set a field of v2 to the code that
 * it is given, or, without a field, nothing.
 */
export function goMember(
  text: SdkText,
  { struct, name, value }: SetMember,
  to: string,
  packages: PackageNames,
  old: readonly SyntaxNode[],
  put: (
    field: string | undefined,
    value: Draft,
    code: (made: Draft, inside?: string) => string | undefined,
  ) => readonly TextEdit[] | undefined,
): WrittenPart | undefined {
  const reader = new RequestReader(text, packages, value);
  const json = reader.set(struct, name, value);
  const body = requestStruct(to);
  if (!json || !Object.hasOwn(structsOfV2, body)) return undefined;
  return {
    json,
    write: (made) => {
      if (made.kind !== 'object' || made.members.length > 1) return undefined;
      const [member] = made.members;
      if (!member) return put(undefined, made, () => '');
      const code = (draft: Draft, inside?: string): string | undefined => {
        const type = reader.typeOf(body, member.key);
        const own = type === undefined || inside === undefined ? type : reader.typeOf(type, inside);
        return own === undefined ? undefined : valueCode(text, draft, own, reader);
      };
      const edits = put(fieldOf(member.key), member.value, code);
      const isGone = (node: SyntaxNode): boolean =>
        edits?.every(({ newText }) => !newText.includes(text.to.written(node))) === true;
      return edits && old.every(isGone) ? edits : undefined;
    },
  };
}
