import type { TextEdit } from '../../model.ts';
import { nameOfFunction } from './function-names.ts';
import type { LocalFunction } from './local-functions.ts';
import { isOffered } from './offered.ts';
import type { Reading } from './reading.ts';
import { behind, wordAt } from './tokens.ts';

/** A call that gives an operation which v1 answered to GET, with parameters that are written out. */
const ASKS =
  /^#?[\w$]+\s*(?:<[^()]*>)?\(\s*(["'`])\/?(?:keys\.getKey|apis\.(?:getApi|listKeys)|identities\.(?:getIdentity|listIdentities)|permissions\.(?:getPermission|getRole|listPermissions|listRoles)|ratelimits\.(?:getOverride|listOverrides))(?:\?(?:\w+=(?:\$\{[^{}]*\}|[\w.-]+)&?)+)?\1\s*,?\s*\)/;
const ADDRESS = String.raw`\(\s*(?:${'`[^`]*`'}|[\w$.]+(?:\s*\+\s*[\w$.]+)*)\s*`;
/** The request of a client that takes options, and of one that takes a body before them. */
const INNER = String.raw`[^{}]*(?:\{[^{}]*\}[^{}]*)*`;
const FETCHES = new RegExp(
  String.raw`\bfetch${ADDRESS}(?:,\s*\{([^{}]*(?:\{${INNER}\}[^{}]*)*)\}\s*,?\s*)?\)`,
  'g',
);
const GETS = new RegExp(String.raw`\.(get)(?:<[^()]*>)?${ADDRESS}(?=[,)])`, 'g');
const TYPED_HEADERS = /\bheaders\b[^;]*?["']content-type["']/i;

/** Calls of one function that are looked at. */
const MOST_CALLS = 60;

/**
 * Edits of a function of the text that sends GET requests to the one address it is given, so that it sends what it is
 * given behind that as JSON. Undefined where that is not certain, or where not all of its calls can give it that.
 */
export function senderEdits(reading: Reading, fn: LocalFunction): readonly TextEdit[] | undefined {
  const { tokens, source, scope, document } = reading;
  const { starts, ends, text } = tokens;
  const name = nameOfFunction(tokens, fn);
  if (name === undefined || wordAt(tokens, fn.head) !== '(' || isOffered(reading, fn)) return undefined;
  const close = behind(tokens, fn.head) - 1;
  const parameters = text.slice(ends[fn.head], starts[close]);
  const [from, to] = [starts[fn.first]!, ends[fn.end - 1]!];
  const code = text.slice(from, to);
  if (/[,=]/.test(parameters) || /\bbody\b/.test(code) || !source.isVerbatim(starts[fn.head]!, to))
    return undefined;
  const calls = scope.occurrences(name).filter((use) => use < fn.head - 6 || use >= fn.head);
  const isCalled = (use: number): boolean => ASKS.test(text.slice(starts[use], starts[use]! + 400));
  if (calls.length > MOST_CALLS || !calls.every(isCalled)) return undefined;
  const insert = (at: number, newText: string): TextEdit => ({ range: source.range(at, at), newText });
  const parameter = insert(starts[close]!, parameters.includes(':') ? ', body: object' : ', body');
  const [sent, ...others] = [...code.matchAll(FETCHES)];
  const [got, ...more] = [...code.matchAll(GETS)];
  if (others.length + more.length > 0) return undefined;
  if (got && !sent) {
    const at = from + got.index + got[0].length;
    const verb = from + got.index + 1;
    return [parameter, { range: source.range(verb, verb + 3), newText: 'post' }, insert(at, ', body')];
  }
  if (!sent || got) return undefined;
  const end = from + sent.index + sent[0].length - 1;
  const type = `'Content-Type': 'application/json'`;
  const options = sent[1];
  if (options === undefined)
    return [parameter, insert(end, `, { method: 'POST', headers: { ${type} }, body: JSON.stringify(body) }`)];
  const start = from + sent.index + sent[0].indexOf('{', sent[0].lastIndexOf(options) - 1);
  const headers = /\bheaders(?:\s*:\s*(\{|[\w$.]+(?:\(\))?))?/.exec(options);
  if (/\bmethod\b/.test(options)) return undefined;
  const first = `method: 'POST', body: JSON.stringify(body)`;
  const isTyped =
    TYPED_HEADERS.test(options) || (headers !== null && headers[1] !== '{' && TYPED_HEADERS.test(document));
  const place = start + 1;
  if (!headers) return [parameter, insert(place, ` ${first}, headers: { ${type} },`)];
  if (isTyped) return [parameter, insert(place, ` ${first},`)];
  const at = place + headers.index + headers[0].length;
  if (headers[1] === '{') return [parameter, insert(place, ` ${first},`), insert(at, ` ${type},`)];
  const value = headers[1] ?? 'headers';
  const range = source.range(at - value.length, at);
  const newText = `${headers[1] === undefined ? 'headers: ' : ''}{ ...${value}, ${type} }`;
  return [parameter, insert(place, ` ${first},`), { range, newText }];
}
