import type { Script } from '../../regions/interpreter.ts';
import { type Environment, readScript } from '../../regions/scripts.ts';
import { substitute } from '../../regions/substitution.ts';
import { settingCall, withoutUsedUrls } from '../../requests/bare-call.ts';
import { type Range, SourceText } from '../../source.ts';
import { type ExtractContext, type Extraction, joined, type Language } from '../language.ts';
import { type Makefile, type MakeVariable, parseMakefile } from './parse.ts';

export const language: Language = {
  id: 'makefile',
  title: 'make',
  languageIds: ['makefile'],
  extensions: ['.mk', '.mak', '.make'],
  filenames: ['makefile', 'gnumakefile', 'ocamlmakefile'],
  filenamePattern: /^(?:gnu)?makefile(?:[.-](?!(?:md|txt|ya?ml|json|am|in)$)[\w-]+)?$/,
  fences: ['make', 'makefile', 'mk'],
  comment: ['# ', ''],
  extract,
};

/** Values longer than this grew by doubling: nobody's URL. */
const MAX_LENGTH = 20_000;
/** `$$`, `$(NAME)`, `${NAME}`, `$@`; what has anything else in its brackets is a function. */
const REFERENCE = /\$(?:\$|[({]([A-Za-z_][\w.-]*)[)}]|\([^()]*(?:\([^()]*\)[^()]*)*\)|\{[^{}]*\}|[^\s({$])/g;

function extract(source: SourceText, context: ExtractContext): Extraction {
  const makefile = parseMakefile(source);
  const values = new MakeValues(makefile.variables);
  const environment = exportedBy(makefile, values);
  const named = makefile.variables
    .filter(({ value }) => value.length > 0 && !/[\r\n]/.test(value.text))
    .map(({ name, value }) => ({ name, value: values.expand(value) }));
  const found: Extraction[] = [
    {
      calls: named.flatMap(({ name, value }) => settingCall(name, value) ?? []),
      names: named,
      comments: makefile.comments,
    },
  ];
  const run = (script: SourceText, place?: Range): void => {
    if (script.length === 0) return;
    const read: Script = { language: 'sh', source: script, editable: false };
    const recipe = place ? { ...read, writer: { write, place, dollar: '$' } } : read;
    found.push(readScript(recipe, environment, context));
  };
  for (const { value, runs } of makefile.variables) if (runs) run(values.expand(value));
  for (const argument of shellArguments(source)) run(values.expand(argument));
  for (const lines of makefile.recipes) {
    const commands = lines.map((line) => values.expand(withoutPrefix(line)));
    if (makefile.oneShell) run(SourceText.join(commands));
    else for (const [i, command] of commands.entries()) run(command, lines[i]!.range());
  }
  const all = joined(found);
  return { ...all, calls: withoutUsedUrls(all.calls) };
}

/** A text of a recipe, with the dollar of its variables. */
const write = (text: string): string => text.replaceAll('$UNKEY_ROOT_KEY', '$$$$UNKEY_ROOT_KEY');

/** What `$(shell …)` is given, up to the bracket that closes it. */
function shellArguments(source: SourceText): SourceText[] {
  const { text } = source;
  const found: SourceText[] = [];
  let end = 0;
  for (const m of text.matchAll(/\$([({])shell[ \t]+/g)) {
    const from = m.index + m[0].length;
    if (from < end) continue;
    const [open, close] = m[1] === '(' ? ['(', ')'] : ['{', '}'];
    let depth = 1;
    for (end = from; end < text.length && depth > 0; end++) {
      if (text[end] === '\n' && !/\\\r?$/.test(text.slice(end - 2, end))) break;
      if (text[end] === open) depth++;
      else if (text[end] === close) depth--;
    }
    if (depth === 0) found.push(source.slice(from, end - 1));
  }
  return found;
}

/** Without what tells make how to run it. */
const withoutPrefix = (line: SourceText): SourceText =>
  line.slice(/^[ \t]*(?:[@+-][ \t]*)*/.exec(line.text)![0].length);

/** The values of variables that are set once. */
class MakeValues {
  private readonly once = new Map<string, MakeVariable | undefined>();
  private readonly known = new Map<string, SourceText | undefined>();

  constructor(variables: readonly MakeVariable[]) {
    for (const variable of variables) {
      const sole = !this.once.has(variable.name) && !variable.partial;
      this.once.set(variable.name, sole ? variable : undefined);
    }
  }

  /** `text` with the values that are known and holes for all other references; `$$` becomes a dollar. */
  expand(text: SourceText): SourceText {
    if (!text.text.includes('$')) return text;
    return substitute(text, REFERENCE, (match, written) => {
      if (match[0] === '$$') return written.slice(1);
      return (match[1] !== undefined && this.valueOf(match[1])) || SourceText.hole(written.range());
    });
  }

  /** Undefined when it is not known, or in the middle of being worked out. */
  valueOf(name: string): SourceText | undefined {
    if (!this.known.has(name)) {
      this.known.set(name, undefined);
      const variable = this.once.get(name);
      // A variable without a value is there to be filled in.
      const value = variable && variable.value.length > 0 ? this.expand(variable.value) : undefined;
      this.known.set(name, value && value.length <= MAX_LENGTH ? value : undefined);
    }
    return this.known.get(name);
  }
}

function exportedBy({ variables, exported }: Makefile, values: MakeValues): Environment {
  const environment = new Map<string, SourceText>();
  for (const { name, exported: own } of variables) {
    const value = own || exported.has(name) || exported.has('') ? values.valueOf(name) : undefined;
    if (value) environment.set(name, value);
  }
  return environment;
}
