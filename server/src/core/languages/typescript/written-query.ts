import type { CallExpression } from '../../expression.ts';
import type { Json } from '../../model.ts';
import { optionOf, type RequestArguments } from './arguments.ts';
import { isWrittenFor } from './kept-options.ts';
import type { Match } from './origin.ts';
import type { Reading } from './reading.ts';

/** The object with the parameters of the query, where it is written in the call or under a name. */
export function writtenQueryOf(
  reading: Reading,
  call: CallExpression,
  match: Match,
  request: RequestArguments,
): Json | undefined {
  const { values, source } = reading;
  const { member, certain } = optionOf(request.options, match.client.options.query);
  if (!member || !certain || member.changes.sets.length > 0) return undefined;
  const { value } = member;
  if (!isWrittenFor(reading, call, request, value, false)) return undefined;
  const isNamed = value.kind === 'name' && source.text.slice(value.start, value.end) === value.name;
  if (value.kind !== 'object' && (!isNamed || value.frame)) return undefined;
  const json = values.json(value);
  return json.kind === 'object' ? json : undefined;
}
