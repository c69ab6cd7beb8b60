import { signatureOf } from '../calls.ts';
import { findEndpoint } from '../catalogue/endpoints.ts';
import { findError } from '../catalogue/errors.ts';
import { describePermission } from '../catalogue/permissions.ts';
import { raisedBy } from '../catalogue/raised-by.ts';
import { codesNamed, findErrorMentions } from '../error-mentions.ts';
import { findErrorReferences } from '../error-references.ts';
import type { Explanation } from '../service.ts';
import { SourceText } from '../source.ts';
import { parseApiUrl } from '../url.ts';
import { describeEndpoint } from './describe-endpoint.ts';
import { describeCode, describeError, describeLegacy, describeResultCode } from './describe-error.ts';
import { quote } from './quote.ts';
import { type ErrorResponse, findResponses, type Problem } from './responses.ts';

const URL = /(?:https?:\/\/)?api\.unkey\.(?:com|dev)\/v[12x]\/[\w./{}:-]*[\w}]/g;
/** A name of more than one word, wherever it stands. */
const WORDS = /(?<![\w$./:-])(?:[a-z0-9]+(?:_[a-z0-9]+)+|[A-Z]+(?:_[A-Z]+)+)(?![\w$(/:-])/g;

/**
 * Explains every error, result of verifyKey and endpoint named in `text`, each once: first the answers of the API and
 * what they say, then other errors, then the endpoints. A text without any of these is searched for bare names.
 */
export function explain(text: string): Explanation[] {
  const found = new Map<string, Explanation>();
  const add = (subject: string, describe: () => string | undefined): void => {
    const markdown = found.has(subject) ? undefined : describe();
    if (markdown === undefined) return;
    const error = findError(subject);
    const code = error && !error.current ? error.successor : subject;
    const operations = code === undefined ? [] : (raisedBy(code)?.operations ?? []);
    found.set(subject, { subject, markdown, operations });
  };
  const source = SourceText.verbatim(text);
  for (const response of findResponses(text)) {
    const happened = describeResponse(response);
    for (const code of response.codes) {
      add(code, () => {
        const meaning = meaningIn(response, code);
        return meaning && [...happened, meaning].join('\n\n');
      });
    }
  }
  for (const reference of findErrorReferences(source, []))
    add(reference.code, () => describeError(reference));
  // Line by line, because mentions of one line are compared with one another.
  for (const line of text.split('\n'))
    for (const mention of findErrorMentions(line))
      for (const code of mention.codes) add(code, () => describeCode(code));
  const whole = text.trim();
  for (const code of codesNamed(whole)) add(code, () => describeCode(code));
  const permission = describePermission(whole);
  if (permission) add(whole, () => `**${whole}**\n\n${permission}`);
  for (const m of text.matchAll(URL)) {
    const url = parseApiUrl(source.slice(m.index, m.index + m[0].length));
    if (url?.version.kind !== 'literal' || url.operation.kind !== 'literal') continue;
    const endpoint = findEndpoint(url.version.value, url.operation.value.text);
    if (endpoint) add(signatureOf(endpoint), () => describeEndpoint(endpoint));
  }
  if (found.size === 0)
    for (const [name] of text.matchAll(WORDS))
      for (const code of codesNamed(name)) add(code, () => describeCode(code));
  return [...found.values()];
}

/** In an answer the place of a code tells which of its meanings it has. */
function meaningIn({ kind }: ErrorResponse, code: string): string | undefined {
  if (kind === 'result') return describeResultCode(code) ?? describeLegacy(code);
  return /^[A-Z]/.test(code) ? (describeLegacy(code) ?? describeResultCode(code)) : describeCode(code);
}

/** What the answer says of this very request. Blocks of Markdown; none when it says nothing. */
function describeResponse({ status, detail, requestId, problems }: ErrorResponse): string[] {
  const about = [
    ...(status === undefined ? [] : [`HTTP ${status}`]),
    ...(requestId === undefined ? [] : [`request ${quote(requestId)}`]),
  ].join(', ');
  const said = detail === undefined ? [] : [`“${quote(detail)}”`];
  const list = problems.map(describeProblem).filter((line) => line !== '- ');
  const blocks = [[about, ...said].filter((part) => part !== '').join(': '), list.join('\n')];
  const told = blocks.filter((block) => block !== '');
  return told.length > 0 ? ['**What happened**', ...told] : [];
}

function describeProblem({ location, message, fix }: Problem): string {
  const [where, what, todo] = [location, message, fix].map((text) => quote(text ?? ''));
  const sentences = [what, todo].filter((text) => text !== '').map((text) => text!.replace(/[.\s]+$/, ''));
  return `- ${[where, sentences.join('. ')].filter((part) => part !== '').join(': ')}`;
}
