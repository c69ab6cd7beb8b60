import { partAt, type SdkRewriter } from '../../../program/sdk/programs.ts';
import { packageUses, sdkImports, V2 } from './imports.ts';

/** Where the SDK for v1 was at first. */
const GOLANG = 'github.com/unkeyed/unkey/sdks/golang';
const BY_HAND = `This is an older SDK for v1, with other types and answers. Change what uses it to ${V2} by hand.`;
/** What requests are made of. */
const REQUEST = /^(?!Err).*Request(?:Body)?$/;

/** Leaves programs of the older module to do: its imports, and each request. */
export const goGolang: SdkRewriter = {
  client: GOLANG,
  parts: (text) => {
    const imports = sdkImports(text, GOLANG);
    const requests = packageUses(text, imports).filter(({ name }) => REQUEST.test(name));
    return [
      ...imports.map(({ path }) => partAt(text, path, text.to.written(path), V2, [], BY_HAND)),
      ...requests.map(({ node }) => partAt(text, node, text.to.written(node), V2, [], BY_HAND)),
    ];
  },
};
