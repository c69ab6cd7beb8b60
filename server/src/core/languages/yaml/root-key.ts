import type { ApiCall, TextEdit } from '../../model.ts';
import { knowsNoKey } from '../../regions/root-key-variable.ts';
import { saysRootKey } from '../../root-keys/names.ts';

/** The variable with the root key as scripts of a shell write it. */
const WRITTEN = /\$(?:env:)?UNKEY_ROOT_KEY\b/g;
const SECRET = /\$\{\{\s*secrets\.(\w+)\s*\}\}/g;

/**
 * `calls` of a script that is not given the variable with the root key: they send the secret that its workflow writes
 * elsewhere, where it is one alone.
 */
export function keyedFromSecret(
  calls: readonly ApiCall[],
  script: string,
  document: string,
): readonly ApiCall[] {
  if (calls.length === 0 || !knowsNoKey(script)) return calls;
  const secrets = [...document.matchAll(SECRET)].filter(([, name]) => saysRootKey(name!));
  if (new Set(secrets.map(([, name]) => name)).size !== 1) return calls;
  const secret = secrets[0]![0];
  const edited = (edits: readonly TextEdit[]): readonly TextEdit[] =>
    edits.map((edit) => ({ ...edit, newText: edit.newText.replaceAll(WRITTEN, () => secret) }));
  return calls.map((call) => {
    const { addAuthorization, rewrite } = call.editor;
    return {
      ...call,
      editor: {
        ...call.editor,
        ...(addAuthorization ? { addAuthorization: () => edited(addAuthorization()) } : {}),
        ...(rewrite
          ? {
              rewrite: (change) => {
                const edits = rewrite(change);
                return edits && edited(edits);
              },
            }
          : {}),
      },
    };
  });
}
