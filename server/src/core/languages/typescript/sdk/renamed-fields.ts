/** What a person is told of a field of v1 that is read: undefined where v2 calls it the same. */
export function toldField(
  fields: Readonly<Record<string, string | undefined>>,
  name: string,
): string | undefined {
  if (!Object.hasOwn(fields, name)) return undefined;
  const now = name === 'ratelimit' ? 'ratelimits' : fields[name]?.replaceAll('?', '');
  return `v2 does not answer \`${name}\`${now === undefined ? '' : `, but \`${now}\``}`;
}

/** The fields of an answer that a text asks something for, with what v2 calls them: `, such as keyId for id`; empty for none. */
export function namedOtherwise(fields: Readonly<Record<string, string | undefined>>, text: string): string {
  const named = Object.entries(fields).flatMap(([name, now]) => {
    const isAsked = new RegExp(String.raw`(?:\.|[{,]\s*)${name}\b(?!\s*:)`).test(text);
    return now !== undefined && now !== name && isAsked ? [`${now.replaceAll('?', '')} for ${name}`] : [];
  });
  return named.length > 0 ? `, such as ${named.join(', ')}` : '';
}

/** What is said where the limit of a key is taken for one of a type; undefined for types that take everything. */
export const toldType = (type: string): string | undefined =>
  /^(?:any|unknown|never|const)$/.test(type)
    ? undefined
    : `limits of v2 are of another type than \`${type}\`, so this may not compile`;
