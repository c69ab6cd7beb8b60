import { chosenText } from './chosen.ts';
import { codeOf, type Draft, isWhole, valueAt } from './draft.ts';
import { NAMED, tableOf } from './limit-code.ts';
import { spreadIn } from './spread-limits.ts';

/** True for a table whose objects have the same in both fields, or one of them only. */
function isAlikeIn(table: string, fields: readonly [string, string]): boolean {
  const [one, other] = fields.map((name) =>
    [...table.matchAll(new RegExp(String.raw`(?<![\w$.])${name}\s*:\s*([^,;}\n]+)`, 'g'))].map(([, value]) =>
      value!.trim(),
    ),
  );
  return one!.length === 0 || other!.length === 0 || one!.join() === other!.join();
}

/** False for an object that has the same number in both fields, or one of them only. */
export function isDifferent(value: Draft, [a, b]: readonly [string, string], document: string): boolean {
  const chosen = codeOf(value, document);
  if (chosen !== undefined) {
    let differ = false;
    const written = chosenText(chosen, (given) => {
      differ ||= given.has(a) && given.has(b) && given.get(a) !== given.get(b);
      return '';
    });
    const table = NAMED.test(chosen) ? tableOf(chosen, document)?.code : undefined;
    if (table !== undefined) return !isAlikeIn(table, [a, b]);
    // What comes from a function of the document has the members that the document names.
    return written === undefined ? document.includes(b) : differ;
  }
  if (value.kind !== 'object') return true;
  if (!isWhole(value)) {
    const code = spreadIn(value, document)?.code;
    const table = code === undefined ? undefined : tableOf(code, document)?.code;
    return table === undefined || !isAlikeIn(table, [a, b]);
  }
  const [one, other] = [valueAt(value, a), valueAt(value, b)];
  if (!one || !other) return false;
  const code = codeOf(one, document);
  if (code !== undefined) return code !== codeOf(other, document);
  return numberOf(one) === undefined || numberOf(one) !== numberOf(other);
}

const numberOf = (draft: Draft): number | undefined =>
  draft.kind === 'scalar' && draft.json.kind === 'number' ? draft.json.value : undefined;
