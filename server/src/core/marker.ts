/** A path that is a call wherever it goes: `/v2/keys.getKey`. Others count only on a host of Unkey, which is a marker. */
const PATH = /\/v[12x]\/[a-zA-Z]+\.[a-zA-Z]/;

/** True when the text may hold anything of interest. One scan, so that every other document costs nothing. */
export function hasMarker(text: string): boolean {
  return (
    text.includes('unkey') ||
    text.includes('UNKEY') ||
    text.includes('Unkey') ||
    text.includes('err:user:') ||
    text.includes('err:frontline:') ||
    (text.includes('/v') && PATH.test(text))
  );
}
