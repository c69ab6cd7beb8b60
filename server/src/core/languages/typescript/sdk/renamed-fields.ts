/** The fields of an answer that a text asks something for, with what v2 calls them: `, such as keyId for id`; empty for none. */
export function namedOtherwise(fields: Readonly<Record<string, string | undefined>>, text: string): string {
  const named = Object.entries(fields).flatMap(([name, now]) => {
    const isAsked = new RegExp(String.raw`(?:\.|[{,]\s*)${name}\b(?!\s*:)`).test(text);
    return now !== undefined && now !== name && isAsked ? [`${now.replaceAll('?', '')} for ${name}`] : [];
  });
  return named.length > 0 ? `, such as ${named.join(', ')}` : '';
}
