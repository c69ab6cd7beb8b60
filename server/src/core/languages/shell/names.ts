import type { NamedText } from '../../model.ts';
import type { SourceText } from '../../source.ts';
import type { Environment } from './environment.ts';
import { namesClient } from './runners.ts';
import type { Script } from './syntax.ts';
import { literalOf } from './syntax.ts';

/** An id or a key: a prefix and a body. */
const ID = /^[a-z]+(?:_[A-Za-z\d]+)+$/;
const OPTION = /^--?[A-Za-z][\w-]*$/;
/** `--key-id=…`, `UNKEY_API_ID=…` of `docker run -e` and the like. */
const NAMED = /^(--?[A-Za-z][\w-]*|[A-Z][A-Z\d_]*)=/;

/** The texts that a script gives a name: variables, and options of commands whose values look like ids. */
export function namesIn(script: Script, environment: Environment): NamedText[] {
  const found: NamedText[] = [];
  for (const command of script.commands) {
    const site = environment.site(command);
    for (const { name, value, append, order, block } of command.assignments) {
      if (value.kind !== 'word' || append) continue;
      const text = environment.text(value.word, { order, block, frame: undefined }, true);
      if (text.length > 0) found.push({ name, value: text });
    }
    if (command.words.length < 2 || command.words.some((w) => namesClient(literalOf(w)))) continue;
    let option: string | undefined;
    for (const word of command.words.slice(1)) {
      const written = literalOf(word);
      // Most words are neither options nor ids.
      if (option === undefined && written !== undefined && !/^-|=/.test(written)) continue;
      const text = environment.text(word, site, true);
      const named = NAMED.exec(text.text);
      const value: SourceText = named ? text.slice(named[0].length) : text;
      const name = named ? named[1] : option;
      if (name !== undefined && ID.test(value.text)) found.push({ name, value });
      option = OPTION.test(text.text) ? text.text : undefined;
    }
  }
  return found;
}
