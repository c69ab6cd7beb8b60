import type { CallEditor } from '../../call-editor.ts';
import type { ApiCall, TextEdit } from '../../model.ts';
import { bareCall, offsetsOf } from '../../requests/bare-call.ts';
import type { Range } from '../../source.ts';
import { parseApiUrl } from '../../url.ts';
import type { Argument } from './argument.ts';
import type { Environment } from './environment.ts';
import { behind } from './options.ts';
import type { Site } from './reaching.ts';
import type { Running } from './runners.ts';
import type { Block, Command, Word } from './syntax.ts';
import { literalOf } from './syntax.ts';

/** Commands that only speak of a URL: they print, compare, search or replace it. */
const DESCRIBES =
  /^(?:echo|printf|print|cat|tee|[ef]?grep|rg|ag|ack|sed|g?awk|perl|git|gh|hg|test|\[|\[\[|diff|cmp|jq|yq|sort|trap|alias|read|open|xdg-open|start|tr|cut|expr|return|exit|case|dig|host|nslookup|ping|:)$/;
const DESCRIBES_BY_NAME =
  /log|warn|err(?:or)?|info|debug|print|say|msg|message|notice|usage|help|die\b|fail|abort|assert|expect|mock|stub|should|contains|match|replace|refute|banner|title|heading|deprecat|redirect|rewrite|allow|deny/i;
/** Parts of a word that can make it a URL of the API. */
const ANCHOR = /api\.unkey\.|\/v[12x]\//;

/** Finds URLs of the API that stand alone: in variables, and among the arguments of commands nobody knows. */
export class BareFinder {
  /** Document offsets that the URLs found so far were read from. */
  private readonly used: Set<number>;
  private readonly uses = new Map<string, Command[]>();

  constructor(
    private readonly environment: Environment,
    calls: readonly ApiCall[],
  ) {
    this.used = new Set(offsetsOf(calls));
    for (const command of environment.script.commands) {
      const values = command.assignments.flatMap(({ value }) =>
        value.kind === 'word' ? [value.word] : value.kind === 'array' ? value.words : [],
      );
      const read = [command.input, command.inputFile].flatMap((w) => w ?? []);
      for (const word of [...command.words, ...values, ...read]) this.note(word, command);
    }
  }

  private note(word: Word, command: Command): void {
    for (const part of word.parts) {
      if (part.kind !== 'variable') continue;
      const known = this.uses.get(part.name);
      if (known) known.push(command);
      else this.uses.set(part.name, [command]);
      if (part.fallback) this.note(part.fallback, command);
    }
  }

  /** `runningOf` tells what a command of the script runs. */
  find(runningOf: (command: Command) => Running | undefined): ApiCall[] {
    const { environment } = this;
    const found: ApiCall[] = [];
    for (const command of environment.script.commands) {
      for (const { name, value, order, block } of command.assignments) {
        const words = value.kind === 'word' ? [value.word] : value.kind === 'array' ? value.words : [];
        const items = value.kind === 'item' ? (value.loop.items?.words ?? []) : [];
        const site: Site = { order, block, frame: undefined };
        if (words.length + items.length === 0 || this.isOnlyDescribed(name)) continue;
        for (const word of [...words, ...items]) found.push(...this.ofWord(word, site));
      }
      const running = runningOf(command);
      if (running?.kind === 'other' && !this.describes(running)) {
        for (const argument of running.args) {
          const option = /^(?:--?[\w-]+|[A-Za-z_]\w*)=/.exec(argument.value.text)?.[0];
          found.push(...this.of(option ? behind(argument, option.length) : argument));
        }
      }
    }
    return found;
  }

  private ofWord(word: Word, site: Site): ApiCall[] {
    if (!word.parts.some((p) => p.kind !== 'text' || ANCHOR.test(p.value.text))) return [];
    const written = this.environment.text(word, site, true);
    // `[create]=https://…` of a table.
    const text = written.slice(/^\[[^\]]*\]=/.exec(written.text)?.[0].length ?? 0);
    const base = this.environment.arguments(word, site).length === 1 ? this.baseOf(word, site) : undefined;
    const editor: CallEditor = base ? { inlineBase: () => [base] } : {};
    return this.of({ guess: text, range: word.range, opaque: false }, editor);
  }

  /** Writes what a word begins with, `$BASE`, where it is named; undefined for other words. */
  private baseOf(word: Word, site: Site): TextEdit | undefined {
    const first = word.parts.find((part) => part.kind !== 'text' || part.value.length > 0);
    if (first?.kind !== 'variable') return undefined;
    const { text } = this.environment.text(
      { ...word, parts: [first], closed: true, literal: undefined },
      site,
    );
    return /^[\w:/.-]+$/.test(text) ? { range: first.range, newText: text } : undefined;
  }

  private of(
    { guess, range, opaque }: Pick<Argument, 'guess' | 'range' | 'opaque'>,
    editor: CallEditor = {},
  ): ApiCall[] {
    if (opaque || !ANCHOR.test(guess.text) || /\s/.test(guess.text)) return [];
    const url = parseApiUrl(guess);
    if (!url || url.operation.kind === 'absent') return [];
    // Whoever uses the operation uses the URL.
    const place = url.operation.kind === 'literal' ? url.operation.range : range;
    if (this.touches(place)) return [];
    for (let at = place.start; at < place.end; at++) this.used.add(at);
    return [{ ...bareCall(range, url), editor }];
  }

  private touches(range: Range): boolean {
    for (let at = range.start; at < range.end; at++) if (this.used.has(at)) return true;
    return false;
  }

  private describes({ name, args }: Running & { kind: 'other' }): boolean {
    const program = name.value.text.replace(/^.*\//, '');
    if (DESCRIBES.test(program) || DESCRIBES_BY_NAME.test(program)) return true;
    if (name.opaque) return false;
    const body = this.environment.functionNamed(program);
    if (body) return this.onlyDescribes(body);
    // A sentence, a line of JSON, a header.
    const words = args.filter(
      (a) => /^[a-z]+[,.:;!?]?$/i.test(a.value.text) && !/^[A-Z]+$/.test(a.value.text),
    );
    return !/^[A-Za-z_][\w.+-]*$/.test(program) || words.length > 1;
  }

  /** True for a function that only prints and compares. */
  private onlyDescribes(body: Block): boolean {
    return this.environment.commandsIn(body).every((c) => {
      const name = literalOf(c.words[0]);
      return c.words.length === 0 || (name !== undefined && isDescription(name));
    });
  }

  /** True for a variable that is used, and only printed, compared or searched for. */
  private isOnlyDescribed(name: string): boolean {
    const uses = this.uses.get(name) ?? [];
    return uses.length > 0 && uses.every((c) => isDescription(literalOf(c.words[0]) ?? ''));
  }
}

const isDescription = (name: string): boolean =>
  DESCRIBES.test(name) || DESCRIBES_BY_NAME.test(name) || /^(?:local|shift|declare)$/.test(name);
