import type { CallExpression } from '../../expression.ts';
import type { TextEdit } from '../../model.ts';
import type { Values } from '../../resolve.ts';

/** How much around a request is looked at. */
const NEAR = 3000;
/** `resp, err := http.Post(` */
const POSTED = /^([ \t]*)(\w+), (\w+) := $/;

/** Makes a request with headers of `resp, err := http.Post(url, type, body)`; what follows an error is done for both steps. */
export function postEdits(call: CallExpression, { source }: Values): readonly TextEdit[] | undefined {
  const { text } = source;
  const lineStart = text.lastIndexOf('\n', call.start) + 1;
  const [, indentation = '', response = '', error = ''] =
    POSTED.exec(text.slice(lineStart, call.start)) ?? [];
  const [url, type, body] = call.args;
  if (response === '' || !url || !type || !body || call.callee.kind !== 'member') return undefined;
  const behind = text.slice(call.end, call.end + NEAR);
  const block = new RegExp(
    `^[ \\t]*\\n${indentation}if ${error} != nil \\{\\n[\\s\\S]*?\\n${indentation}\\}(?=\\n)`,
  );
  const handled = error === '_' ? '' : (block.exec(behind)?.[0] ?? '');
  if (handled === '' && (error !== '_' || !/^[ \t]*\n/.test(behind))) return undefined;
  if (new RegExp(String.raw`\b${response}\b`).test(handled)) return undefined;
  const { object } = call.callee;
  const code = text.slice(object.start, object.end);
  const around = text.slice(Math.max(0, call.start - NEAR), call.end + NEAR);
  const request = /\breq\b/.test(around) ? 'unkeyReq' : 'req';
  const replaced = (start: number, end: number, newText: string): TextEdit => ({
    range: source.range(start, end),
    newText,
  });
  const lines = [
    `${request}.Header.Set("Authorization", "Bearer "+os.Getenv("UNKEY_ROOT_KEY"))`,
    `${request}.Header.Set("Content-Type", ${text.slice(type.start, type.end)})`,
    `${response}, ${error} := ${code === 'http' ? 'http.DefaultClient' : code}.Do(${request})`,
  ];
  const at = call.end + handled.length;
  return [
    replaced(lineStart + indentation.length, lineStart + indentation.length + response.length, request),
    replaced(call.callee.start, call.callee.end, 'http.NewRequest'),
    replaced(url.start, url.start, '"POST", '),
    replaced(type.start, body.start, ''),
    replaced(at, at, lines.map((line) => `\n${indentation}${line}`).join('') + handled),
  ];
}
