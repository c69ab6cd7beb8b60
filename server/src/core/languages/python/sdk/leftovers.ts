import { sdkChange } from '../../../catalogue/sdk-changes.ts';
import type { SdkRewriter, SdkSending, SdkText } from '../../../program/sdk/programs.ts';
import type { SdkPart } from '../../../sdk/program.ts';
import { childOf } from '../../../syntax.ts';

const PACKAGE = 'unkey.py';

/** Tells calls of methods that v2 calls or gives its request otherwise, in programs that import the release for v2. */
export const leftovers: SdkRewriter = {
  client: PACKAGE,
  parts: (text, sent) => sent.flatMap((one) => leftOver(text, one)),
};

function leftOver({ source, to }: SdkText, { node, member, token }: SdkSending): readonly SdkPart[] {
  const args = childOf(node, 'arguments')?.children ?? [];
  const isWhole = args.some((c) => /^request$/.test(to.written(childOf(c, 'name') ?? c)));
  const isRequest = isWhole && member?.request?.whole !== true;
  if (!member || (member.symbol === undefined && !isRequest)) return [];
  const written = /(\w+)\.\w+$/.exec(source.text.slice(0, token.end))?.[0] ?? '';
  const from = (member.symbol ?? written).replace(/_async$/, '');
  const now = sdkChange(PACKAGE, from)?.successor;
  const reason =
    now === undefined
      ? 'v2 takes the fields of the request as arguments. Change it by hand.'
      : `v2 calls this \`${now}\` and takes the fields of the request as arguments. Change it by hand.`;
  const range = source.range(node.start, node.end);
  return [{ range, from, to: now ?? from, isOld: true, edits: [], notes: [], obstacle: reason }];
}
