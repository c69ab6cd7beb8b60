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

/** What an object that is put into one of `org.json`, or of `kotlinx.serialization`, is written as. */
export function putter(text: string): ((value: string, object: string) => string | undefined) | undefined {
  const isOrg = /\bJSONObject\(/.test(text);
  const isKotlinx = /\bbuildJsonObject\b/.test(text);
  if (isOrg === isKotlinx) return undefined;
  return (value, object) => {
    const list = /^listOf\((mapOf\([\s\S]*\))\)$/.exec(object)?.[1];
    const puts = putsOf(list ?? object);
    if (!puts || puts.some((put) => /\b(?:map|list)Of\(/.test(put))) return undefined;
    if (isKotlinx)
      return list || isNullable(value, text) ? undefined : `buildJsonObject { ${puts.join('; ')} }`;
    const made = `JSONObject()${puts.map((put) => `.${put}`).join('')}`;
    if (list) return `org.json.JSONArray().put(${made})`;
    // What is nothing is not put.
    return isNullable(value, text) && /^\w+$/.test(value)
      ? `${value}?.let { ${made.replace(`, ${value})`, ', it)')} }`
      : made;
  };
}

/** The calls that put what a `mapOf(…)` holds. */
function putsOf(map: string): readonly string[] | undefined {
  const pairs = /^mapOf\(([\s\S]*)\)$/
    .exec(map)?.[1]
    ?.split(/, (?="\w+" to )/)
    .map((pair) => PAIR.exec(pair));
  return pairs?.every((pair) => pair !== null)
    ? pairs.map((pair) => `put("${pair![1]}", ${pair![2]})`)
    : undefined;
}
