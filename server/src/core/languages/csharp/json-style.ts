import type { Expression, JsonStyle } from '../../expression.ts';
import type { Values } from '../../resolve.ts';

/** What `System.Net.Http.Json` does unless it is told otherwise. */
export const WEB: JsonStyle = { names: 'camelCase', nulls: 'kept' };
/** What `JsonSerializer` and `JsonConvert` do unless they are told otherwise. */
export const PLAIN: JsonStyle = { names: 'kept', nulls: 'kept' };
/** Libraries whose older and newer versions name members differently. */
export const UNSURE: JsonStyle = { names: 'unsure', nulls: 'unsure' };

/** Arguments that stand where options may, and are none: `cancellationToken`, `Formatting.Indented`. */
const OTHER = /token|cancel|^ct$|formatting|indented|^default$/i;

/** How options say that members are written; undefined where that is not known. */
export function styleOf(
  options: Expression | undefined,
  unless: JsonStyle,
  values: Values,
): JsonStyle | undefined {
  if (!options || OTHER.test(lastWord(options, values))) return unless;
  const { value, certain, changes } = values.resolve(options);
  if (value.kind === 'null' || value.kind === 'undefined') return unless;
  if (lastWord(value, values) === 'Web') return WEB;
  if (value.kind !== 'call' || !value.constructs || !value.intact || !certain || !changes.sealed)
    return undefined;
  const set = new Map<string, Expression>();
  for (const entry of value.named?.entries ?? []) {
    if (entry.kind === 'member' && entry.key.kind === 'text') set.set(entry.key.value.text, entry.value);
  }
  for (const { path, value: later, conditional } of changes.sets) {
    if (conditional) return undefined;
    if (path.length === 1) set.set(path[0]!, later);
  }
  const [base] = value.args;
  const start = base && lastWord(base, values) === 'Web' ? WEB : PLAIN;
  const names = namesBy(set, start.names, values);
  return names && { names, nulls: nullsBy(set, values) };
}

function namesBy(
  set: ReadonlyMap<string, Expression>,
  unless: JsonStyle['names'],
  values: Values,
): JsonStyle['names'] | undefined {
  const policy = set.get('PropertyNamingPolicy') ?? set.get('ContractResolver');
  if (!policy) return unless;
  const text = values.source.text.slice(policy.start, policy.end);
  if (/Snake|Kebab/.test(text)) return undefined;
  if (/CamelCase/.test(text)) return 'camelCase';
  return policy.kind === 'null' || /new DefaultContractResolver\(\)$/.test(text) ? 'kept' : undefined;
}

function nullsBy(set: ReadonlyMap<string, Expression>, values: Values): JsonStyle['nulls'] {
  const condition = set.get('DefaultIgnoreCondition') ?? set.get('NullValueHandling');
  const old = set.get('IgnoreNullValues');
  if (old?.kind === 'boolean' && old.value) return 'omitted';
  return condition && /Ignore|WhenWriting/.test(lastWord(condition, values)) ? 'omitted' : 'kept';
}

/** The last name of what an expression is written with. */
function lastWord({ start, end }: Expression, values: Values): string {
  return /(\w+)(?:\([^()]*\))?$/.exec(values.source.text.slice(start, end))?.[1] ?? '';
}
