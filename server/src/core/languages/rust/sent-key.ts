/** How requests of a text send a root key: `.bearer_auth(&self.root_key)`, or a header with it. */
const SENT =
  /\.(?:bearer_auth\(\s*([^()"\n]+?)\s*\)|header\(\s*(?:"[Aa]uthorization"|(?:\w+::)*AUTHORIZATION)\s*,\s*format!\("Bearer (?:\{\}",\s*([^()"\n]+?)|\{(\w+)\}")\s*\)\s*,?\s*\))/g;
const IS_KEY = /unkey|root_?key/i;
const IMPL = /^impl\b/gm;
const HEAD = /\bfn\s+\w+\s*(?:<[^(){};]*>)?\s*\(\s*(&?\s*(?:'\w+\s+)?(?:mut\s+)?self\b)?/g;

/**
 * The call of a chain by which every other request of a text sends one root key, where it means the same in the request at
 * an index into it; undefined where they send several, or none that is known there.
 */
export function sentKey(text: string, at: number): string | undefined {
  const sent = [...text.matchAll(SENT)];
  const keys = new Set(
    sent.map(([, bearer, placed, named]) => (bearer ?? placed ?? named)!.replace(/^&\s*/, '')),
  );
  const [key] = keys;
  if (keys.size !== 1 || !IS_KEY.test(key!)) return undefined;
  const code = sent[0]![0].replaceAll(/\s*\n\s*/g, ' ');
  if (/^[A-Z][A-Z\d_]*$/.test(key!))
    return new RegExp(String.raw`^(?:pub(?:\([^)]*\))?\s+)?(?:const|static)\s+${key}\s*:`, 'm').test(text)
      ? code
      : undefined;
  if (!/^self\.\w+$/.test(key!)) return undefined;
  const head = [...text.slice(0, at).matchAll(HEAD)].at(-1);
  const inner = [...text.matchAll(IMPL)].map(({ index }) => index);
  const own = (place: number): number => inner.findLastIndex((start) => start < place);
  return head?.[1] !== undefined && sent.every(({ index }) => own(index) === own(at)) ? code : undefined;
}
