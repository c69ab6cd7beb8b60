/** Code that a new body is made by, and what that needs to be imported. */
export interface NewBody {
  readonly code: string;
  readonly imports: readonly string[];
}

const PAIR = /^"(\w+)" to ([\s\S]+)$/;

/**
 * A body that is written as `mapOf(…)`, so that its values can be written as JSON and what is nothing is left out, as a
 * query leaves it out. `text`: of the program up to the request.
 */
export function newBody(map: string, text: string): NewBody {
  const inner = /^mapOf\(([\s\S]*)\)$/.exec(map)?.[1];
  const pairs = inner?.split(/, (?="\w+" to )/).map((pair) => PAIR.exec(pair)) ?? [];
  if (inner === undefined || pairs.includes(null)) return { code: map, imports: [] };
  const values = pairs.map((pair) => ({ name: pair![1]!, code: pair![2]! }));
  const mayBeNull = values.some(({ code }) => isNullable(code, text));
  const areTexts = values.every(({ code }) => isText(code, text));
  if (areTexts && !mayBeNull) return { code: map, imports: [] };
  // Its maps hold values of one type.
  if (!/\bkotlinx\.serialization\b|\bserialization\.kotlinx\b/.test(text))
    return { code: mayBeNull ? `${map}.filterValues { it != null }` : map, imports: [] };
  const puts = values.map(({ name, code }) =>
    isNullable(code, text) ? `${code}?.let { put("${name}", it) }` : `put("${name}", ${code})`,
  );
  return {
    code: `buildJsonObject { ${puts.join('; ')} }`,
    imports: ['kotlinx.serialization.json.buildJsonObject', 'kotlinx.serialization.json.put'],
  };
}

/** What is said of the type of a name where it was declared last. */
const typeOf = (name: string, text: string): string | undefined =>
  /^\w+$/.test(name)
    ? [...text.matchAll(new RegExp(String.raw`\b${name}\s*:\s*(\w+\??)`, 'g'))].at(-1)?.[1]
    : undefined;

const isNullable = (code: string, text: string): boolean =>
  code.includes('?.') || (typeOf(code, text)?.endsWith('?') ?? false);

const isText = (code: string, text: string): boolean =>
  /^"(?:[^"\\]|\\.)*"$|\.toString\(\)$/.test(code) || /^String\??$/.test(typeOf(code, text) ?? '');
