/**
 * How code asks for the time in seconds: milliseconds divided by 1000, `dayjs().unix()`, `time.time()`, `time()`,
 * `Unix()`, `getEpochSecond()`, `ToUnixTimeSeconds()`, `as_secs()`, `Time.now.to_i`, `strtotime()`.
 */
const SECONDS =
  /\b(?:Date\.now\(\)|(?:getTime|valueOf|currentTimeMillis|toEpochMilli|ToUnixTimeMilliseconds)\(\)|new\s+Date\([^()]*\))\)*\s*\/\s*(?:1_?000[lL]?|1e3)\b|\.(?:unix|Unix|toSeconds|toUnixInteger|timestamp|getTimestamp|as_secs)\(\)|->timestamp\b|[eE]pochSeconds?\b|\bToUnixTimeSeconds\(|\b(?:getUnixTime|strtotime)\(|(?:^|[^.\w>:$]|\btime\.)time\(\)|\bTime\.(?:now|current|zone)\b[^,]*\.to_i\b|\bfrom_now\.to_i\b/;
/** What makes them milliseconds again, or another thing altogether. */
const CONVERTED =
  /\*\s*(?:1_?000|1e3)\b|\b(?:1_?000|1e3)\s*\*|(?<!toEpoch|currentTime|ToUnixTime)(?:milli|Milli)|MILLI|[Mm]icro|[Nn]ano|\w[Mm]s\b/;
/** Milliseconds of any kind, divided at the very end. */
const DIVIDED = /\b(?:Date\.now|getTime|valueOf|new\s+Date)\b.*\/\s*(?:1_?000|1e3)\s*\)*$/s;
/** Longer expressions do more than to add a period. */
const LONGEST = 160;

/** True for the code of an expression that gives a time in seconds since 1970, whatever language it is in. */
export function givesSeconds(code: string): boolean {
  if (code.length > LONGEST) return false;
  return DIVIDED.test(code) || (SECONDS.test(code) && !CONVERTED.test(code));
}
