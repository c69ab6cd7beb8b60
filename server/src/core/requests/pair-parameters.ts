import type { CallEditor } from '../call-editor.ts';
import type { SourceText } from '../source.ts';

type Parameter = NonNullable<CallEditor['parameters']>[number];

/** A reference to a variable, alone. */
const REFERENCE = /^\{\{[\w$. -]+\}\}$/;

/** A value that a document of an HTTP tool writes beside the URL, not encoded, as one of JSON. */
export function pairParameter(name: string, value: SourceText, document: string): Parameter {
  const { start, end } = value.range();
  const written = document.slice(start, end);
  return {
    name,
    write: (type) => {
      if (type === 'string') {
        if (written === value.text && !written.includes('{{')) return JSON.stringify(written);
        return /["\\\r\n]/.test(written) ? undefined : `"${written}"`;
      }
      const isValue = type === 'number' ? /^-?\d+$/ : /^(?:true|false)$/;
      return isValue.test(written) || REFERENCE.test(written) ? written : undefined;
    },
  };
}
