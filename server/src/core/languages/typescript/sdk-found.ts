import { inventedMethods } from '../../catalogue/sdks/api.ts';
import type { CallExpression } from '../../expression.ts';
import { apiFunctions, apiMethods, type SdkMethod } from '../../sdk/methods.ts';
import type { Cutter } from './cutter.ts';
import { beforeTypeArguments } from './islands.ts';
import type { Reading } from './reading.ts';
import type { SdkValue, SdkValues } from './sdk-values.ts';
import { Kind, type Tokens, wordAt } from './tokens.ts';

/** A call of something of an SDK. */
export interface Found {
  readonly call: CallExpression;
  /** The token of the bracket with its arguments. */
  readonly open: number;
  readonly value: SdkValue;
  /** The token of the name that is called. */
  readonly name: number;
  readonly method?: SdkMethod;
  /** True for a function that stands for a method: the client is its first argument. */
  readonly alone?: boolean;
}

const CLASSES = /^(?:Unkey|Ratelimit|Overrides?)$/;
const FUNCTIONS = /^(?:verifyKey|withUnkey|unkey)$/;
/** Methods of the classes of `@unkey/ratelimit`. */
export const LIMITS = /^(?:limit|getOverride|setOverride|deleteOverride|listOverrides)$/;
/** Names that the text gives what it imports. */
const RENAMED = /\b(?:Unkey|Ratelimit|Overrides?|verifyKey|withUnkey|unkey)\s*(?:\bas\b|:)\s*([\w$]+)/g;
const DEFAULT = /\bimport\s+(?!type\b)([\w$]+)\s+from\s*["'`][^"'`]*@unkey\//g;

/** The calls of the SDKs in one text. */
export function foundCalls(reading: Reading, cutter: Cutter, values: SdkValues): readonly Found[] {
  const { tokens } = reading;
  // True where functions of the SDK are imported that stand for its methods.
  const functions = reading.document.includes('@unkey/api/funcs/');
  const names = new Set(
    [RENAMED, DEFAULT].flatMap((p) => [...tokens.text.matchAll(p)].map(([, name]) => name!)),
  );
  const found: Found[] = [];
  for (let open = 1; open < tokens.starts.length; open++) {
    if (tokens.kinds[open] !== Kind.open || wordAt(tokens, open) !== '(') continue;
    const name = calledName(tokens, open);
    if (name === undefined || !mayBe(tokens, name, names, functions)) continue;
    const call = cutter.call(open);
    const value = call && values.of(call.callee);
    if (!call || !value) continue;
    const isApi = value.package === '@unkey/api';
    const alone = isApi && functions ? apiFunctions().get(value.path) : undefined;
    const method = alone ?? (isApi ? methodAt(value.path) : undefined);
    found.push({
      call,
      open,
      value,
      name,
      ...(method ? { method } : {}),
      ...(alone ? { alone: true } : {}),
    });
  }
  return found;
}

/** The last name of what the bracket `open` calls. */
function calledName(tokens: Tokens, open: number): number | undefined {
  let i = open - 1;
  if (wordAt(tokens, i) === '?.') i--;
  if (wordAt(tokens, i) === '>') i = beforeTypeArguments(tokens, i);
  return i >= 0 && tokens.kinds[i] === Kind.word ? i : undefined;
}

function mayBe(tokens: Tokens, name: number, renamed: ReadonlySet<string>, functions: boolean): boolean {
  const word = wordAt(tokens, name);
  if (CLASSES.test(word) || FUNCTIONS.test(word) || renamed.has(word)) return true;
  if (functions && apiFunctions().has(word)) return true;
  const dot = wordAt(tokens, name - 1);
  if (dot !== '.' && dot !== '?.') return false;
  const group = name - (wordAt(tokens, name - 2) === '!' ? 3 : 2);
  const method = `${wordAt(tokens, group)}.${word}`;
  return LIMITS.test(word) || inventedMethods.has(method) || methodAt(method) !== undefined;
}

/** The method of `@unkey/api` that a path ends in: `Unkey().keys.create`, `keys.create`. */
function methodAt(path: string): SdkMethod | undefined {
  const name = /(?:^|\.)(\w+\.\w+)$/.exec(path)?.[1];
  return name === undefined ? undefined : apiMethods().get(name);
}
