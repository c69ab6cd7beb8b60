import type { ReadName, ResponseRead, TextEdit, TypedItem } from '../model.ts';
import { movedTo } from '../reads/responses.ts';
import { movedInItem } from './item-names.ts';

/** Adds edits, or a note about an offset where there are none. */
type Add = (message: string, at: number, edits: readonly TextEdit[] | undefined) => void;

/** The items of the list that v2 has for `data`, where the text says their type; undefined for other reads. */
export function itemsIn({ path }: ResponseRead, operation: string): readonly TypedItem[] | undefined {
  const [list, ...inner] = path;
  const to = list && movedTo(operation, list.name);
  const isList = list?.name === 'data' || (to?.length === 1 && to[0] === 'data');
  return isList && inner.length === 0 ? list?.typed?.items : undefined;
}

/** Gives fields of the items of a list the places that they have in v2. */
export function addItems(items: readonly TypedItem[], operation: string, add: Add): void {
  for (const item of items) {
    const moved = movedInItem(operation, item.name);
    const to = typeof moved === 'string' ? moved.split('.') : moved;
    if (to === undefined || (!to && item.typed?.isUnused)) continue;
    const { start } = item.range;
    if (!to) {
      add(`v2 does not answer ${item.name}, and has nothing in its place.`, start, undefined);
      continue;
    }
    const last = to.at(-1)!;
    const holders = item.insert(to.slice(0, -1), last);
    if (!holders && item.typed?.isUnused) continue;
    const edits = holders && [...holders, { range: item.range, newText: last }];
    add(`v2 does not answer ${item.name} here. Read ${to.join('.')}.`, start, edits);
    if (edits) noteUses(item, to, add);
  }
}

/** Says where a field that v2 has elsewhere is used beside what is seen. */
export function noteUses({ name, range, typed }: ReadName, to: readonly string[], add: Add): void {
  const place = to.filter((one) => one !== 'data').join('.') || 'data';
  if (typed?.isWritten && place !== name)
    add(`the JSON that this program writes has ${place} for ${name} now.`, range.start, undefined);
  else if (typed?.isOpen && to.length - (to[0] === 'data' ? 1 : 0) > 1)
    add(`other files that read ${name} have to read ${place}.`, range.start, undefined);
}
