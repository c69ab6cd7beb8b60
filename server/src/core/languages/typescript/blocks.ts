import { Block, Kind } from './tokens.ts';

/** What is known of the tokens before a bracket. */
export interface Before {
  readonly text: string;
  readonly kinds: ArrayLike<number>;
  readonly starts: ArrayLike<number>;
  readonly ends: ArrayLike<number>;
  readonly parents: ArrayLike<number>;
  readonly mates: ArrayLike<number>;
  readonly blocks: ArrayLike<number>;
}

/** Words that begin a statement and nothing else. */
const STATEMENT =
  /^(?:const|let|var|return|throw|export|import|interface|function|async|class|if|for|while|switch|try|type|enum|declare|abstract|namespace)$/;
const DECLARATION =
  /(?:export|import|const|let|var|function|async function|class|interface|type|enum|declare|abstract class|namespace)[ {*'"]/y;

/** The beginning of a line that is code rather than the text of a template that was left open. */
const CODE_LINE =
  /[ \t]*(?:(?:const|let|var|return|throw|import|export|function|class|async|await|try|private|public) ?\b|(?:if|for|while|switch) \(|\}[)\];,]*[ \t]*\r?(?:\n|$))/y;

/** True for a word that begins a statement where it stands first on a line. */
export const startsStatement = (word: string): boolean => STATEMENT.test(word);

/** True where a declaration begins at `index`, the start of a line. */
export function isResync(text: string, index: number): boolean {
  DECLARATION.lastIndex = index;
  return DECLARATION.test(text);
}

/** True where a line that begins at `index` looks like code. */
export function isCodeLine(text: string, index: number): boolean {
  CODE_LINE.lastIndex = index;
  return CODE_LINE.test(text);
}

/** How many tokens are looked at to tell a type from a body. */
const LOOK_BACK = 60;

/**
 * What the `{` that would become token `at` inside bracket `parent` encloses. Where it is not sure it says `object`:
 * statements are then cut too large rather than too small.
 */
export function blockKind(tokens: Before, at: number, parent: number): number {
  const { text, kinds, starts, ends, blocks } = tokens;
  const last = at - 1;
  if (last < 0) return Block.code;
  const word = text.slice(starts[last], ends[last]);
  switch (kinds[last]) {
    case Kind.open:
      return last === parent && (blocks[last] === Block.code || blocks[last] === Block.class)
        ? Block.code
        : Block.object;
    case Kind.close:
      return word === ')'
        ? byHeader(tokens, last, parent, Block.code)
        : byHeader(tokens, last, parent, Block.object);
    case Kind.operator:
      if (word === ';' || word === '=>') return Block.code;
      if (word === ':') return isCase(tokens, last, parent) ? Block.code : Block.object;
      return word === '>' ? byHeader(tokens, last, parent, Block.code) : Block.object;
    case Kind.word:
      if (/^(?:else|try|finally|do|static)$/.test(word)) return Block.code;
      if (
        /^(?:return|default|case|in|of|typeof|await|yield|extends|import|export|const|let|var|type)$/.test(
          word,
        )
      ) {
        return Block.object;
      }
      return byHeader(tokens, last, parent, Block.object);
    default:
      return byHeader(tokens, last, parent, Block.object);
  }
}

/** Decides by the words of the declaration that ends at token `last`. */
function byHeader(tokens: Before, last: number, parent: number, otherwise: number): number {
  const { text, kinds, starts, ends, mates, parents } = tokens;
  let colon = false;
  for (let i = last, left = LOOK_BACK; i > parent && left > 0; i--, left--) {
    if (kinds[i] === Kind.close) {
      const word = text[starts[i]!];
      const open = mates[i]!;
      if (word === ')' && colon) return Block.code;
      if (word === ')' && i === last) {
        // `if (…) {`, `method(…) {`: code, unless a class extends the result of a call.
        const before = open - 1;
        if (before > parent && text.slice(starts[before], ends[before]) === 'enum') return Block.object;
      }
      if (word === '}' && i !== last && !colon) return otherwise;
      if (open < 0) return otherwise;
      i = open;
      continue;
    }
    if (parents[i] !== parent) return otherwise;
    const word = text.slice(starts[i], ends[i]);
    if (kinds[i] === Kind.word) {
      if (word === 'class') return Block.class;
      if (word === 'interface' || word === 'enum') return Block.object;
      if (word === 'namespace' || word === 'module' || word === 'global') return Block.code;
      if (/^(?:return|const|let|var|function|case)$/.test(word)) return otherwise;
    } else if (kinds[i] === Kind.operator) {
      if (word === ':') colon = true;
      else if (!/^[<>,.|&?]$/.test(word)) return otherwise;
    }
  }
  return otherwise;
}

/** True when the `:` at token `colon` ends a `case` or `default` label. */
function isCase(tokens: Before, colon: number, parent: number): boolean {
  const { text, kinds, starts, ends, mates } = tokens;
  for (let i = colon - 1, left = 12; i > parent && left > 0; i--, left--) {
    if (kinds[i] === Kind.close) {
      if (mates[i]! < 0) return false;
      i = mates[i]!;
      continue;
    }
    if (kinds[i] === Kind.word && /^(?:case|default)$/.test(text.slice(starts[i], ends[i]))) return true;
    if (kinds[i] === Kind.operator && /^[;,?=]$/.test(text.slice(starts[i], ends[i]))) return false;
  }
  return false;
}
