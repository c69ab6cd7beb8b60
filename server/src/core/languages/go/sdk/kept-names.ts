import { structsOfV2 } from '../../../catalogue/sdks/unkey-go-types.ts';
import type { PackageUse } from './imports.ts';

/** What both modules export under one name. */
export const KEPT =
  /^(?:New|WithSecurity|WithServerURL|WithServerIndex|WithClient|WithRetryConfig|WithTimeout|String|Bool|Int|Int64|Float32|Float64|Pointer|Unkey|SDKOption|HTTPClient)$/;
/** The same of options of single calls. */
export const KEPT_OPTIONS =
  /^(?:Option|With(?:ServerURL|TemplatedServerURL|Retries|OperationTimeout|URLOverride|SetHeaders))$/;
/** The same of types. */
export const KEPT_TYPES =
  /^(?:HTTPMetadata|Code|Code(?:Valid|NotFound|Forbidden|UsageExceeded|RateLimited|Disabled|InsufficientPermissions|Expired))$/;

/** Why a type stays: what makes requests of it is not seen, or v2 has it in another form. */
export function leftReason(written: string, name: string): string {
  const method = /^(\w+?)Request(?:Body)?$/.exec(name)?.[1];
  const pattern = new RegExp(`^V2[A-Z][a-z]+${method}RequestBody$`);
  const now = method === undefined ? undefined : Object.keys(structsOfV2).find((one) => pattern.test(one));
  return now === undefined
    ? `v2 has something else in the place of \`${written}\`. Change it by hand, then migrate the file.`
    : `Requests of this type come from elsewhere. v2 has \`${now}\` for it, with other fields. Change it by hand, then migrate the file.`;
}

/** True for what both modules have under one name. */
export function isKept({ of: { within }, name }: PackageUse): boolean {
  if (within === '/retry') return true;
  if (within === '/models/operations') return KEPT_OPTIONS.test(name);
  return within === '/models/components' ? KEPT_TYPES.test(name) : KEPT.test(name);
}
