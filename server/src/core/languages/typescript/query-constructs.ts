import { escapedName } from '../../name-pattern.ts';
/** Code that puts parameters into the query of a URL, in a function, and what is to stand in its place. */
export interface Construct {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
  /** A function that says which `[name, value]` get into the query, where not all do. */
  readonly keeps?: string;
}

/** Where the query of a URL object is filled: one line, or a block. */
const SET = String.raw`[\w$.]+\.searchParams\.(?:set|append)\(\s*K\s*,\s*(?:String\(\s*V\s*\)|V(?:\.toString\(\))?|\x60\$\{\s*V\s*\}\x60)(?:\s+as\s+\w+)?\s*,?\s*\)\s*;?`;
const GIVEN = String.raw`\(?\s*P(?:\s*(?:\?\?|\|\|)\s*\{\s*\})?\s*\)?`;
const TURN = String.raw`(?:\{\s*)?(?:if\s*\(((?:[^()]|\([^()]*\))*)\)\s*(?:continue\s*;?\s*)?(?:\{\s*)?)?${SET}\s*(?:\}\s*){0,2}`;
const LINE = String.raw`[ \t]*(?:\r?\n|$)`;
const LOOPS = [
  String.raw`Object\.entries\(${GIVEN}\)\s*\.forEach\(\s*\(\s*\[\s*([\w$]+)\s*,\s*([\w$]+)\s*\]\s*\)\s*=>\s*${TURN}\)\s*;?`,
  String.raw`for\s*\(\s*(?:const|let|var)\s+\[\s*([\w$]+)\s*,\s*([\w$]+)\s*\]\s+of\s+Object\.entries\(${GIVEN}\)\s*\)\s*${TURN}`,
];

const pattern = (source: string, name: string, flags: string): RegExp =>
  new RegExp(source.replaceAll(/(?<![\w\\])P(?!\w)/g, escapedName(name)), flags);

/** What in the code of a function makes a query of the parameters it is given as `name`; undefined where that is unclear. */
export function constructsOf(code: string, name: string): readonly Construct[] | undefined {
  const made = String.raw`new\s+URLSearchParams\(\s*P(?:\s+as\s+[\w<>, ]+)?\s*\)(?:\.toString\(\))?`;
  const found: Construct[] = [];
  const add = (source: string, newText: string): void => {
    for (const match of code.matchAll(pattern(source, name, 'g')))
      found.push({ start: match.index, end: match.index + match[0].length, newText });
  };
  add(String.raw`\?\$\{\s*${made}\s*\}`, '');
  add(String.raw`\s*\+\s*(["'\x60])\?\1\s*\+\s*${made}`, '');
  for (const match of code.matchAll(pattern(String.raw`\?(["'\x60])\s*\+\s*${made}`, name, 'g')))
    found.push({ start: match.index, end: match.index + match[0].length, newText: match[1]! });
  for (const match of code.matchAll(
    pattern(String.raw`^[ \t]*[\w$.]+\.search\s*=\s*${made}\s*;?${LINE}`, name, 'gm'),
  ))
    found.push({ start: match.index, end: match.index + match[0].length, newText: '' });
  const kept = named(code, name, made);
  if (kept === undefined) return undefined;
  found.push(...kept);
  for (const loop of LOOPS) {
    const source = String.raw`^[ \t]*(?:if\s*\(\s*P\s*\)\s*(?:\{\s*)?)?${loop}`;
    for (const match of loopsIn(code, name, source)) found.push(match);
  }
  return found;
}

/** A query under a name, and where that is used. */
function named(code: string, name: string, made: string): readonly Construct[] | undefined {
  const declares = String.raw`^[ \t]*(?:const|let)\s+([\w$]+)(?:\s*:\s*\w+)?\s*=\s*(?:P\s*\?\s*)?(?:(\x60\?\$\{)\s*)?${made}(?:\s*\}\x60)?(?:\s*:\s*(?:''|""))?\s*;?${LINE}`;
  const found: Construct[] = [];
  for (const match of code.matchAll(pattern(declares, name, 'gm'))) {
    const query = escapedName(match[1]!);
    found.push({ start: match.index, end: match.index + match[0].length, newText: '' });
    const mark = match[2] === undefined ? String.raw`\?` : '';
    const text = new RegExp(String.raw`${mark}\$\{\s*${query}(?:\.toString\(\))?\s*\}`, 'g');
    const uses = [...code.matchAll(text)];
    const all = [...code.matchAll(new RegExp(String.raw`(?<![\w$]|(?<!\.\.)\.)${query}(?![\w$])`, 'g'))];
    if (uses.length !== 1 || all.length !== 2) return undefined;
    for (const use of uses) found.push({ start: use.index, end: use.index + use[0].length, newText: '' });
  }
  return found;
}

/** Loops over the parameters that set each of them in the query of a URL object. */
function loopsIn(code: string, name: string, source: string): readonly Construct[] {
  const found: Construct[] = [];
  for (const head of code.matchAll(/\[\s*([\w$]+)\s*,\s*([\w$]+)\s*\]\s*(?:\)\s*=>|\s*of\b)/g)) {
    const [key, value] = [head[1]!, head[2]!].map((word) => escapedName(word)) as [string, string];
    const own = source.replaceAll(/(?<![\w\\])K(?!\w)/g, key).replaceAll(/(?<![\w\\])V(?!\w)/g, value);
    for (const match of code.matchAll(pattern(own + LINE, name, 'gm'))) {
      if (match[1] !== head[1] || match[2] !== head[2]) continue;
      const [start, end] = [match.index, match.index + match[0].length];
      if (!isBalanced(match[0]) || found.some((one) => one.start === start)) continue;
      const isSkipped = /\bcontinue\b/.test(match[0]);
      const keeps = filterOf(head[1]!, head[2]!, match[3], isSkipped);
      found.push({ start, end, newText: '', ...(keeps === undefined ? {} : { keeps }) });
    }
  }
  return found;
}

/** The function that keeps what a loop keeps; undefined where JSON leaves out the others by itself. */
function filterOf(
  key: string,
  value: string,
  condition: string | undefined,
  isSkipped: boolean,
): string | undefined {
  const asked = condition?.trim();
  if (asked === undefined) return undefined;
  const isMissing = new RegExp(
    String.raw`^(?:typeof\s+)?${escapedName(value)}\s*${isSkipped ? '=' : '!'}==\s*["']?undefined["']?$`,
  ).test(asked);
  if (isMissing) return undefined;
  const names = new RegExp(String.raw`(?<![\w$.])${escapedName(key)}(?![\w$])`).test(asked) ? key : '';
  return `([${names}, ${value}]) => ${isSkipped ? `!(${asked})` : asked}`;
}

function isBalanced(code: string): boolean {
  let depth = 0;
  for (const c of code) {
    if (/[({[]/.test(c)) depth++;
    else if (/[)}\]]/.test(c) && --depth < 0) return false;
  }
  return depth === 0;
}
