import type { ApiCall } from '../model.ts';
import { CURRENT_HOST } from '../url.ts';

/** How far before a version its host is looked for. */
const NEAR = 120;
/** What ends with a name of which a host is made, before the path: `${env.UNKEY_URL}/`, `settings.base + "/`. */
const SET =
  /([A-Za-z_$][\w$]*(?:(?:\.|::|->)[A-Za-z_$][\w$]*)*(?:\[["'][\w-]+["']\]|\(["'][\w-]+["']\))?)(?:\}|\)|\s*[+.]\s*[fF]?["'`])\/*$/;
/** The code that a host which is set elsewhere comes from, as it stands before the version; undefined where that is not seen. */
export function hostSetting({ url: { version } }: ApiCall, document: string): string | undefined {
  if (version.kind !== 'literal') return undefined;
  const { start } = version.range;
  const line = document.slice(Math.max(0, start - NEAR), start);
  return SET.exec(line.slice(line.lastIndexOf('\n') + 1))?.[1];
}

/** What a user has to set for a host that is set elsewhere. */
export function hostNotes(call: ApiCall, document: string): readonly string[] {
  const setting = call.url.host.kind === 'literal' ? undefined : hostSetting(call, document);
  return setting === undefined ? [] : [`${setting} has to be https://${CURRENT_HOST} where it is set.`];
}
