import { signatureOf } from '../calls.ts';
import { findEndpoint } from '../catalogue/endpoints.ts';
import { findErrorReferences } from '../error-references.ts';
import type { Explanation } from '../service.ts';
import { SourceText } from '../source.ts';
import { parseApiUrl } from '../url.ts';
import { describeEndpoint } from './describe-endpoint.ts';
import { describeError } from './describe-error.ts';

const URL = /(?:https?:\/\/)?api\.unkey\.(?:com|dev)\/v[12x]\/[\w./{}:-]*[\w}]/g;

/** Explains every error type and every endpoint named in `text`, each once: first the errors, then the endpoints. */
export function explain(text: string): Explanation[] {
  const found = new Map<string, string>();
  const source = SourceText.verbatim(text);
  for (const reference of findErrorReferences(source, [])) {
    const markdown = describeError(reference);
    if (markdown) found.set(reference.code, markdown);
  }
  for (const m of text.matchAll(URL)) {
    const url = parseApiUrl(source.slice(m.index, m.index + m[0].length));
    if (url?.version.kind !== 'literal' || url.operation.kind !== 'literal') continue;
    const endpoint = findEndpoint(url.version.value, url.operation.value.text);
    if (endpoint) found.set(signatureOf(endpoint), describeEndpoint(endpoint));
  }
  return [...found].map(([subject, markdown]) => ({ subject, markdown }));
}
