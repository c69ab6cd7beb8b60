import type { CallEditor } from '../call-editor.ts';
import type { ApiCall, TextEdit } from '../model.ts';
import type { Range } from '../source.ts';
import { inlinedBase } from './inlined-base.ts';

/** How text is added to a script that stands in a text of another language. */
export interface ScriptWriter {
  /** A text of the script as it is written at an offset of the document; undefined where it cannot be. */
  readonly write: (text: string, at: number) => string | undefined;
  /** Where the script stands: values that are written elsewhere are not copied. Missing: wherever. */
  readonly place?: Range;
  /** What a dollar of the script is written with in front of it. */
  readonly dollar?: string;
}

/** A call of a script whose edits are written as the text around the script needs it. */
export function writtenCall(call: ApiCall, writer: ScriptWriter, document: string): ApiCall {
  const { editor, url } = call;
  const { setMethod, addAuthorization, writeValue, replaceTail, inlineBase, rewrite, whole, ...others } =
    editor;
  const written = (edits: readonly TextEdit[] | undefined): readonly TextEdit[] | undefined => {
    const found = edits?.map(({ range, newText }) => ({
      range,
      newText: newText === '' ? '' : writer.write(newText, range.start),
    }));
    return found?.every((edit): edit is TextEdit => edit.newText !== undefined) ? found : undefined;
  };
  const value: CallEditor['writeValue'] = (from, to, type) => {
    const { start, end } = url.text.slice(from, to).range();
    const { place, dollar } = writer;
    if (place && (start < place.start || end > place.end)) return undefined;
    const text = writeValue?.(from, to, type);
    if (dollar === undefined || text === undefined || !text.includes('$')) return text;
    const isEscaped = document.slice(Math.max(0, start - dollar.length), start) === dollar;
    if (document.slice(start, end).includes(`${dollar}$`)) return undefined;
    return isEscaped ? text.replace('$', `${dollar}$$`) : text;
  };
  return {
    ...call,
    editor: {
      ...others,
      // What is read of the text around a URL is not written so.
      ...(whole ? { whole: () => undefined } : {}),
      ...(setMethod && written(setMethod('POST'))
        ? { setMethod: (method) => written(setMethod(method))! }
        : {}),
      ...(addAuthorization && written(addAuthorization())
        ? { addAuthorization: () => written(addAuthorization())! }
        : {}),
      ...(writeValue ? { writeValue: value } : {}),
      ...(replaceTail ? { replaceTail: (from, text) => written(replaceTail(from, text)) } : {}),
      inlineBase: () => written(inlineBase?.()) ?? inlinedBase(call, document),
      ...(rewrite ? { rewrite: (change) => written(rewrite(change)) } : {}),
    },
  };
}
