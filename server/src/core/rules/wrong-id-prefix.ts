import { endpointOfCall } from '../calls.ts';
import { meaningOfName } from '../catalogue/id-names.ts';
import { type IdKind, kindOfField, kindOfId } from '../catalogue/ids.ts';
import type { ApiCall, Json, NamedText } from '../model.ts';
import type { Report, Rule, RuleContext } from '../rule.ts';
import { nameInSdk, namingOf } from '../sdk/naming.ts';
import type { SourceText } from '../source.ts';

/** Fields whose content is the user's own. */
const FREE_FIELDS = new Set(['meta']);
/** Shapes of a stand-in for an id: dots, brackets, a run of x, `api_id`, `key_YOUR_KEY`. */
const PLACEHOLDER = /[^A-Za-z0-9_]|x{3,}|^_*$|^(?:id|key|name|here)$|^your_?/i;

export const rule: Rule = {
  id: 'wrong-id-prefix',
  summary: 'A field or a name for an id of one kind holds an id of another.',
  why: 'The prefix tells what an id names. The server looks it up among the wrong things and answers 404.',
  severity: 'warning',
  category: 'identifier',
  since: '0.1.0',
  prevents: [
    'err:unkey:data:key_not_found',
    'err:unkey:data:api_not_found',
    'err:unkey:data:identity_not_found',
  ],
  checkCall(call) {
    const reports: Report[] = [];
    for (const [field, value] of [...bodyStrings(call), ...queryStrings(call), ...pathStrings(call)]) {
      const found = judge(field, value, nameInSdk(field, namingOf(call.sdk)));
      if (found) reports.push(found);
    }
    return reports;
  },
  checkName(name, context) {
    const found = judgeName(name, context);
    return found ? [found] : [];
  },
};

function judge(field: string, value: SourceText, shown: string): Report | undefined {
  const expected = kindOfField(field);
  if (!expected) return undefined;
  if (isRootKey(value.text))
    return { range: value.range(), message: `${takes(shown, expected)} This is a root key.` };
  const found = kindOfId(value.text);
  if (!found || found.kind.id === expected.id) return undefined;
  const rest = value.text.slice(found.prefix.length);
  if (PLACEHOLDER.test(rest)) return undefined;
  // Prefixes such as `id_` and `test_` also begin ordinary words: then only a generated body is proof.
  if (!found.kind.distinctive && !/^(?=.*\d)[A-Za-z0-9]{8,}$/.test(rest)) return undefined;
  return report(shown, value, expected, found);
}

/** A name outside of a request proves less than a field: it must be about Unkey, and the value one that was generated. */
function judgeName({ name, value }: NamedText, context: RuleContext): Report | undefined {
  if (!value.isLiteral) return undefined;
  const meaning = meaningOfName(name);
  if (!meaning || !(meaning.saysUnkey || (meaning.plain && context.mentionsUnkey()))) return undefined;
  const { kind: expected } = meaning;
  if (isRootKey(value.text)) {
    return expected === 'rootKey'
      ? undefined
      : { range: value.range(), message: `${takes(name, expected)} This is a root key.` };
  }
  const found = kindOfId(value.text);
  if (!found || !(found.kind.distinctive || meaning.saysUnkey)) return undefined;
  if (!isGenerated(value.text.slice(found.prefix.length))) return undefined;
  if (expected === 'rootKey') {
    const message = `${name} takes a root key (unkey_…). This is ${withArticle(found.kind.title)} (${found.prefix}…).`;
    return { range: value.range(), message };
  }
  return found.kind.id === expected.id ? undefined : report(name, value, expected, found);
}

/** The secret itself, which is longer than any id. */
const isRootKey = (text: string): boolean =>
  /^unkey_[A-Za-z0-9]{16,}$/.test(text) && isGenerated(text.slice(6));

/** True for the letters and digits of an id as the API makes them, and not for words. */
function isGenerated(body: string): boolean {
  if (!/^[A-Za-z0-9]{8,64}$/.test(body) || PLACEHOLDER.test(body)) return false;
  if (/^(?:[a-z]+|[A-Z]?[a-z]+(?:[A-Z][a-z]+)+|[A-Z]+)$/.test(body)) return false;
  return /\d/.test(body) ? /[A-Za-z]/.test(body) : /[a-z][A-Z]|[A-Z]{2}[a-z]/.test(body);
}

const takes = (field: string, expected: IdKind): string =>
  `${field} takes ${expected.title}s (${expected.prefix}…).`;

function report(
  field: string,
  value: SourceText,
  expected: IdKind,
  found: { readonly kind: IdKind; readonly prefix: string },
): Report {
  return {
    range: value.range(),
    message: `${takes(field, expected)} This is ${withArticle(found.kind.title)} (${found.prefix}…).`,
  };
}

const withArticle = (title: string): string => `${/^[aeio]/i.test(title) ? 'an' : 'a'} ${title}`;

type Field = readonly [name: string, value: SourceText];

function bodyStrings(call: ApiCall): Field[] {
  const fields: Field[] = [];
  if (call.body.kind === 'literal') collect(call.body.value, fields);
  return fields;
}

function collect(json: Json, into: Field[]): void {
  if (json.kind === 'array') for (const item of json.items) collect(item, into);
  if (json.kind !== 'object') return;
  for (const { key, value } of json.members) {
    if (FREE_FIELDS.has(key)) continue;
    if (value.kind === 'string' && value.value.isLiteral) into.push([key, value.value]);
    else collect(value, into);
  }
}

const queryStrings = (call: ApiCall): Field[] =>
  call.query.filter((p) => p.value.isLiteral).map((p) => [p.name, p.value] as const);

/** `/v1/keys/{keyId}` with a written id. */
function pathStrings(call: ApiCall): Field[] {
  const { operation } = call.url;
  const endpoint = endpointOfCall(call);
  if (operation.kind !== 'literal' || !endpoint || endpoint.pathParams.length === 0) return [];
  const fields: Field[] = [];
  let index = 0;
  let from = 0;
  for (const part of endpoint.operation.split('/')) {
    const slash = operation.value.text.indexOf('/', from);
    const to = slash < 0 ? operation.value.length : slash;
    const written = operation.value.slice(from, to);
    if (part.startsWith('{') && written.isLiteral) fields.push([endpoint.pathParams[index] ?? '', written]);
    if (part.startsWith('{')) index++;
    from = to + 1;
  }
  return fields;
}
