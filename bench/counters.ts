import { Parser } from 'web-tree-sitter';
import { testService } from '../test/harness/engine.ts';
import { httpFile, pythonFile, shellScript, typescriptFile, unrelatedFile } from './workload.ts';

/** What work a text costs, whatever the machine. */
export interface Counters {
  readonly calls: number;
  /** Pieces given to the parser, and how long they are together, in UTF-16 units. */
  readonly parsed: { readonly pieces: number; readonly characters: number };
  /** The same after one more character in the middle of a call. */
  readonly parsedAgain: { readonly pieces: number; readonly characters: number };
}

/** Counts the work for each text of the bench. */
export async function countWork(): Promise<Record<string, Counters>> {
  const texts = {
    'typescript 2000 lines': ['typescript', typescriptFile(2000), 'path=/items'],
    'typescript without a marker': ['typescript', unrelatedFile(2000), 'newest first'],
    'python 2000 lines': ['python', pythonFile(2000), 'path=/items'],
    'http 250 requests': ['http', httpFile(250), 'name'],
    'shell 250 commands': ['shellscript', shellScript(250), 'apiId'],
  } as const;
  const counted: Record<string, Counters> = {};
  for (const [name, [languageId, text, at]] of Object.entries(texts)) {
    const service = testService();
    const analyze = (changed: string) => service.analyze({ languageId, path: '', text: changed });
    // Loads the grammars, so that only the text is counted.
    await analyze("await fetch('https://api.unkey.com/v2/liveness');\n");
    const offset = text.indexOf(at, text.length / 2);
    let calls = 0;
    const parsed = await countParses(async () => {
      calls = (await analyze(text)).facts.calls.length;
    });
    const parsedAgain = await countParses(() => analyze(`${text.slice(0, offset)}x${text.slice(offset)}`));
    counted[name] = { calls, parsed, parsedAgain };
    service.dispose();
  }
  return counted;
}

async function countParses(work: () => Promise<unknown>): Promise<Counters['parsed']> {
  const { parse } = Parser.prototype;
  let pieces = 0;
  let characters = 0;
  Parser.prototype.parse = function (this: Parser, ...args: Parameters<typeof parse>) {
    pieces++;
    if (typeof args[0] === 'string') characters += args[0].length;
    return parse.apply(this, args);
  };
  try {
    await work();
  } finally {
    Parser.prototype.parse = parse;
  }
  return { pieces, characters };
}
