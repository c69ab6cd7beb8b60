import { HEADER } from './generator.ts';
import { fail, objectAt } from './json-schema.ts';
import { literal } from './literal.ts';

/** The module of what v2 answers, from the names in `unkey-v2-responses.json`. Throws, naming the place, for other forms. */
export function responsesSource(table: unknown): string {
  const rows = Object.entries(table as Readonly<Record<string, unknown>>).map(([operation, row]) => {
    const place = `unkey-v2-responses.json#/${operation}`;
    const { fields, list, paged } = objectAt(row, place, ['fields', 'list', 'paged']);
    if (!Array.isArray(fields) || fields.some((name) => typeof name !== 'string' || !/^\w+$/.test(name)))
      fail(`${place}/fields`, 'no list of names');
    const flags = { ...(list === true ? { list } : {}), ...(paged === true ? { paged } : {}) };
    // One text costs less than a list of texts.
    return `  ${literal(operation)}: ${literal({ fields: (fields as string[]).join(' '), ...flags })},\n`;
  });
  return [
    HEADER,
    `import type { ResponseRow } from './responses.ts';\n\n`,
    `/** By operation of v2. */\n`,
    `export const responseRows: Readonly<Record<string, ResponseRow>> = {\n`,
    ...rows,
    `};\n`,
  ].join('');
}
