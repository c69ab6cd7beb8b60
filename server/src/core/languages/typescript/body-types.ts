import { UNCHANGED } from '../../binding.ts';
import type { CallEditor } from '../../call-editor.ts';
import type { Expression } from '../../expression.ts';
import type { Json } from '../../model.ts';
import { escapedName } from '../../name-pattern.ts';
import { optionOf, type RequestArguments } from './arguments.ts';
import type { Match } from './origin.ts';
import type { Reading } from './reading.ts';
import { behind, tokenAt, wordAt } from './tokens.ts';

/** What a request is given as its body: what becomes JSON, not the text of it. */
export function givenBody(
  { values }: Reading,
  { client }: Match,
  { body, options }: RequestArguments,
): Expression | undefined {
  const { json, text } = client.options;
  const given = body?.value ?? optionOf(options, json).member?.value ?? optionOf(options, text).member?.value;
  return given && values.resolve(given).value.kind === 'json' && given.kind === 'call'
    ? given.args[0]
    : given;
}

/** What is known of the type of a body that has a name: the fields it may have, and how to make it take others. */
export function bodyTypeOf(
  { values, source, tokens, scope }: Reading,
  body: Expression | undefined,
): Pick<CallEditor, 'typedBody' | 'looseType'> {
  if (body?.kind !== 'name' || body.frame) return {};
  const fields = values.fieldsOf(body);
  const typedBody = fields ? { typedBody: { range: source.range(body.start, body.end), fields } } : {};
  const declared = scope.declaredAt(tokenAt(tokens, body.start));
  if (declared === undefined || wordAt(tokens, declared + 1) !== ':' || wordAt(tokens, declared + 2) !== '{')
    return typedBody;
  const end = behind(tokens, declared + 2);
  const isMade = /^(?:const|let|var)$/.test(wordAt(tokens, declared - 1)) && wordAt(tokens, end) === '=';
  if (!isMade) return typedBody;
  const range = source.range(tokens.starts[declared + 2]!, tokens.ends[end - 1]!);
  const isTaken = new RegExp(String.raw`\.\.\.${escapedName(body.name)}\.`);
  return {
    ...typedBody,
    looseType: (edits) => {
      const value = edits.some(({ newText }) => isTaken.test(newText)) ? 'any' : 'unknown';
      return [{ range, newText: `Record<string, ${value}>` }];
    },
  };
}

/**
 * The objects that a body may be, where a condition picks one of two, or what has no value is taken out of one. They are
 * written for this body alone.
 */
export function bodyChoices(reading: Reading, body: Expression | undefined): readonly Json[] | undefined {
  const { values, scope, tokens } = reading;
  if (!body || (body.kind === 'name' && body.frame)) return undefined;
  const made =
    body.kind === 'name' ? values.resolve(body) : { value: body, certain: true, changes: UNCHANGED };
  const { value } = made;
  if (!made.certain || made.changes.sets.length > 0 || !made.changes.sealed) return undefined;
  const isPicked = value.kind === 'choice' && value.how === 'either';
  const filtered = isPicked ? undefined : filteredObject(reading, value);
  const written = isPicked ? [value.first, value.second] : filtered ? [filtered] : [];
  if (body.kind === 'name') {
    const used = tokenAt(tokens, body.start);
    const declared = scope.declaredAt(used);
    const isAlone =
      declared !== undefined && scope.usesOf(declared).every((use) => use === declared || use === used);
    if (!isAlone) return undefined;
  }
  const found = written.flatMap((one) => (one.kind === 'object' ? [values.json(one)] : []));
  const isSeen = found.length > 0 && found.length === written.length;
  return isSeen && found.every(({ kind }) => kind === 'object') ? found : undefined;
}

/** The object of `Object.fromEntries(Object.entries({ … }).filter(([, value]) => …))`, whose names are not asked for. */
function filteredObject({ source }: Reading, value: Expression): Expression | undefined {
  const list = argumentOf(value, 'fromEntries');
  if (list?.kind !== 'call' || list.callee.kind !== 'member' || list.callee.property !== 'filter')
    return undefined;
  const [keeps] = list.args;
  const code = keeps ? source.text.slice(keeps.start, keeps.end) : '';
  return /^\(?\s*\(\s*\[\s*_?\s*,/.test(code) ? argumentOf(list.callee.object, 'entries') : undefined;
}

/** What is given to a function of `Object`. */
function argumentOf(call: Expression, name: string): Expression | undefined {
  if (call.kind !== 'call' || call.constructs || call.args.length !== 1) return undefined;
  const { callee } = call;
  const isOf = callee.kind === 'member' && callee.property === name && callee.object.kind === 'name';
  return isOf && callee.object.name === 'Object' ? call.args[0] : undefined;
}
