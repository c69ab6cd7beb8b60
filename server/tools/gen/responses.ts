import { HEADER } from './generator.ts';
import { fail, objectAt } from './json-schema.ts';
import { literal } from './literal.ts';

/**
 * The module of what v2 answers, from the names in `unkey-v2-responses.json`. What nothing is read of is left out: the
 * members of items, and answers without any. Throws, naming the place, for other forms.
 */
export function responsesSource(table: unknown): string {
  const rows = Object.entries(table as Readonly<Record<string, unknown>>).flatMap(([operation, row]) => {
    const place = `unkey-v2-responses.json#/${operation}`;
    const { fields, list, paged } = objectAt(row, place, ['fields', 'list', 'paged']);
    if (!Array.isArray(fields) || fields.some((name) => typeof name !== 'string' || !/^\w+$/.test(name)))
      fail(`${place}/fields`, 'no list of names');
    const text = list === true ? (paged === true ? '[]+' : '[]') : fields.join(' ');
    return text === '' ? [] : [`  ${literal(operation)}: ${literal(text)},\n`];
  });
  return [
    HEADER,
    `/** By operation of v2: names of the members of \`data\`; \`[]\` for a list, \`[]+\` for one with pages. */\n`,
    `export const responseRows: Readonly<Record<string, string>> = {\n`,
    ...rows,
    `};\n`,
  ].join('');
}
