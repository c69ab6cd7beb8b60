import type { ApiCall, TextEdit } from '../../model.ts';
import { saysRootKey } from '../../root-keys/names.ts';

/** The variable that scripts get the root key from where nothing else is known, as they write it. */
const VARIABLE = 'UNKEY_ROOT_KEY';
const WRITTEN = /\$(?:env:)?UNKEY_ROOT_KEY\b/g;
const SECRET = /\$\{\{\s*secrets\.(\w+)\s*\}\}/g;
const MENTIONED = /(?<!secrets\.)\bUNKEY_ROOT_KEY\b/;
const GIVEN = /^[ \t]*(?:-[ \t]+)?["']?UNKEY_ROOT_KEY["']?[ \t]*[:=]/m;

/** What is known of the variables of a script. */
interface Known {
  readonly document: string;
  readonly script: string;
  /** True for a variable that is set where the script stands, or by what ran before. */
  readonly isSet: (name: string) => boolean;
}

/**
 * Makes the calls of a script of which nothing says that it has the root key in a variable send the secret that others of
 * its workflow are given; tells where the text sets that variable for other scripts alone.
 */
export function keyedFromSecret({ document, script, isSet }: Known): (call: ApiCall) => ApiCall {
  if (isSet(VARIABLE) || MENTIONED.test(script)) return (call) => call;
  const secrets = [...document.matchAll(SECRET)].filter(([, name]) => saysRootKey(name!));
  const secret = new Set(secrets.map(([, name]) => name)).size === 1 ? secrets[0]![0] : undefined;
  if (secret === undefined && !GIVEN.test(document)) return (call) => call;
  const edited = (edits: readonly TextEdit[]): readonly TextEdit[] =>
    secret === undefined
      ? edits
      : edits.map((edit) => ({ ...edit, newText: edit.newText.replaceAll(WRITTEN, () => secret) }));
  const keyed = (call: ApiCall): ApiCall => {
    const { addAuthorization, rewrite, whole } = call.editor;
    return {
      ...call,
      editor: {
        ...call.editor,
        isKeyUnset: true,
        ...(addAuthorization ? { addAuthorization: () => edited(addAuthorization()) } : {}),
        ...(rewrite
          ? {
              rewrite: (change) => {
                const edits = rewrite(change);
                return edits && edited(edits);
              },
            }
          : {}),
        ...(whole
          ? {
              whole: () => {
                const found = whole();
                return found && { ...found, call: keyed(found.call) };
              },
            }
          : {}),
      },
    };
  };
  return keyed;
}
