import type { ApiCall } from '../model.ts';
import { CURRENT_HOST } from '../url.ts';

/** How far before a version its host is looked for. */
const NEAR = 120;
/** What ends with a name of which a host is made, before the path: `${env.UNKEY_URL}/`, `settings.base + "/`. */
const SET =
  /([A-Za-z_$][\w$]*(?:(?:\.|::|->)[A-Za-z_$][\w$]*)*(?:\[["'][\w-]+["']\]|\(["'][\w-]+["']\))?)(?:\}|\)|\s*[+.]\s*[fF]?["'`])\/*$/;
/** A variable of the environment, and what is taken where it is not set, up to the host. */
const FALLBACK =
  /([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)["'`\])}]*\s*(?:,(?:\s*\w+\s*=)?|\?\?|\|\||\bor\b|:-)\s*[fF]?["'`]?https?:\/\/$/;

/** The code that a host which is set elsewhere comes from, as it stands before the version; undefined where that is not seen. */
export function hostSetting({ url: { version } }: ApiCall, document: string): string | undefined {
  if (version.kind !== 'literal') return undefined;
  const { start } = version.range;
  const line = document.slice(Math.max(0, start - NEAR), start);
  return SET.exec(line.slice(line.lastIndexOf('\n') + 1))?.[1];
}

/** What a user has to set for the host of a call: where it is set elsewhere, or may be. */
export function hostNotes(call: ApiCall, document: string): readonly string[] {
  const { host, version } = call.url;
  if (host.kind !== 'literal') {
    const setting = hostSetting(call, document);
    return setting === undefined ? [] : [`${setting} has to be https://${CURRENT_HOST} where it is set.`];
  }
  const { start, end } = host.range;
  const variable = FALLBACK.exec(document.slice(Math.max(0, start - NEAR), start))?.[1];
  if (variable === undefined) return [];
  const isWhole = version.kind === 'literal' && version.range.start - end === 1;
  return [`Where ${variable} is set, it has to be https://${CURRENT_HOST}${isWhole ? '/v2' : ''}.`];
}
