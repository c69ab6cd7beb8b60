import type { CallEditor } from '../../call-editor.ts';
import type { CallExpression } from '../../expression.ts';
import { type ApiCall, DYNAMIC, type Fact, type Json, type Sdk } from '../../model.ts';
import { httpMethodOf } from '../../sdk/methods.ts';
import { HOLE, type Range, SourceText } from '../../source.ts';
import { OBJECT_LITERAL } from './notation.ts';
import type { Reading } from './reading.ts';

/** What a method of an SDK sends; `range` is where its name stands. */
export type SentBySdk = readonly [
  sdk: Sdk,
  range: Range,
  version: 'v1' | 'v2' | undefined,
  operation: string,
  body: Fact<Json>,
];

/** The request that the call of a method of an SDK sends. */
export function sdkCall(
  { source, document }: Reading,
  call: CallExpression,
  ...[sdk, range, version, operation, body]: SentBySdk
): ApiCall {
  const at = { start: range.start, end: range.start };
  const path = SourceText.decoded(operation, range);
  return {
    range: source.range(call.start, call.end),
    client: sdk.package,
    sdk,
    bare: false,
    url: {
      text: SourceText.join([
        SourceText.hole(at),
        SourceText.decoded(version === undefined ? `/${HOLE}/` : `/${version}/`, at),
        path,
      ]),
      host: DYNAMIC,
      version: version === undefined ? DYNAMIC : { kind: 'literal', value: version, range },
      operation: { kind: 'literal', value: path, range },
      endpointRange: range,
      query: [],
    },
    urlArgument: source.range(call.callee.start, call.callee.end),
    method: { kind: 'literal', value: httpMethodOf(version ?? 'v2', operation), range },
    methodImplied: true,
    headers: [],
    headersComplete: false,
    query: [],
    body: call.intact ? body : DYNAMIC,
    editor: { notation: { ...OBJECT_LITERAL, quote: quoteOf(document) } },
  };
}

/** The quotes of imports. */
const quoteOf = (document: string): string => (/\b(?:from|require\(|import) ?"/.test(document) ? '"' : "'");

/** A call whose body is not seen, with the fields that it has by its type. */
export function withType(call: ApiCall, typedBody: CallEditor['typedBody']): ApiCall {
  if (call.body.kind !== 'dynamic' || !typedBody) return call;
  const { range } = typedBody;
  return { ...call, body: { ...call.body, range }, editor: { ...call.editor, typedBody } };
}
