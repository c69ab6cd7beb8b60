import type { SourceText } from '../../source.ts';
import { HOLE } from '../../source.ts';
import type { Environment } from './environment.ts';
import { type Frame, frameOf, type Site } from './reaching.ts';
import type { Block, Command, Test } from './syntax.ts';
import { functionAround, literalOf } from './syntax.ts';

/** Tells which branches run in a run of a function whose arguments are known. */
export class Decisions {
  private readonly known = new Map<Frame, Map<Block, boolean | undefined>>();

  constructor(private readonly environment: Environment) {}

  /** Undefined where it is not known. */
  decide(branch: Block, site: Site): boolean | undefined {
    const around = functionAround(branch);
    const frame = around && frameOf(site, around);
    if (!branch.test || !frame) return undefined;
    const known = this.known.get(frame) ?? new Map<Block, boolean | undefined>();
    this.known.set(frame, known);
    if (!known.has(branch)) {
      known.set(branch, undefined);
      known.set(branch, this.holds(branch.test, branch, frame));
    }
    return known.get(branch);
  }

  private holds(test: Test, branch: Block, frame: Frame): boolean | undefined {
    const { environment } = this;
    if (test.kind === 'command') {
      const result = this.succeeds(test.command, { ...environment.site(test.command), frame });
      return result === undefined ? undefined : result === test.holds;
    }
    const first = environment.commandsIn(functionAround(branch)).find((c) => c.block === branch);
    const place: Site = { order: first?.order ?? Number.MAX_SAFE_INTEGER, block: branch, frame };
    const value = environment.text(test.word, place);
    if (!value.isLiteral) return undefined;
    const patterns = test.patterns.map(literalOf);
    if (patterns.includes(value.text)) return true;
    return patterns.some((p) => p === undefined || /[*?[]/.test(p)) ? undefined : false;
  }

  /** The result of `[ -n "$1" ]`, `[ "$1" = x ]` and the like. */
  private succeeds({ words }: Command, site: Site): boolean | undefined {
    if (!/^(?:test|\[|\[\[)$/.test(literalOf(words[0]) ?? '')) return undefined;
    const inner = words.slice(1).filter((w) => !/^\]\]?$/.test(literalOf(w) ?? ''));
    const texts = inner.map((w) => this.environment.text(w, site));
    const [first, second, third] = texts;
    if (first && texts.length === 1) return isFilled(first);
    if (first && second && texts.length === 2) {
      const filled = isFilled(second);
      if (filled === undefined) return undefined;
      return first.text === '-n' ? filled : first.text === '-z' ? !filled : undefined;
    }
    if (!first?.isLiteral || !second || !third?.isLiteral || texts.length !== 3) return undefined;
    if (/^==?$/.test(second.text)) return /[*?[]/.test(third.text) ? undefined : first.text === third.text;
    return second.text === '!=' && !/[*?[]/.test(third.text) ? first.text !== third.text : undefined;
  }
}

/** Whether a text has characters; undefined for one that is all unknown. */
function isFilled({ text }: SourceText): boolean | undefined {
  if (text === '') return false;
  return text.replaceAll(HOLE, '') === '' ? undefined : true;
}
