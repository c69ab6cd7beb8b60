import { partAt, type SdkRewriter } from '../../../program/sdk/programs.ts';
import { childOf } from '../../../syntax.ts';
import { packageUses, sdkImports, V2 } from './imports.ts';

const COMMUNITY = 'github.com/WilfredAlmeida/unkey-go';
/** Its functions that send, with those of before, and the methods of the SDK for v2 that do what they do. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  KeyVerify: 'Keys.VerifyKey',
  VerifyRequest: 'Keys.VerifyKey',
  KeyCreate: 'Keys.CreateKey',
  CreateKey: 'Keys.CreateKey',
  KeyUpdate: 'Keys.UpdateKey',
  RevokeKey: 'Keys.DeleteKey',
  DeleteKey: 'Keys.DeleteKey',
  APIGet: 'Apis.GetAPI',
  APIListKeys: 'Apis.ListKeys',
};

/** Leaves programs of a module of the community to do, call by call: it has no release for v2. */
export const goCommunity: SdkRewriter = {
  client: COMMUNITY,
  parts: (text) => {
    const uses = packageUses(text, sdkImports(text, COMMUNITY));
    return text.callNodes.flatMap((node) => {
      const callee = childOf(node, 'function');
      const use = uses.find((one) => one.node === callee);
      if (!use || !Object.hasOwn(FUNCTIONS, use.name)) return [];
      const method = FUNCTIONS[use.name]!;
      const key = method === 'Keys.VerifyKey' ? ' It needs a root key.' : '';
      const reason = `\`${COMMUNITY}\` calls v1 and has no release for v2. Call \`${method}\` of ${V2}.${key}`;
      return [partAt(text, use.node, text.to.written(use.node), method, [], reason)];
    });
  },
};
