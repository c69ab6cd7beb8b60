import { partAt, type SdkRewriter } from '../../program/sdk/programs.ts';
import { childOf } from '../../syntax.ts';
import { unkey } from './clients/unkey.ts';

/** Methods of the crate, and the operations of v2 for what they do. */
const METHODS: Readonly<Record<string, string>> = {
  create_key: 'keys.createKey',
  verify_key: 'keys.verifyKey',
  get_key: 'keys.getKey',
  update_key: 'keys.updateKey',
  update_remaining: 'keys.updateCredits',
  revoke_key: 'keys.deleteKey',
  list_keys: 'apis.listKeys',
  get_api: 'apis.getApi',
  delete_api: 'apis.deleteApi',
};

/** Tells what a program does with the crate `unkey`, which has no release for v2. */
export const unkeyCrate: SdkRewriter = {
  client: unkey.name,
  parts: (text) =>
    text.callNodes.flatMap((node) => {
      const callee = childOf(node, 'function');
      const field = callee?.type === 'field_expression' ? childOf(callee, 'field') : undefined;
      const name = field ? text.to.written(field) : '';
      const args = childOf(node, 'arguments')?.children ?? [];
      const operation = Object.hasOwn(METHODS, name) && args.length === 1 ? METHODS[name] : undefined;
      if (operation === undefined) return [];
      const reason = `The crate \`unkey\` calls v1, up to its release 0.6. Send POST https://api.unkey.com/v2/${operation} with a client for HTTP.`;
      return [partAt(text, node, name, name, [], reason)];
    }),
};
