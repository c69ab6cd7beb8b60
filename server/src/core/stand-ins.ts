/** `<key>`, `{key}`, `$KEY`, `%KEY%`, `[key]`, `...`, `unkey_xxx`, `YOUR_API_ID`, `your-key`. */
const MARKED =
  /[<>{}$%[\]\u2026]|\.\.\.|x{3,}|^\*+$|^(?:your|insert|replace|enter|change[\s_-]?me)(?:[\s_-]|$)|[-_]here$|placeholder/i;
/** A name in capitals, as constants are written: `API_ID`, `NAMESPACE`. */
const CONSTANT = /^[A-Z][A-Z\d]*(?:[_-][A-Z\d]+)*$/;
/** What documents of an API write for a value of some type. */
const TYPE =
  /^(?:string|text|number|num|integer|int(?:32|64)?|float|double|bool(?:ean)?|object|array|list|any|null|date(?:-?time)?|timestamp|(?:unix|epoch)\w*|uuid|value)(?:\[\])?\??$/i;

/** True for a text that stands for a value which readers are to put in: its shape proves nothing. */
export function isStandIn(text: string): boolean {
  const trimmed = text.trim();
  return MARKED.test(trimmed) || CONSTANT.test(trimmed) || TYPE.test(trimmed);
}
