import { SourceText } from '../source.ts';
import { languageOfProgram, type Script } from './interpreter.ts';
import { substitute } from './substitution.ts';

/** What runs the command behind it. */
const WRAPPER = /^(?:.*\/)?(?:env|exec|sudo|tini|dumb-init|nohup|time|command)$/;
/** The option behind which a program takes a script: `-c`, `-ec`, `-Command`, `-e`. */
const SCRIPT_OPTION: Readonly<Record<string, RegExp>> = {
  sh: /^-[a-zA-Z]*c$/,
  powershell: /^-c(?:ommand)?$/i,
  python: /^-c$/,
  js: /^(?:-e|--eval)$/,
  ts: /^(?:-e|--eval|eval)$/,
  ruby: /^-e$/,
  php: /^-r$/,
};

/**
 * What a command given as a list of words runs: the script handed to a shell or another interpreter, else the command
 * itself, each word quoted. `complete` is false when there may be words that were not seen.
 */
export function scriptOfWords(words: readonly SourceText[], complete: boolean): Script | undefined {
  const [first] = words;
  if (!first) return undefined;
  // Health checks of containers begin with how they are run.
  if (first.text === 'CMD-SHELL') return words[1] && { language: 'sh', source: words[1], editable: false };
  if (first.text === 'CMD' || WRAPPER.test(first.text)) return scriptOfWords(words.slice(1), complete);
  if (/^[A-Z_]+=/.test(first.text)) return scriptOfWords(words.slice(1), complete);
  const language = languageOfProgram(first.text);
  const option = language && SCRIPT_OPTION[language];
  if (language && option) {
    const at = words.findIndex((word, i) => i > 0 && option.test(word.text));
    const source = at < 0 ? undefined : words[at + 1];
    if (source) return { language, source, editable: false };
  }
  const unseen = complete ? [] : [SourceText.decoded(' \uFFFC', words.at(-1)!.range(words.at(-1)!.length))];
  return { language: 'sh', source: SourceText.join([quotedWords(words), ...unseen]), editable: false };
}

/** Words of a command as a shell would need them written: each in quotes. */
export function quotedWords(words: readonly SourceText[]): SourceText {
  return SourceText.join(
    words.flatMap((word, i) => {
      const blank = i > 0 ? [SourceText.decoded(' ', word.range(0, 0))] : [];
      return [...blank, quoted(word)];
    }),
  );
}

/** One word in single quotes. */
export function quoted(word: SourceText): SourceText {
  const inside = substitute(word, /'/g, (_, mark) => SourceText.decoded("'\\''", mark.range()));
  const open = SourceText.decoded("'", word.range(0, 0));
  return SourceText.join([open, inside, SourceText.decoded("'", word.range(word.length))]);
}
