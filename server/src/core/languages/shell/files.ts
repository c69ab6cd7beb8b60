import type { SourceText } from '../../source.ts';
import type { Environment } from './environment.ts';
import { printed } from './output.ts';
import type { Site } from './reaching.ts';
import type { Command, Script } from './syntax.ts';
import { literalOf } from './syntax.ts';

/** The files that a script itself writes. */
export class Files {
  private readonly writers = new Map<string, Command[]>();

  constructor(
    private readonly environment: Environment,
    script: Script,
  ) {
    for (const command of script.commands) {
      const tee = literalOf(command.words[0]) === 'tee' ? command.words.slice(1) : [];
      for (const word of [...command.outputs, ...tee]) {
        const path = literalOf(word);
        if (path === undefined || path.startsWith('-') || path.startsWith('/dev/')) continue;
        const known = this.writers.get(path);
        if (known) known.push(command);
        else this.writers.set(path, [command]);
      }
    }
  }

  /** What stands in a file that one command wrote, before `site`; undefined when it is not known. */
  content(path: string, site: Site, guess: boolean): SourceText | undefined {
    const [writer, ...others] = this.writers.get(path) ?? [];
    if (!writer || others.length > 0 || writer.order >= site.order) return undefined;
    if (this.environment.reaching.likelihood(writer.block, site) !== 'sure') return undefined;
    return printed(this.environment, [writer], site, guess);
  }
}
