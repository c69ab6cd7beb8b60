import type { TextEdit } from '../../../model.ts';
import { NOT_SEEN, partAt, type SdkText } from '../../../program/sdk/programs.ts';
import type { SdkPart } from '../../../sdk/program.ts';
import { childOf, type SyntaxNode } from '../../../syntax.ts';
import type { PythonImport } from './imports.ts';

const OPTIONS =
  /^(?:root_key|server_idx|server_url|url_params|client|async_client|retry_config|timeout_ms|debug_logger)$/;
const OFFICIAL = /^https:\/\/api\.unkey\.(?:dev|com|cloud)\/?$/;

/** `Unkey(bearer_auth=…)`, which takes `root_key` in v2; nothing for other calls. */
export function constructedParts(
  text: SdkText,
  imports: readonly PythonImport[],
  node: SyntaxNode,
): readonly SdkPart[] {
  const { to } = text;
  const callee = childOf(node, 'function');
  const list = childOf(node, 'arguments');
  if (!callee || !list || !isClient(text, imports, callee)) return [];
  const name = 'Unkey';
  const edits: TextEdit[] = [];
  const notes: string[] = [];
  for (const [i, argument] of list.children.filter((c) => c.type !== 'comment').entries()) {
    const key = childOf(argument, 'name');
    const value = childOf(argument, 'value');
    if (argument.type !== 'keyword_argument' || !key || !value) {
      if (i > 0 || /splat/.test(argument.type)) return [partAt(text, node, name, name, [], NOT_SEEN)];
      continue;
    }
    const written = to.written(key);
    if (written === 'bearer_auth')
      edits.push({ range: { start: key.start, end: key.end }, newText: 'root_key' });
    else if (!OPTIONS.test(written))
      return [
        partAt(
          text,
          node,
          name,
          name,
          [],
          `v2 has no option \`${written}\` here. Change it by hand, then migrate the file.`,
        ),
      ];
    if (written !== 'server_url') continue;
    const content = value.children.find((c) => c.type === 'string_content');
    if (content && OFFICIAL.test(to.written(content)))
      edits.push({ range: { start: content.start, end: content.end }, newText: 'https://api.unkey.com' });
    else notes.push('The server that is named here has to be one of v2.');
  }
  if (edits.length === 0 && notes.length === 0) return [];
  return [{ ...partAt(text, node, 'Unkey(bearer_auth=)', 'Unkey(root_key=)', edits), notes }];
}

function isClient(text: SdkText, imports: readonly PythonImport[], callee: SyntaxNode): boolean {
  const written = text.to.written(callee);
  return imports.some(({ names, local, within }) => {
    if (local === undefined)
      return names.some((one) => one.name === 'Unkey' && one.local === written) && /^(?:|sdk)$/.test(within);
    return written === `${local}.Unkey` || written === `${local}.sdk.Unkey`;
  });
}
