import { findEndpoint } from '../catalogue/endpoints.ts';
import { literals } from '../languages/python/literals.ts';
import { pythonArguments, pythonNotation } from './body-notation.ts';
import type { ProgramDialect, SdkRequest } from './request-context-program.ts';
import { operationOf, pythonClients } from './sdk-clients.ts';

/** Requests of Python: `json={…}`, `data=json.dumps({…})`, and arguments of the methods of `unkey.py`. */
export const pythonDialect: ProgramDialect = {
  literals,
  notation: pythonNotation,
  literalStart(tokens, open) {
    if (tokens.isMark(open, '{', '[')) return open;
    return tokens.isMark(open, '(') && tokens.written(open - 1) === 'dict' ? open - 1 : undefined;
  },
  objectArgument: /^json$/,
  textArgument: /^(?:data|content|body)$/,
  encodes: /^dumps$/,
  wraps: /^(?:str|bytes)$/,
  sdkRequest({ before, opens }, requests, text): SdkRequest | undefined {
    const { tokens } = before;
    for (const open of opens) {
      if (!tokens.isMark(open, '(')) continue;
      const names = tokens.callee(open);
      const [receiver, group, method] = [names.at(-3), names.at(-2), names.at(-1)];
      const isOurs =
        receiver !== undefined && pythonClients.evidence.test(text) && pythonClients.isClient(text, receiver);
      const endpoint = isOurs
        ? findEndpoint('v2', operationOf(`${group}.${method!.replace(/_async$/, '')}`, 'snake_case'))
        : requests.methodAt(before, open);
      if (!endpoint?.body) continue;
      // https://github.com/unkeyed/sdks/tree/main/api/py: what is no object is one argument.
      const outer = endpoint.body.type === 'object' ? 0 : 1;
      return { open, endpoint, notation: pythonArguments, outer };
    }
    return undefined;
  },
};
