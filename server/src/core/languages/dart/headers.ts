import type { Argument, Part, RequestReader } from '../../literals/requests/reader.ts';
import { entryAdded, imported } from '../../literals/requests/seen-request.ts';
import type { Site } from '../../literals/requests/site.ts';
import type { TextEdit } from '../../model.ts';

/** The argument of that label. */
export const argumentOf = ({ args }: Site, label: string): Argument | undefined =>
  args.find((a) => a.label === label);

/** How the root key is read where this runs. */
export function token(reader: RequestReader, near: Part): string {
  const { text } = reader;
  const own = /(\b[\w.]+)\[(["'])UNKEY_\w+\2\]/.exec(
    text.slice(reader.startOf(near.from), reader.endOf(near.to - 1)),
  )?.[1];
  const known = own ?? /\bdotenv\.env(?=\[)/.exec(text)?.[0];
  if (known) return `'Bearer \${${known}['UNKEY_ROOT_KEY']}'`;
  if (/String\.fromEnvironment\(|package:flutter\//.test(text))
    return "'Bearer ${const String.fromEnvironment('UNKEY_ROOT_KEY')}'";
  return "'Bearer ${Platform.environment['UNKEY_ROOT_KEY']}'";
}

/** The import that reading the key needs, where the text lacks it. */
export const tokenImports = (reader: RequestReader, made: string): readonly TextEdit[] =>
  made.includes('Platform.')
    ? imported(reader, /['"](?:dart:io|package:universal_io)/, "import 'dart:io';", 'first')
    : [];

/** Insertions at one place as one. */
export function merged(edits: readonly TextEdit[]): TextEdit | undefined {
  const [first] = edits;
  return first && { range: first.range, newText: edits.map((edit) => edit.newText).join('') };
}

/** Adds headers to those that are given: to the object, or around the name of one. */
export function headersEdit(
  reader: RequestReader,
  headers: Part,
  at: Part | undefined,
  added: readonly string[],
): TextEdit | undefined {
  const isHere = at && at.from >= headers.from && at.to <= headers.to;
  if (isHere)
    return merged(
      added
        .toReversed()
        .map((entry) => entryAdded(reader, at, entry)!)
        .toReversed(),
    );
  const code = reader.code(headers);
  if (!/^[\w.]+(?:\(\))?$/.test(code)) return undefined;
  return reader.edit(
    reader.startOf(headers.from),
    reader.endOf(headers.to - 1),
    `{...${code}, ${added.join(', ')}}`,
  );
}
