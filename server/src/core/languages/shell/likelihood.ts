import type { Environment } from './environment.ts';
import { frameOf, type Likelihood, type Site } from './reaching.ts';
import { namesClient } from './runners.ts';
import { type Block, type Command, functionAround, literalOf } from './syntax.ts';

/**
 * How sure it is that a command of a function is part of a run of it. Only where there are several to choose from it
 * matters which one is.
 */
export function likelihoodOf(command: Command, site: Site, environment: Environment): Likelihood {
  const body = functionAround(command.block);
  if (!body || !frameOf(site, body)) return 'sure';
  const likely = likelihoodWithin(body, command.block, site, environment);
  if (likely !== 'maybe') return likely;
  const rivals = environment.commandsIn(body).filter((c) => c.words.some((w) => namesClient(literalOf(w))));
  return rivals.length > 1 ? 'maybe' : 'sure';
}

/** Whether a block of a function is run whenever that is; what runs in a shell of its own is run where that stands. */
function likelihoodWithin(body: Block, inner: Block, site: Site, environment: Environment): Likelihood {
  let likely: Likelihood = 'sure';
  for (let block: Block | undefined = inner; block; ) {
    let shell: Block | undefined = block;
    while (shell && shell !== body && shell.kind !== 'subshell') shell = shell.parent;
    const own = environment.reaching.likelihood(block, { ...site, order: -1, block: shell ?? body });
    if (own === 'never') return own;
    if (own === 'maybe') likely = own;
    block = shell === body ? undefined : shell?.parent;
  }
  return likely;
}
