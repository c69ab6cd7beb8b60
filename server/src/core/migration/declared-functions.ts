/** Functions that do more are not looked through. */
const LONGEST = 2_500;
/** How a function gets its name. */
const NAMED =
  /\bfunction\s*\*?\s*([\w$]+)|\b(?:const|let)\s+([\w$]+)\s*(?::[^=\n]*)?=\s*(?:async\s*)?(?:\([^()]*\)|[\w$]+)\s*(?::[^=\n]*)?=>|\n[ \t]*(?:(?:private|protected|public|static|async)\s+)*([\w$]+)\s*\([^()]*\)[^;()\n]*\{/g;
const KEYWORD = /^(?:if|for|while|switch|catch|function)$/;

/** The name of the innermost function of a text that is seen to have an offset in it. */
export function functionNameAt(at: number, document: string): string | undefined {
  const from = Math.max(0, at - LONGEST);
  return [...document.slice(from, at).matchAll(NAMED)]
    .map((found) => found.slice(1).find((name) => name !== undefined)!)
    .filter((name) => !KEYWORD.test(name))
    .findLast((name) => {
      const declared = declarationOf(name, document);
      return declared !== undefined && declared.at <= at && at < declared.at + declared.code.length;
    });
}

/** A function that a text declares, with where its code begins; undefined where it is not seen. */
export function declarationOf(
  name: string,
  document: string,
): { readonly at: number; readonly code: string } | undefined {
  const word = name.replaceAll('$', '\\$');
  const found = new RegExp(
    String.raw`(?:\bfunction\s*\*?\s*${word}\s*[(<]|\b(?:const|let)\s+${word}\s*(?::[^=\n]*)?=\s*(?:async\b|\(|<|[\w$]+\s*=>)|(?<=\n)[ \t]*(?:(?:private|protected|public|static|async)\s+)*${word}\s*(?:<[^()]*>)?\([^()]*\)[^;()]*\{)`,
  ).exec(document);
  if (!found) return undefined;
  const lineStart = document.lastIndexOf('\n', found.index) + 1;
  const indentation = /^[ \t]*/.exec(document.slice(lineStart, found.index))![0];
  const rest = document.slice(found.index, found.index + LONGEST);
  const end = rest.search(new RegExp(String.raw`\n${indentation}[^\s})]|\n${indentation}\}`));
  return { at: found.index, code: end < 0 ? rest : rest.slice(0, end) };
}
