/**
 * TypeScript source of plain data on one line: keys bare where they may be, single quotes.
 * `replace` may give the source of a part of it (a name to use instead).
 */
export function literal(
  value: unknown,
  replace: (value: unknown) => string | undefined = () => undefined,
): string {
  const instead = replace(value);
  if (instead !== undefined) return instead;
  if (Array.isArray(value)) return `[${value.map((v) => literal(v, replace)).join(', ')}]`;
  if (typeof value === 'string') return quote(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const members = Object.entries(value)
    .filter(([, v]) => v !== undefined)
    .map(([k, v]) => `${/^[A-Za-z_$][\w$]*$/.test(k) ? k : quote(k)}: ${literal(v, replace)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

function quote(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
