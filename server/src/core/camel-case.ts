/** `ApiId` as `apiId`, `URLPath` as `urlPath`. */
export const inCamelCase = (name: string): string =>
  name.replace(/^[A-Z]+(?![a-z])|^[A-Z]/, (start) => start.toLowerCase());
