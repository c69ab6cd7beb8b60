/** The page that explains a rule: absolute URL. */
export function rulePage(id: string): string {
  return `https://github.com/unkey-lint/unkey-lint/blob/main/docs/rules/${encodeURIComponent(id)}.md`;
}
