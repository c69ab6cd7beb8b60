/** The members of an object as code: names without quotes, and the code of their values. */
type Members = ReadonlyMap<string, string>;

/**
 * Code that chooses between objects, or an object and nothing, with others in their place: `wanted ? { a } : null`.
 * `write`: what is in the place of an object; undefined where that cannot be said. Undefined for other code.
 */
export function chosenText(
  code: string,
  write: (members: Members) => string | undefined,
): string | undefined {
  const parts = partsOf(code);
  if (!parts) return undefined;
  const [condition, ...values] = parts;
  const texts = values.map((value) => {
    if (value === 'undefined' || value === 'null') return value;
    const members = membersOf(value);
    return members && write(members);
  });
  if (texts.includes(undefined) || !values.some((value) => value.startsWith('{'))) return undefined;
  return `${condition} ? ${texts[0]} : ${texts[1]}`;
}

/** `condition ? first : second`, its parts; undefined for other code. */
function partsOf(code: string): readonly [string, string, string] | undefined {
  const question = placeOf(
    code,
    0,
    (at) => code[at] === '?' && !/^\?[?.]/.test(code.slice(at)) && code[at - 1] !== '?',
  );
  if (question < 0) return undefined;
  const colon = placeOf(code, question + 1, (at) => code[at] === ':');
  if (colon < 0 || placeOf(code, colon + 1, (at) => code[at] === '?') >= 0) return undefined;
  const parts = [code.slice(0, question), code.slice(question + 1, colon), code.slice(colon + 1)];
  return parts.map((part) => part.trim()) as [string, string, string];
}

/** The members of an object that is written out; undefined for other code, and for names in quotes. */
function membersOf(code: string): Members | undefined {
  if (!/^\{[\s\S]*\}$/.test(code)) return undefined;
  const inside = code.slice(1, -1);
  const members = new Map<string, string>();
  for (let at = 0; at < inside.length; ) {
    const comma = placeOf(inside, at, (i) => inside[i] === ',');
    const end = comma < 0 ? inside.length : comma;
    const part = inside.slice(at, end).trim();
    at = end + 1;
    if (part === '' && comma < 0) break;
    const [, name, value] = /^(\w+)(?:\s*:\s*([^\n]+))?$/.exec(part) ?? [];
    if (name === undefined) return undefined;
    members.set(name, value ?? name);
  }
  return members;
}

/** The first place from `from` on that is in no brackets and no text, where `test` holds; -1 for none. */
function placeOf(code: string, from: number, test: (at: number) => boolean): number {
  let depth = 0;
  for (let at = from; at < code.length; at++) {
    const character = code[at]!;
    if (/["'`]/.test(character)) {
      const end = code.indexOf(character, at + 1);
      if (end < 0) return -1;
      at = end;
      continue;
    }
    if (depth === 0 && test(at)) return at;
    if (/[({[]/.test(character)) depth++;
    else if (/[)}\]]/.test(character) && --depth < 0) return -1;
  }
  return -1;
}
