import type { Span } from '../../expression.ts';
import type { TextEdit } from '../../model.ts';
import { withCode } from '../../program/coded-text.ts';
import type { SourceText } from '../../source.ts';
import { marshalled } from './marshalled.ts';

/** Code that a request is given as its body, what has to stand before it, and the packages it needs. */
export interface BodyCode {
  readonly code: string;
  readonly edits: readonly TextEdit[];
  readonly imports: readonly string[];
}

/** Code that gives a text of JSON, code in that becoming arguments. Undefined where the text cannot stand in a literal. */
export function jsonCode(body: string): string | undefined {
  if (body.includes('`')) return undefined;
  const args: string[] = [];
  const format = withCode(
    body,
    ({ code, isText }) => {
      args.push(code);
      return isText ? '%q' : '%v';
    },
    (text) => text.replaceAll('%', '%%'),
  );
  return args.length === 0 ? `\`${body}\`` : `fmt.Sprintf(\`${format}\`, ${args.join(', ')})`;
}

/** A reader of a text of JSON, or of that which is made of the map `holder` before `call`. */
export function readerOf(
  body: string,
  call: Span,
  holder: string | undefined,
  source: SourceText,
): BodyCode | undefined {
  if (holder !== undefined) {
    const made = marshalled(call, holder, source);
    return (
      made && {
        code: `bytes.NewReader(${made.name})`,
        edits: [made.edit],
        imports: ['bytes', 'encoding/json'],
      }
    );
  }
  const code = jsonCode(body);
  if (code === undefined) return undefined;
  return {
    code: `strings.NewReader(${code})`,
    edits: [],
    imports: ['strings', ...(code.startsWith('fmt.') ? ['fmt'] : [])],
  };
}

/** Gives a request that `call` made a body of the map `holder`, in the place of the line `late` that gave it a query. */
export function lateBody(call: Span, holder: string, late: Span, source: SourceText): BodyCode | undefined {
  const { text } = source;
  const made = marshalled(call, holder, source);
  const line = text.slice(late.start, late.end);
  const [, indentation, request] = /^([ \t]*)(\w+)\.URL\.RawQuery\b/.exec(line) ?? [];
  if (!made || request === undefined || indentation !== made.indentation) return undefined;
  const newText = [
    made.lines,
    `${indentation}${request}.Body = io.NopCloser(bytes.NewReader(${made.name}))\n`,
    `${indentation}${request}.ContentLength = int64(len(${made.name}))\n`,
  ].join('');
  const edits = [{ range: source.range(late.start, late.end), newText }];
  return { code: made.name, edits, imports: ['bytes', 'encoding/json', 'io'] };
}
