import type { ApiCall } from '../model.ts';

/** The variable that scripts get the root key from where nothing else is known. */
export const KEY_VARIABLE = 'UNKEY_ROOT_KEY';
const MENTIONED = /(?<!secrets\.)\bUNKEY_ROOT_KEY\b/;
const GIVEN = /^[ \t]*(?:-[ \t]+)?["']?UNKEY_ROOT_KEY["']?[ \t]*[:=]/m;

/** True for a script that neither sets the variable nor takes it from around itself. */
export const knowsNoKey = (script: string): boolean => !MENTIONED.test(script);

/** `calls` of a script that is not given the variable, told so where the document gives it to others. */
export function withoutKey(calls: readonly ApiCall[], script: string, document: string): readonly ApiCall[] {
  if (!knowsNoKey(script) || !GIVEN.test(document)) return calls;
  return calls.map(keyUnset);
}

/** A call for which nothing sets the variable. */
export function keyUnset(call: ApiCall): ApiCall {
  const { whole } = call.editor;
  const found = (): ReturnType<NonNullable<typeof whole>> => {
    const one = whole?.();
    return one && { ...one, call: keyUnset(one.call) };
  };
  return { ...call, editor: { ...call.editor, isKeyUnset: true, ...(whole ? { whole: found } : {}) } };
}
