import type { Notation } from '../../call-editor.ts';
import { codedIdiom } from '../../program/coded-text.ts';
import type { ValueIdiom } from '../../requests/url-expression.ts';

const MAP: Notation = {
  true: 'true',
  false: 'false',
  null: 'nil',
  key: ['"', '": '],
  quote: '"',
  object: ['map[string]any{', '}'],
  pad: '',
  list: ['[]%{', '}'],
  isTyped: true,
};

/** Values of a map, as a text calls the type of anything. */
export const mapNotation = (text: string): Notation =>
  anyType(text) === 'any' ? MAP : { ...MAP, object: ['map[string]interface{}{', '}'] };

/** What a text calls the type of anything. */
export const anyType = (text: string): 'any' | 'interface{}' =>
  /\binterface\{\}/.test(text) && !/[\s\])]any\b/.test(text) ? 'interface{}' : 'any';

const ENCODERS = /^(?:url\.(?:Query|Path)Escape|strconv\.Itoa|fmt\.Sprint)\(([\s\S]*)\)$/;
/** Values in a text of JSON. */
export const IN_TEXT = codedIdiom(ENCODERS);
/** Values in code. */
export const IN_CODE: ValueIdiom = { ...IN_TEXT, text: (code) => code, number: (code) => code };

/** What package http calls a method. */
export const methodName = (method: string): string => `Method${method[0]}${method.slice(1).toLowerCase()}`;
