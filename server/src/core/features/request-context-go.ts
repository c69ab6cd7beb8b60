import type { Endpoint } from '../catalogue/endpoint.ts';
import { endpointsOf } from '../catalogue/endpoints.ts';
import { literals } from '../languages/go/literals.ts';
import { requestStruct } from '../languages/go/sdk/requests.ts';
import { lazy } from '../lazy.ts';
import { goNotation, goStructNotation } from './body-notation.ts';
import { goValue } from './go-values.ts';
import type { ProgramDialect, SdkRequest } from './request-context-program.ts';
import { goClients } from './sdk-clients.ts';

/** Maps, and lists of them, whose members become those of an object. */
const MAP =
  /(?:\[\])?(?:map\[string\](?:any|string|interface\s*\{\s*\})|\b(?:gin\.H|(?:fiber|echo)\.Map))\s*$/;
/** The struct of a request, or a list of them. */
const REQUEST = /(?<list>\[\])?\b(?<holder>\w+)\.(?<name>V2\w+RequestBody)\s*$/;
/** What stands before the bracket of a literal is no longer than this. */
const TYPE_REACH = 120;

/** By the names of their structs. */
const endpoints = lazy(
  () => new Map(endpointsOf('v2').map((one): [string, Endpoint] => [requestStruct(one.operation), one])),
);

/** Requests of Go: `json.Marshal(map[string]any{…})`, and the structs of the SDK. */
export const goDialect: ProgramDialect = {
  literals,
  notation: goNotation,
  literalStart(tokens, open) {
    const end = tokens.list[open]!.start;
    const from = Math.max(0, end - TYPE_REACH);
    const type = tokens.isMark(open, '{') ? MAP.exec(tokens.text.slice(from, end)) : null;
    if (!type) return undefined;
    let start = open;
    while (start > 0 && tokens.list[start - 1]!.start >= from + type.index) start--;
    return start;
  },
  objectArgument: /(?!)/,
  textArgument: /(?!)/,
  encodes: /^(?:Marshal(?:Indent)?|Encode)$/,
  wraps: /^(?:NewReader|NewBuffer|NewBufferString|byte|string|Sprintf)$/,
  sdkRequest({ before, opens }, _, text): SdkRequest | undefined {
    const { tokens } = before;
    if (!goClients.evidence.test(text)) return undefined;
    for (const open of opens) {
      const { start } = tokens.list[open]!;
      const type = tokens.isMark(open, '{')
        ? REQUEST.exec(tokens.text.slice(Math.max(0, start - TYPE_REACH), start))?.groups
        : undefined;
      const endpoint = type && endpoints().get(type.name!);
      if (!endpoint) continue;
      const value = goValue(endpoint.operation, type.holder!, goClients.moduleIn(text));
      return { open, endpoint, notation: goStructNotation, value, outer: type.list === undefined ? 0 : 1 };
    }
    return undefined;
  },
};
