import { endpointOfCall } from '../calls.ts';
import type { Endpoint } from '../catalogue/endpoint.ts';
import { findEndpoint } from '../catalogue/endpoints.ts';
import { errorMentionAt } from '../error-mentions.ts';
import type { ApiCall, ErrorReference } from '../model.ts';
import type { Analysis, Hover } from '../service.ts';
import type { Range } from '../source.ts';
import { describeEndpoint, describeUnknownEndpoint } from './describe-endpoint.ts';
import { describeCodes, describeError } from './describe-error.ts';
import { fieldAt } from './describe-field.ts';
import { idAt } from './describe-id.ts';
import { permissionAt } from './describe-permission.ts';

/**
 * What there is to say of the place `offset`: an error type in any spelling, an endpoint, a field of a request or its
 * value, a permission, an id. What no fact tells is looked for in the line, so that it costs nothing until it is asked for.
 */
export function hover({ facts, language, document: { text } }: Analysis, offset: number): Hover | undefined {
  if (language === undefined) return undefined;
  for (const reference of facts.errors) {
    const range = wholeAddress(reference, text);
    if (!holds(range, offset)) continue;
    const markdown = describeError(reference);
    if (markdown) return { range, markdown };
  }
  for (const call of facts.calls) {
    const found = endpointAt(call, offset) ?? fieldAt(call, offset);
    if (found) return found;
  }
  const mention = errorMentionAt(text, offset);
  const markdown = mention && describeCodes(mention.codes);
  if (markdown) return { range: mention.range, markdown };
  return permissionAt(text, offset) ?? idAt(text, offset);
}

const holds = (range: Range, offset: number): boolean => offset >= range.start && offset <= range.end;

const REST = /(?:\.mdx?\b)?\/?(?:\?[^\s"'`<>()[\]]*)?(?:#[\w-]*)?/y;

/** The address with its ending, query and fragment, which no rule underlines. */
function wholeAddress({ form, range }: ErrorReference, text: string): Range {
  if (form === 'urn') return range;
  REST.lastIndex = range.end;
  return { start: range.start, end: range.end + (REST.exec(text)?.[0].length ?? 0) };
}

function endpointAt(call: ApiCall, offset: number): Hover | undefined {
  const range = endpointRange(call, offset);
  if (!range) return undefined;
  const endpoint = endpointOfCall(call) ?? currentMethod(call);
  const markdown = endpoint ? describeEndpoint(endpoint) : describeUnknownEndpoint(call);
  return markdown === undefined ? undefined : { range, markdown };
}

/** What a method of an SDK calls that both releases have, where it is not known which one it is. */
function currentMethod({ sdk, url: { version, operation } }: ApiCall): Endpoint | undefined {
  if (!sdk || version.kind === 'literal' || operation.kind !== 'literal') return undefined;
  return findEndpoint('v2', operation.value.text);
}

/** The endpoint's path where the offset is on it or on the URL around it. */
function endpointRange(call: ApiCall, offset: number): Range | undefined {
  const { endpointRange, operation, version } = call.url;
  if (endpointRange && holds(endpointRange, offset)) return endpointRange;
  if (operation.kind === 'literal' && holds(operation.range, offset)) return operation.range;
  if (version.kind === 'literal' && holds(version.range, offset)) return version.range;
  return undefined;
}
