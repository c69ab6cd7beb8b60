import { SourceText } from '../../source.ts';
import { parseScript } from './parse.ts';
import { namesClient } from './runners.ts';
import type { Command, Script, Word } from './syntax.ts';
import { literalOf } from './syntax.ts';

/** The aliases that a script defines. */
export class Aliases {
  private readonly words = new Map<string, readonly Word[]>();

  constructor(script: Script) {
    for (const command of script.commands) {
      if (literalOf(command.words[0]) !== 'alias') continue;
      for (const word of command.words.slice(1)) {
        const text = SourceText.join(word.parts.flatMap((p) => (p.kind === 'text' ? [p.value] : [])));
        const name = /^([\w.-]+)=/.exec(text.text)?.[1];
        // `alias curl='curl -s'` would be followed for ever.
        if (!name || literalOf(word) === undefined || namesClient(name)) continue;
        const [first] = parseScript(text.slice(name.length + 1)).commands;
        if (first) this.words.set(name, first.words);
      }
    }
  }

  /** The words of a command, its alias replaced. */
  expanded({ words }: Command): readonly Word[] {
    const own = this.words.get(literalOf(words[0]) ?? '');
    return own ? [...own, ...words.slice(1)] : words;
  }
}
