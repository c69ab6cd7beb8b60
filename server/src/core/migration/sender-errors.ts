import type { ApiCall } from '../model.ts';
import { declarationOf } from './declared-functions.ts';
import type { Surroundings } from './surroundings.ts';

/** What code reads of the error of an answer of v1. */
const READ = /[\w$)\]]!?\??\.error!?\??\.(code|message|docs)\b/g;
/** Functions that call functions that send. */
const DEEPEST = 3;
const CALLED = /(?<![\w$.])([\w$]+)\s*(?:<[^()]*>)?\(/g;

/**
 * Where a function of the text through which a call is sent reads the error of its answer, and that is not followed;
 * undefined where it does not.
 */
export function senderErrorAt(
  { range }: ApiCall,
  { document, isFollowed }: Surroundings,
): number | undefined {
  const code = document.slice(range.start, range.end);
  const callee = /^(?:await\s+)?(?:this\.)?([\w$]+)\s*(?:<[^()]*>)?\(/.exec(code)?.[1];
  const seen = new Set<string>();
  let names = callee === undefined ? [] : [callee];
  for (let depth = 0; depth < DEEPEST; depth++) {
    const inner: string[] = [];
    for (const name of names.filter((one) => !seen.has(one))) {
      seen.add(name);
      const declared = declarationOf(name, document);
      if (!declared) continue;
      for (const found of declared.code.matchAll(READ)) {
        const at = declared.at + found.index + found[0].length - found[1]!.length;
        if (!isFollowed(at)) return at;
      }
      inner.push(...[...declared.code.matchAll(CALLED)].map(([, one]) => one!));
    }
    names = inner;
  }
  return undefined;
}
