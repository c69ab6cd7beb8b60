import type { QueryField } from '../../call-editor.ts';
import type { TextEdit } from '../../model.ts';
import type { SourceText } from '../../source.ts';
import { withoutStrings } from './leftovers.ts';
import { anyType } from './notation.ts';
import { type FunctionCode, MADE_VALUES } from './query-code.ts';
import { valueAs } from './query-values.ts';

/** What makes a map of texts. */
const MADE_MAP = String.raw`map\[string\]string\{(?:[^{}]|\{[^{}]*\})*\}|make\(map\[string\]string(?:,\s*\d+)?\)`;

/** Values of a query that become a map: what is set in them, and the edits that make them one. */
export interface QueryMap {
  readonly fields: readonly QueryField[];
  readonly edits: readonly TextEdit[];
}

type Type = Parameters<QueryField['write']>[0];

/** A place where the parameter `name` is set. */
interface Place {
  readonly name: string;
  readonly code: string;
  /** The edits that set a member of a map in the place of it; `undefined`: what cannot go from here. */
  readonly write: (key: string | undefined, value: string) => readonly TextEdit[] | undefined;
}

/**
 * The values that `name` holds as a map, whenever and however often they are set. `uses`: how often the name is used for
 * other than that; `before`: where they have to be made. Undefined where more is done with them.
 */
export function queryMap(
  { code: body, start }: FunctionCode,
  name: string,
  uses: number,
  before: number,
  source: SourceText,
): QueryMap | undefined {
  const bare = withoutStrings(body);
  const declared = new RegExp(
    String.raw`^([ \t]*)(?:var[ \t]+)?${name}[ \t]*:?=[ \t]*(${MADE_VALUES}|${MADE_MAP})[ \t]*\n`,
    'm',
  ).exec(body);
  if (!declared || declared.index > before) return undefined;
  const [whole, indentation = '', made = ''] = declared;
  const madeAt = declared.index + whole.indexOf(made);
  const map = anyType(source.text);
  const edit = (from: number, to: number, newText: string): TextEdit => ({
    range: source.range(start + from, start + to),
    newText,
  });
  /** A value written as another that it may be a part of, with what stands around it between `from` and `to`. */
  const valued = (from: number, to: number, before: string, code: string, value: string): TextEdit[] => {
    const at = from + body.slice(from, to).lastIndexOf(code);
    const inner = code.indexOf(value);
    if (inner < 0) return [edit(from, to, before + value)];
    return [edit(from, at + inner, before), edit(at + inner + value.length, to, '')];
  };
  const places: Place[] = [];
  const edits: TextEdit[] = [];
  const isMap = made.includes('map[string]string');
  if (made.endsWith('{}') || !made.includes('{'))
    edits.push(edit(madeAt, madeAt + made.length, `map[string]${map}{}`));
  else {
    const open = made.indexOf('{');
    edits.push(edit(madeAt, madeAt + open, `map[string]${map}`));
    const entries = entriesIn(made, open, isMap);
    if (!entries) return undefined;
    for (const { name: key, at, value, end, code } of entries)
      places.push({
        name: key,
        code,
        write: (named, now) => {
          const between = made.slice(at + key.length + 2, value);
          return named === undefined
            ? undefined
            : valued(madeAt + at, madeAt + end, `"${named}"${between}`, code, now);
        },
      });
  }
  const isAdded = new Set<string>();
  const setters = new RegExp(
    String.raw`^([ \t]*)${name}(?:\.(Set|Add)\(\s*"(\w+)"\s*,\s*(.+)\)|\["(\w+)"\] = ${isMap ? '(.+?)' : String.raw`\[\]string\{(.+)\}`})[ \t]*(?:\/\/[^\n]*)?\n`,
    'gm',
  );
  const sets = [...body.matchAll(setters)];
  for (const set of sets) {
    const [line, space = '', method, called, value, indexed, listed] = set;
    const key = called ?? indexed ?? '';
    const from = set.index + space.length;
    const end = from + line.slice(space.length).replace(/[ \t]*(?:\/\/[^\n"]*)?\n$/, '').length;
    if (set.index < declared.index) return undefined;
    if (method === 'Add') isAdded.add(key);
    places.push({
      name: key,
      code: (value ?? listed ?? '').trim(),
      write: (to, code) =>
        to !== undefined
          ? valued(from + name.length, end, `["${to}"] = `, (value ?? listed ?? '').trim(), code)
          : space === indentation
            ? [edit(set.index, set.index + line.length, '')]
            : undefined,
    });
  }
  const isMeant = new RegExp(String.raw`(?<![\w.])${name}\b`, 'g');
  const named = [...bare.slice(declared.index).matchAll(isMeant)].length;
  if (named !== 1 + sets.length + uses || isMeant.test(bare.slice(0, declared.index))) return undefined;
  if (places.some(({ code }) => isOpen(code))) return undefined;
  const names = [...new Set(places.map((place) => place.name))];
  // What is added stands beside what was there.
  if (names.some((one) => isAdded.has(one) && places.filter((place) => place.name === one).length > 1))
    return undefined;
  const fields = names.map((one): QueryField => {
    const own = places.filter((place) => place.name === one);
    const write = (type: Type): readonly string[] | undefined => {
      const values = own.map(({ code }) => valueAs(code, type, source.text));
      return values.includes(undefined) ? undefined : values.flatMap((value) => value ?? []);
    };
    return {
      name: one,
      write: (type) => write(type)?.[0],
      set: (key, type) => {
        const values = write(type);
        const written = values && own.map((place, i) => place.write(key, values[i]!));
        return written?.includes(undefined) ? undefined : written?.flatMap((made) => made ?? []);
      },
    };
  });
  return { fields, edits };
}

/** An entry of a literal: where its key begins, its value begins and it ends, in the literal. */
interface LiteralEntry {
  readonly name: string;
  readonly at: number;
  readonly value: number;
  readonly end: number;
  readonly code: string;
}

/** The entries of a literal whose brace is at `open`; undefined where not all of them have a name and one value. */
function entriesIn(made: string, open: number, isMap: boolean): readonly LiteralEntry[] | undefined {
  const bare = withoutStrings(made);
  const found: LiteralEntry[] = [];
  let [depth, from] = [0, open + 1];
  for (let i = open + 1; i < made.length; i++) {
    const c = bare[i]!;
    const isEnd = depth === 0 && (c === ',' || i === made.length - 1);
    if (/[([{]/.test(c)) depth++;
    else if (/[)\]}]/.test(c)) depth--;
    if (!isEnd) continue;
    const written = made.slice(from, i);
    const [lead = ''] = /^\s*/.exec(written) ?? [];
    const [, name, between = '', value = ''] = /^"(\w+)"(\s*:\s*)(\S[\s\S]*?)\s*$/.exec(written.trim()) ?? [];
    if (name === undefined) {
      if (written.trim() !== '') return undefined;
    } else {
      const code = isMap ? value : /^(?:\[\]string)?\{([\s\S]*)\}$/.exec(value)?.[1]?.trim();
      if (code === undefined) return undefined;
      const at = from + lead.length;
      const start = at + name.length + 2 + between.length;
      found.push({ name, at, value: start, end: start + value.length, code });
    }
    from = i + 1;
  }
  return found;
}

/** True for code that does not end where it seems to, or is more than one value. */
function isOpen(code: string): boolean {
  const bare = withoutStrings(code);
  let depth = 0;
  for (const c of bare) {
    if (/[([{]/.test(c)) depth++;
    else if (/[)\]}]/.test(c) && --depth < 0) return true;
    else if (c === ',' && depth === 0) return true;
  }
  return depth !== 0 || code === '' || bare.includes('\n');
}
