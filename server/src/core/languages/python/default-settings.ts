import type { CallExpression, Expression } from '../../expression.ts';
import type { Reduction } from '../../program/grammar.ts';
import { environment } from '../../program/reductions.ts';

/** What holds the settings of a program: `app.config`, `settings`, `env`. */
const HOLDS = /(?:^|_)(?:config|conf|settings?|env|environ)$/i;
const NAME = /^[A-Z][A-Z\d_]+$/;

/**
 * `app.config.get("UNKEY_URL", "https://…")`, `config("UNKEY_URL", default="https://…")`: the fallback, unless the settings say
 * otherwise.
 */
export const setting: Reduction = (call, values) => {
  const { callee, args, named } = call;
  const [first, second] = args;
  const holder = callee.kind === 'member' ? nameOf(callee.object) : nameOf(callee);
  if (first?.kind !== 'text' || !NAME.test(first.value.text) || !HOLDS.test(holder ?? '')) return undefined;
  if (second) return args.length === 2 ? environment()(call, values) : undefined;
  const given = named?.entries.find(
    (entry) => entry.kind === 'member' && entry.key.kind === 'text' && entry.key.value.text === 'default',
  );
  if (given?.kind !== 'member') return undefined;
  const whole: CallExpression = { ...call, args: [first, given.value] };
  return environment()(whole, values);
};

const nameOf = (value: Expression): string | undefined =>
  value.kind === 'name' ? value.name : value.kind === 'member' ? value.property : undefined;
