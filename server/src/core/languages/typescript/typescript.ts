import { readEnvironment } from '../../idioms/environment.ts';
import { printedBy } from '../../idioms/printed.ts';
import { lazy } from '../../lazy.ts';
import { Values } from '../../resolve.ts';
import { NPM_FILES, namesSdk } from '../../sdk/release.ts';
import type { Range, SourceText } from '../../source.ts';
import type { ExtractContext, Extraction, Language } from '../language.ts';
import { CallFinder } from './calls.ts';
import { clients } from './clients/clients.ts';
import { codeSwitches } from './code-switches.ts';
import { commandCall, withWholeHoles } from './commands.ts';
import { environmentVariable } from './edit.ts';
import { Islands } from './islands.ts';
import { leftovers } from './leftovers.ts';
import { scan, scanAsWritten } from './lexer.ts';
import { namedTexts } from './names.ts';
import { outlineOf } from './outline.ts';
import type { Reading } from './reading.ts';
import { NameScope } from './scope.ts';
import { sdkFacts } from './sdk-calls.ts';
import { sdkModules } from './sdk-modules.ts';
import { Kind, type Tokens, tokenAt } from './tokens.ts';

/** Identifiers of the dialect in which `<T>value` is a cast and not an element. */
const WITHOUT_JSX: readonly string[] = ['typescript', 'ts', 'mts', 'cts'];

/** Identifiers of the dialects without types. */
const SCRIPTS = /^(?:javascript|javascriptreact|[mc]?jsx?)$/;

/** TypeScript and JavaScript, with and without JSX. */
export const language: Language = {
  id: 'typescript',
  title: 'TypeScript and JavaScript',
  clients: clients.map((client) => client.name),
  languageIds: ['typescript', 'typescriptreact', 'javascript', 'javascriptreact'],
  extensions: ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'],
  fences: ['ts', 'typescript', 'tsx', 'js', 'javascript', 'jsx', 'mjs', 'cjs', 'mts', 'cts'],
  comment: ['// ', ''],
  companions: { names: NPM_FILES, wanted: namesSdk },
  idioms: {
    ...readEnvironment({
      read: (name, _, text) => environmentVariable(name, text),
      within: (lead, value, tail, quote) =>
        quote !== '`' && /`|\$\{/.test(lead + tail) ? undefined : `\`${lead}\${${value}}${tail}\``,
      // An attribute of JSX, a name of a member, a type.
      never: /[\w-]=$|\b(?:import|from|require\()\s*$|\btype\s[^=;]*=\s*$/,
    }),
    printed: printedBy({
      // What stands before is looked at last: few names end as these methods do.
      printers:
        /\.(?:(?:log|info|warn|error|debug|trace|dir|table)(?<=\bconsole\.\w+)|(?:debug|info|warn|error|fatal|trace|log|verbose|silly)(?<=\b(?:logger|log|\w+Logger|pino|winston)\.\w+)|write(?<=\bprocess\.std(?:out|err)\.write))\s*\(/g,
      filled: { quotes: '`', open: '${', close: '}' },
    }),
  },
  leftovers,
  extract,
};

function extract(source: SourceText, context: ExtractContext): Extraction {
  const jsx = !WITHOUT_JSX.includes(context.languageId);
  const tokens = scan(source.text, jsx);
  const islands = new Islands(tokens, context.syntax, jsx ? 'tsx' : 'typescript');
  const scope = new NameScope(source, tokens, islands);
  const values = new Values(source, scope);
  // A template that is never closed may be all of what follows.
  const written = lazy(() => (tokens.balanced ? tokens : scanAsWritten(source.text, jsx)));
  const { document, path } = context;
  const commands: Reading['commands'] = (command, isOne) =>
    context
      .commands(withWholeHoles(command, document))
      .calls.map((call) => commandCall(call, isOne, { source, tokens, document }));
  const reading: Reading = { source, tokens, islands, scope, values, commands, path, document };
  const modules = sdkModules(source.text, context);
  const sdk = modules && sdkFacts(reading, modules, !SCRIPTS.test(context.languageId));
  const finder = new CallFinder(reading);
  const requests = finder.find();
  const calls = [...requests, ...(sdk?.calls ?? [])];
  return {
    calls,
    reads: [...(requests.length > 0 ? finder.reads(requests) : []), ...(sdk?.reads ?? [])],
    sdk: sdk?.uses ?? [],
    programs: sdk?.programs ?? [],
    names: namedTexts(source, tokens, calls),
    switches: codeSwitches(source, tokens),
    comments: tokens.comments.map(([start, end]) => source.slice(start, end)),
    outline: lazy(() => outlineOf(source, tokens, scope)),
    stringAt: (offset) => stringAt(source, written(), offset),
  };
}

/** The string or template of whose text the character at a document offset is a part. */
function stringAt(source: SourceText, tokens: Tokens, offset: number): Range | undefined {
  const at = source.indexOfOffset(offset);
  const token = tokenAt(tokens, at);
  if (at < 0 || token < 0 || at >= tokens.ends[token]!) return undefined;
  if (tokens.kinds[token] === Kind.string) return source.range(tokens.starts[token], tokens.ends[token]);
  if (tokens.kinds[token] !== Kind.chunk) return undefined;
  const open = tokens.parents[token]!;
  return source.range(tokens.starts[open], tokens.ends[tokens.mates[open]!] ?? tokens.ends[token]);
}
