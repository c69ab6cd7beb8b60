import { apiOperation, type Naming } from '../sdk/naming.ts';

/** How objects of an SDK's client are known by their names, in a text that may be half typed. */
export interface SdkClients {
  /** Matches a text that imports the release for v2. */
  readonly evidence: RegExp;
  /** True where the text gives the name `name` a client. */
  readonly isClient: (text: string, name: string) => boolean;
}

/** The operation of the API that an SDK's method is called for. */
export function operationOf(method: string, naming: Naming): string {
  const operation = apiOperation(method, naming);
  return operation.replace(/^internal\./, 'deploy.');
}

const one = (pattern: string, text: string): string | undefined => new RegExp(pattern, 'm').exec(text)?.[1];

/** What `unkey.py` is imported as: the name of the class. */
const pythonClass = (text: string): string =>
  one(String.raw`^[ \t]*from[ \t]+unkey\.py(?:\.sdk)?[ \t]+import\b[^\n]*\bUnkey[ \t]+as[ \t]+(\w+)`, text) ??
  'Unkey';

/** https://github.com/unkeyed/sdks/tree/main/api/py */
export const pythonClients: SdkClients = {
  evidence: /^[ \t]*(?:from|import)[ \t]+unkey\.py\b/m,
  isClient(text, name) {
    const made = String.raw`(?:[\w.]+\.)?${pythonClass(text)}`;
    return (
      name === pythonClass(text) ||
      new RegExp(
        [
          String.raw`(?<!\w)${name}\s*(?::[^=\n]{1,80})?=\s*(?:await\s+)?${made}\s*\(`,
          String.raw`\b${made}\s*\([^;]{0,400}?\)\s+as\s+${name}\b`,
          String.raw`(?<!\w)${name}\s*:\s*(?:Optional\[\s*)?["']?${made}\b`,
          String.raw`\bdef\s+${name}\s*\([^)]*\)\s*->\s*["']?${made}\b`,
        ].join('|'),
      ).test(text)
    );
  },
};

const GO_MODULE = String.raw`"github\.com/unkeyed/sdks/api/go/v\d+"`;

/** https://pkg.go.dev/github.com/unkeyed/sdks/api/go/v2 */
export const goClients: SdkClients & { readonly moduleIn: (text: string) => string | undefined } = {
  evidence: /"github\.com\/unkeyed\/sdks\/api\/go\/v\d+(?:\/[\w/]+)?"/,
  moduleIn: (text) =>
    one(String.raw`^\s*(?:import\s+)?([\w]+)[ \t]+${GO_MODULE}`, text)?.replace(/^import$/, 'unkey') ??
    (new RegExp(GO_MODULE).test(text) ? 'unkey' : undefined),
  isClient(text, name) {
    const module = goClients.moduleIn(text) ?? 'unkey';
    return new RegExp(
      [
        String.raw`(?<!\w)${name}\s*:?=\s*${module}\.New\(`,
        String.raw`(?<!\w)${name}\s*:\s*${module}\.New\(`,
        String.raw`(?<!\w)${name}\s+\*?${module}\.Unkey\b`,
        String.raw`\bfunc\s+${name}\([^)]*\)\s*\(?\*?${module}\.Unkey\b`,
      ].join('|'),
    ).test(text);
  },
};
