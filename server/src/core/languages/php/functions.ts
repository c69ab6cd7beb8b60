import type { Expression } from '../../expression.ts';
import type { Reduction } from '../../program/grammar.ts';
import {
  asJson,
  emptyObject,
  environment,
  merged,
  sameAs,
  withoutMissing,
} from '../../program/reductions.ts';
import { formatted } from '../../program/strings.ts';
import type { Values } from '../../resolve.ts';
import { truthOf } from '../../truth.ts';

const VERB = /%%|%(?:(\d+)\$)?[-+ 0]*(?:'.)?\d*(?:\.\d+)?[bcdeEfFgGosuxX]/g;

const format = (text: Expression, args: readonly Expression[]): Expression | undefined =>
  formatted(text, args, VERB, (m, i) => (m[1] ? Number(m[1]) - 1 : i));

/** `implode('/', [$base, 'v2'])` */
const implode: Reduction = (call, values) => {
  const [separator, list] = call.args;
  const items = list && itemsOf(list, values);
  if (!separator || !items) return undefined;
  const parts = items.flatMap((item, i) => (i === 0 ? [item] : [separator, item]));
  return { kind: 'template', parts, start: call.start, end: call.end };
};

function itemsOf(list: Expression, values: Values): readonly Expression[] | undefined {
  const items = values.items(list);
  return items?.complete && items.list.every((i) => !i.conditional)
    ? items.list.map((i) => i.value)
    : undefined;
}

/** `compact('apiId', 'name')`: the variables of these names. */
const compact: Reduction = (call) => {
  const entries = call.args.flatMap((key) =>
    key.kind === 'text'
      ? [
          {
            kind: 'member' as const,
            key,
            value: { kind: 'name' as const, name: `$${key.value.text}`, start: key.start, end: key.end },
          },
        ]
      : [],
  );
  const intact = call.intact && entries.length === call.args.length;
  return { kind: 'object', entries, intact, start: call.start, end: call.end };
};

/** `array_filter($body)`: members that are missing, null or empty are left out; with a function others. */
const filtered: Reduction = (call, values) => {
  const [array, ...others] = call.args;
  const stays = (value: Expression): boolean => others.length === 0 && truthOf(value) === true;
  return array && withoutMissing(array, call, values, stays);
};

/** Pure functions of PHP and of its frameworks. */
export const functions: Readonly<Record<string, Reduction>> = {
  json_encode: asJson,
  wp_json_encode: asJson,
  'GuzzleHttp.json_encode': asJson,
  'GuzzleHttp.Utils.jsonEncode': asJson,
  'Safe.json_encode': asJson,
  'yii.helpers.Json.encode': asJson,
  'Nette.Utils.Json.encode': asJson,
  'Illuminate.Support.Js.from': asJson,
  sprintf: (call) => {
    const [text, ...args] = call.args;
    return text && format(text, args);
  },
  vsprintf: (call, values) => {
    const [text, list] = call.args;
    const items = list && itemsOf(list, values);
    return text && items && format(text, items);
  },
  implode,
  join: implode,
  compact,
  array_merge: merged,
  array_replace: merged,
  array_filter: filtered,
  strtoupper: sameAs(),
  strtolower: sameAs(),
  strval: sameAs(),
  trim: sameAs(),
  rtrim: sameAs(),
  ltrim: sameAs(),
  untrailingslashit: sameAs(),
  esc_url_raw: sameAs(),
  stream_context_create: sameAs(),
  'stdClass.new': emptyObject,
  collect: sameAs(),
  '*.toArray': (call) => (call.callee.kind === 'member' ? call.callee.object : undefined),
  '*.createStream': sameAs(),
  'GuzzleHttp.Psr7.Utils.streamFor': sameAs(),
  'GuzzleHttp.Psr7.stream_for': sameAs(),
  'GuzzleHttp.Psr7.Uri.new': sameAs(),
  getenv: environment(),
  env: environment(),
  config: environment(),
  'Illuminate.Support.Env.get': environment(),
};
