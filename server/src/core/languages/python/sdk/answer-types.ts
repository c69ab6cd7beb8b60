import type { SdkText } from '../../../program/sdk/programs.ts';
import type { SyntaxNode } from '../../../syntax.ts';

/** What `unkey.py.models` calls the types of what v1 had in `object`, `key` or another member of an answer. */
const TYPES: Readonly<Record<string, string>> = {
  CreateKeyResponseBody: 'V2KeysCreateKeyResponseData',
  V1KeysVerifyKeyResponse: 'V2KeysVerifyKeyResponseData',
  Key: 'KeyResponseData',
  CreateAPIResponseBody: 'V2ApisCreateAPIResponseData',
  GetAPIResponseBody: 'V2ApisGetAPIResponseData',
  LimitResponseBody: 'V2RatelimitLimitResponseData',
  CreateIdentityResponseBody: 'V2IdentitiesCreateIdentityResponseData',
  RatelimitSetOverrideResponseBody: 'V2RatelimitSetOverrideResponseData',
};

/** Those of which v2 calls something otherwise: what a parameter holds is not followed. */
const MOVED = /^(?:V1KeysVerifyKeyResponse|Key|GetAPIResponseBody)$/;

/** What stands between a class and a type that it is a part of: `Optional[Key]`, `Key | None`. */
const PARTS = /^(?:type|subscript|generic_type|type_parameter|union_type|binary_operator)$/;

/**
 * The class of v2 for one of v1 that says what a function takes or gives, or what a name is given: such values are
 * followed, or have in v2 what they had in v1.
 * Undefined for other classes, and for those that stand elsewhere.
 */
export function answerType({ to }: SdkText, node: SyntaxNode): string | undefined {
  const name = /\w+$/.exec(to.written(node))?.[0] ?? '';
  if (!Object.hasOwn(TYPES, name)) return undefined;
  for (let at: SyntaxNode | undefined = node; at?.parent; at = at.parent) {
    const { parent } = at;
    if (at.field === 'return_type' && parent.type === 'function_definition') return TYPES[name];
    if (at.field === 'type' && parent.type === 'assignment')
      return parent.children.some(({ field }) => field === 'right') ? TYPES[name] : undefined;
    if (at.field === 'type' && /^typed_(?:default_)?parameter$/.test(parent.type))
      return MOVED.test(name) ? undefined : TYPES[name];
    if (!PARTS.test(parent.type)) return undefined;
  }
  return undefined;
}
