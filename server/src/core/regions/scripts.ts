import { type ExtractContext, type Extraction, NOTHING } from '../languages/language.ts';
import { hasMarker } from '../marker.ts';
import type { ApiCall } from '../model.ts';
import { SourceText } from '../source.ts';
import { quoted } from './argv.ts';
import { languageOfShebang, type Script } from './interpreter.ts';
import { KEY_VARIABLE, withoutKey } from './root-key-variable.ts';
import { writtenCall } from './written-script.ts';

/** Variables that a script is started with, by name. */
export type Environment = ReadonlyMap<string, SourceText>;

/** More than a person gives a script. */
const MOST_VARIABLES = 200;

/**
 * Reads a script that stands in a text of another language. Its first line may name another interpreter. Variables it
 * is started with are known to it unless it sets them itself.
 */
export function readScript(script: Script, environment: Environment, context: ExtractContext): Extraction {
  const language = languageOfShebang(script.source.text) ?? script.language;
  const source = language === 'sh' ? withEnvironment(script.source, environment) : script.source;
  // Most scripts of a configuration have nothing to do with the API.
  if (!hasMarker(source.text)) return NOTHING;
  const read = context.fence(language, source);
  const calls = environment.has(KEY_VARIABLE)
    ? read.calls
    : withoutKey(read.calls, script.source.text, context.document);
  const found = { ...read, calls, ...(script.folded ? { uncommented: script.folded } : {}) };
  if (script.editable) return found;
  const { writer } = script;
  const written = (call: ApiCall): ApiCall =>
    writer ? writtenCall(call, writer, context.document) : withoutAdditions(call);
  return { ...found, calls: found.calls.map(written) };
}

/** A call whose edits put one word in the place of another at most: what is added would need quotes or escapes. */
export function withoutAdditions(call: ApiCall): ApiCall {
  const { method, methodImplied, editor } = call;
  const replaces = method.kind === 'literal' && !methodImplied && editor.setMethod;
  return { ...call, editor: replaces ? { setMethod: replaces } : {} };
}

/** The script behind assignments of the variables that it names. */
function withEnvironment(script: SourceText, environment: Environment): SourceText {
  if (environment.size === 0 || !script.text.includes('$')) return script;
  const used = new Set([...script.text.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map((m) => m[1]!));
  const assignments = [...used].slice(0, MOST_VARIABLES).flatMap((name) => {
    const value = environment.get(name);
    if (!value || value.length === 0) return [];
    const at = value.range(0, 0);
    return [
      SourceText.decoded(`${name}=`, at),
      quoted(value),
      SourceText.decoded('\n', value.range(value.length)),
    ];
  });
  return assignments.length === 0 ? script : SourceText.join([...assignments, script]);
}
