import type { Span } from '../../expression.ts';
import type { TextEdit } from '../../model.ts';
import type { SourceText } from '../../source.ts';
import { functionAround } from './around.ts';

/** How far behind a call what follows its error ends. */
const NEAR = 1500;
/** `req, err := `, `if err := `, `return ` before a call. */
const KEPT = /^([ \t]*)\w+,[ \t]*(\w+)[ \t]*:=[ \t]*$/;
const ASKED = /^([ \t]*)if[ \t]+(?:\w+,[ \t]*)?(\w+)[ \t]*:=[ \t]*$/;
const RETURNED = /^([ \t]*)return[ \t]+$/;
const NAMES = ['payload', 'body', 'reqBody', 'unkeyBody'];

/** A value as JSON, and what makes it before a call is made. */
export interface Marshalled {
  /** The name of its bytes. */
  readonly name: string;
  readonly indentation: string;
  /** Lines that make it, each with its end. */
  readonly lines: string;
  /** Puts them before the call. */
  readonly edit: TextEdit;
}

/**
 * Statements before a call that make JSON of the value `code`; an error is dealt with as one of the call. Undefined where
 * that is not understood.
 */
export function marshalled(call: Span, code: string, source: SourceText): Marshalled | undefined {
  const { text } = source;
  const around = functionAround(call, text);
  const used = text.slice(around.start, around.end);
  const name = NAMES.find((one) => !new RegExp(String.raw`\b${one}\b`).test(used));
  const lineStart = text.lastIndexOf('\n', call.start) + 1;
  const before = text.slice(lineStart, call.start);
  const behind = text.slice(call.end, call.end + NEAR);
  const handled = handledError(before, behind, used);
  if (name === undefined || !handled) return undefined;
  const { indentation, error, block } = handled;
  const lines =
    block === undefined
      ? [`${indentation}${name}, _ := json.Marshal(${code})\n`]
      : [
          `${indentation}${name}, ${error} := json.Marshal(${code})\n`,
          `${indentation}if ${error} != nil {\n${block}\n${indentation}}\n`,
        ];
  const edit = { range: source.range(lineStart, lineStart), newText: lines.join('') };
  return { name, indentation, lines: edit.newText, edit };
}

interface Handled {
  readonly indentation: string;
  readonly error: string;
  /** What is done about an error; undefined: nothing. */
  readonly block?: string;
}

function handledError(before: string, behind: string, around: string): Handled | undefined {
  const kept = KEPT.exec(before);
  if (kept) {
    const [, indentation = '', error = ''] = kept;
    if (error === '_') return /^[ \t]*\n/.test(behind) ? { indentation, error } : undefined;
    const block = new RegExp(
      String.raw`^[ \t]*\n${indentation}if ${error} != nil \{\n([\s\S]*?)\n${indentation}\}\n`,
    ).exec(behind)?.[1];
    const made = /\w+/.exec(before.trim())?.[0] ?? '';
    return block === undefined || names(block, made) ? undefined : { indentation, error, block };
  }
  const asked = ASKED.exec(before);
  if (asked) {
    const [, indentation = '', error = ''] = asked;
    const block = new RegExp(
      String.raw`^[ \t]*;[ \t]*${error} != nil \{\n([\s\S]*?)\n${indentation}\}(?:\n|$)`,
    ).exec(behind)?.[1];
    return block === undefined ? undefined : { indentation, error, block };
  }
  const returned = RETURNED.exec(before);
  // A function that gives nothing but an error.
  if (!returned || !/^[ \t]*\n/.test(behind) || !/^\n?func [^\n]*\) error \{\n/.test(around))
    return undefined;
  const indentation = returned[1]!;
  return { indentation, error: 'err', block: `${indentation}\treturn err` };
}

const names = (code: string, name: string): boolean =>
  name !== '_' && new RegExp(String.raw`\b${name}\b`).test(code);
