import { type ApiCall, type ApiUrl, DYNAMIC } from '../model.ts';
import type { Range } from '../source.ts';

/** The call that a URL standing alone stands for: only what the URL says is known. */
export function bareCall(range: Range, url: ApiUrl): ApiCall {
  return {
    range,
    client: 'url',
    bare: true,
    url,
    urlArgument: url.text.range(),
    method: DYNAMIC,
    methodImplied: false,
    headers: [],
    headersComplete: false,
    query: url.query,
    body: DYNAMIC,
    editor: {},
  };
}
