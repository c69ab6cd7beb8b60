import type { Flow } from '../../reads/flow.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { beforeTypeArguments } from './islands.ts';
import { functionAround, type LocalFunction } from './local-functions.ts';
import type { Place } from './read-nodes.ts';
import type { Reading } from './reading.ts';
import { Kind, tokenAt, wordAt } from './tokens.ts';

/** A type parameter that says what it is where a call does not: `T = any`. */
const WITH_ANY = /^\s*\w+\s*(?:extends[^=,]*)?=\s*any\s*$/;
/** What a function is said to give, behind its parameters. */
const PROMISED = /^\s*:\s*Promise<([\s\S]*)>\s*$/;
const SAME = /^(?:await_expression|parenthesized_expression|non_null_expression)$/;
/** What says a type for the value that it gets. */
const CAST = /^(?:as_expression|satisfies_expression|type_assertion)$/;

/**
 * What has to be said of the type of what a call of a function gives, once `data` is taken out of it: the function has a
 * type parameter that the call does not say, so that it is what takes the value. Nothing where that stays right.
 */
export function inferredAt(
  reading: Reading,
  fn: LocalFunction,
  { island, node: call }: Place,
): Pick<Flow, 'inferred'> {
  const parameters = parametersOf(reading, fn);
  if (parameters === undefined || parameters.includes(',') || WITH_ANY.test(parameters)) return {};
  const callee = childOf(call, 'function');
  if (!callee || childOf(call, 'type_arguments')) return {};
  const [, name] = /^\s*(\w+)/.exec(parameters) ?? [];
  if (name === undefined || !isOfResult(reading, fn, name)) return {};
  let node: SyntaxNode = call;
  while (node.parent && SAME.test(node.parent.type)) node = node.parent;
  const taker = node.parent;
  if (!taker || CAST.test(taker.type)) return {};
  if (taker.type === 'variable_declarator' && childOf(taker, 'type')) return {};
  if (/^(?:expression_statement|assignment_expression)$/.test(taker.type)) return {};
  const isReturned = /^(?:return_statement|arrow_function)$/.test(taker.type);
  const type = isReturned ? promisedAround(reading, call.start + island.shift) : undefined;
  if (type === undefined) return { inferred: 'unknown' };
  const end = callee.end + island.shift;
  return { inferred: { range: reading.source.range(end, end), newText: `<{ data: ${type} }>` } };
}

/** Code that gives a body whose type comes from where it goes: `res.json()`, `fetch(url).then((res) => res.json())`. */
const UNTYPED = /\.json\(\s*\)[\s;})]*$/;
const MISSING_OR = /(?:\s*\|\s*(?:null|undefined))+$/;

/**
 * The type of what a function gives that returns the value of a node, a body with no type of its own: what takes a member
 * of it has to say it. Undefined for other nodes, and where no type is said.
 */
export function typeTaken(reading: Reading, { island, node: body }: Place): string | undefined {
  const { tokens } = reading;
  const [start, end] = [body.start + island.shift, body.end + island.shift];
  if (!UNTYPED.test(tokens.text.slice(start, end))) return undefined;
  let node = body;
  while (node.parent && (SAME.test(node.parent.type) || isChosen(node))) node = node.parent;
  if (!/^(?:return_statement|arrow_function)$/.test(node.parent?.type ?? '')) return undefined;
  const type = promisedAround(reading, start)?.trim().replaceAll(/\s+/g, ' ');
  return type === undefined || /[&|?]/.test(type.replace(MISSING_OR, ''))
    ? type
    : type.replace(MISSING_OR, '');
}

/** True for one of the values of a choice. */
const isChosen = ({ parent, field }: SyntaxNode): boolean =>
  parent?.type === 'ternary_expression' && field !== 'condition';

/** The type that a call of a function says of what it gives, if the call says several; undefined otherwise. */
export function givenType(
  reading: Reading,
  fn: LocalFunction,
  { node: call }: Place,
): SyntaxNode | undefined {
  const types = childOf(call, 'type_arguments')?.children.filter((c) => c.type !== 'comment') ?? [];
  const parameters = types.length > 1 ? parametersOf(reading, fn)?.split(',') : undefined;
  // Of bounds with types in brackets, the commas are others.
  if (!parameters || parameters.some((one) => /[<>{}]/.test(one))) return undefined;
  const names = parameters.map((one) => /^\s*(\w+)/.exec(one)?.[1]);
  return types[names.findIndex((name) => name !== undefined && isOfResult(reading, fn, name))];
}

/** The type that the function around an index of the text is said to give a promise of. */
function promisedAround({ tokens }: Reading, at: number): string | undefined {
  const fn = functionAround(tokens, tokenAt(tokens, at));
  if (!fn || tokens.kinds[fn.head] !== Kind.open) return undefined;
  const behind = tokens.text.slice(tokens.ends[tokens.mates[fn.head]!], tokens.starts[fn.block ?? fn.first]);
  return PROMISED.exec(behind.replace(/=>\s*$/, ''))?.[1];
}

/** What stands between `<` and `>` before the parameters of a function. */
function parametersOf({ tokens }: Reading, { head }: LocalFunction): string | undefined {
  if (tokens.kinds[head] !== Kind.open || wordAt(tokens, head - 1) !== '>') return undefined;
  const before = beforeTypeArguments(tokens, head - 1);
  const open = before + 1;
  return open < 1 || wordAt(tokens, open) !== '<'
    ? undefined
    : tokens.text.slice(tokens.ends[open], tokens.starts[head - 1]);
}

/** True for a type parameter that no parameter of the function has in its type. */
function isOfResult({ tokens }: Reading, { head }: LocalFunction, name: string): boolean {
  const given = tokens.text.slice(tokens.starts[head], tokens.ends[tokens.mates[head]!]);
  return !new RegExp(String.raw`\b${name}\b`).test(given);
}
