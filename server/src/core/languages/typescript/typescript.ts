import { Values } from '../../resolve.ts';
import type { SourceText } from '../../source.ts';
import type { ExtractContext, Extraction, Language } from '../language.ts';
import { CallFinder } from './calls.ts';
import { clients } from './clients/clients.ts';
import { codeSwitches } from './code-switches.ts';
import { Islands } from './islands.ts';
import { scan } from './lexer.ts';
import { namedTexts } from './names.ts';
import { NameScope } from './scope.ts';

/** Identifiers of the dialect in which `<T>value` is a cast and not an element. */
const WITHOUT_JSX: readonly string[] = ['typescript', 'ts', 'mts', 'cts'];

/** TypeScript and JavaScript, with and without JSX. */
export const language: Language = {
  id: 'typescript',
  title: 'TypeScript and JavaScript',
  clients: clients.map((client) => client.name),
  languageIds: ['typescript', 'typescriptreact', 'javascript', 'javascriptreact'],
  extensions: ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'],
  fences: ['ts', 'typescript', 'tsx', 'js', 'javascript', 'jsx', 'mjs', 'cjs', 'mts', 'cts'],
  comment: ['// ', ''],
  extract,
};

function extract(source: SourceText, context: ExtractContext): Extraction {
  const jsx = !WITHOUT_JSX.includes(context.languageId);
  const tokens = scan(source.text, jsx);
  const islands = new Islands(tokens, context.syntax, jsx ? 'tsx' : 'typescript');
  const scope = new NameScope(source, tokens, islands);
  const values = new Values(source, scope);
  const { document, path } = context;
  const commands = (command: SourceText) => context.commands(command).calls;
  const finder = new CallFinder({ source, tokens, islands, scope, values, commands, path, document });
  const calls = finder.find();
  return {
    calls,
    reads: calls.length > 0 ? finder.reads(calls) : [],
    names: namedTexts(source, tokens, calls),
    switches: codeSwitches(source, tokens),
    comments: tokens.comments.map(([start, end]) => source.slice(start, end)),
  };
}
