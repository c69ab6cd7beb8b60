import { describePermission } from '../catalogue/permissions.ts';
import type { Range } from '../source.ts';
import { runAt } from './describe-id.ts';

const CHARACTER = /[\w.*<>{}-]/;

/** The permission of a root key at `offset` of `text`, with Markdown about it. */
export function permissionAt(text: string, offset: number): { range: Range; markdown: string } | undefined {
  const run = runAt(text, offset, CHARACTER);
  const written = text.slice(run.start, run.end);
  const match = /[a-z]+\.(?:\*|<\w+>|\{\w+\}|[\w-]+)\.[a-z_]+/.exec(written);
  if (!match) return undefined;
  const range = { start: run.start + match.index, end: run.start + match.index + match[0].length };
  // `api.keys.create_key(…)` is a call of somebody's client.
  const named = /\.(?:[\w-]*[A-Za-z][\w-]*)\./.test(match[0]);
  const quoted = /["'`]/.test(text[range.start - 1] ?? '') && /["'`]/.test(text[range.end] ?? '');
  if (offset < range.start || offset > range.end || (named && !quoted)) return undefined;
  const meaning = describePermission(match[0]);
  return meaning === undefined ? undefined : { range, markdown: `**${match[0]}**\n\n${meaning}` };
}
