import { membersOf, textOf, valueAt } from '../../json-members.ts';
import type { Json, NamedText } from '../../model.ts';
import { languageOfShebang, type Script } from '../../regions/interpreter.ts';
import { looseCommands } from '../../regions/loose-commands.ts';
import { KEY_VARIABLE } from '../../regions/root-key-variable.ts';
import { type Environment, readScript } from '../../regions/scripts.ts';
import { substitute, withHoles } from '../../regions/substitution.ts';
import { settingCall } from '../../requests/bare-call.ts';
import { SourceText } from '../../source.ts';
import type { ExtractContext, Extraction } from '../language.ts';
import { environmentOf, expand, factsOf, pairsOf } from './environment.ts';
import { ansibleRequest, requestOf } from './requests.ts';
import { keyedFromSecret } from './root-key.ts';
import { isRun, placeIn, type Reading, type ScriptPlace, scriptOf, scriptsOf } from './scripts.ts';

/** Where a value stands. */
interface Place extends ScriptPlace {
  readonly environment: Environment;
  /** The name of the member the value belongs to. */
  readonly key: string;
}

/** Members that are read by people, or that record or imitate what others send. */
const QUOTED =
  /^(?:description|summary|title|message|comments?|notes?|label|help|hint|docs?|documentation|changelog|changes|deprecated|examples?|readme|http_interactions|interactions|mocks?|stubs?|cassettes?)$/i;
/** What is left of a URL's unknown pieces once templates are resolved: `${NAME}`, `$NAME`, `<% %>`. */
const SHELL_VARIABLE = /\$\{[^{}]*\}|\$[A-Za-z_]\w*/g;
/** `NAME=` before a value in a list of variables. */
const ASSIGNED = /^[A-Za-z_]\w*=/;
/** Members whose value belongs to the mapping around them: `base-url: { default: … }`. */
const UNNAMED = /^(?:default|value)$/;
/** A name of a file whose content the value is. */
const FILE = /\.([A-Za-z\d]+)$/;
/** Longer values are no names' values. */
const LONGEST_NAMED = 500;

/** Reads what the values of a configuration say: commands, requests, URLs, names. */
export class SettingsReader {
  private readonly found: Extraction[] = [];
  private readonly names: NamedText[] = [];
  private readonly composed: boolean;
  private readonly defaults: boolean;

  /**
   * @param root the whole of the configuration
   * @param hidden variables whose values are not those of the configuration
   */
  constructor(
    private readonly root: Json,
    private readonly hidden: ReadonlySet<string>,
    private readonly context: ExtractContext,
  ) {
    this.composed = valueAt(root, 'services')?.kind === 'object';
    const plays = root.kind === 'array' ? root.items : [root];
    this.defaults = plays.some((play) => valueAt(play, 'module_defaults') !== undefined);
  }

  read(): readonly Extraction[] {
    const environment = factsOf(this.root);
    this.visit(this.root, { language: 'sh', curl: undefined, environment, key: '' });
    // Pairs in a list are met twice: with the list, and on their own.
    const seen = new Map(this.names.map((one) => [`${one.value.offset(0)} ${one.name}`, one]));
    const names = [...seen.values()].sort((a, b) => a.value.offset(0) - b.value.offset(0));
    return [...this.found, { calls: [], names, comments: [] }];
  }

  private visit(json: Json, place: Place): void {
    if (json.kind === 'object') this.mapping(json, place);
    else if (json.kind === 'array') for (const item of json.items) this.visit(item, place);
    else if (json.kind === 'string') this.text(json, place);
  }

  private mapping(mapping: Json, outer: Place): void {
    const environment = environmentOf(mapping, outer.environment, this.hidden);
    const place = { ...outer, ...placeIn(mapping, outer), environment };
    const reading = this.reading(environment);
    this.addNames(mapping);
    const read = new Set<string>();
    const ansible = ansibleRequest(mapping, this.defaults, reading);
    if (ansible) {
      this.found.push({ calls: [ansible], comments: [] });
      for (const { key } of membersOf(mapping)) if (/(?:^|\.)uri$/.test(key)) read.add(key);
    }
    const request = requestOf(mapping, reading);
    if (request) {
      this.found.push({ calls: [request.call], comments: [] });
      for (const key of request.read) read.add(key);
    }
    const { scripts, read: run } = scriptsOf(mapping, place, reading);
    for (const script of scripts) this.script(script, environment);
    const file = fileOf(mapping);
    for (const { key, value } of membersOf(mapping)) {
      if (read.has(key) || QUOTED.test(key)) continue;
      if (!run.has(key))
        this.visit(value, {
          ...place,
          key: isFilename(key) ? key : (file ?? (UNNAMED.test(key) ? outer.key : key)),
        });
      else if (value.kind === 'array')
        for (const item of value.items) if (item.kind === 'object') this.visit(item, { ...place, key });
    }
  }

  private script(script: Script, environment: Environment): void {
    const found = readScript(script, environment, this.context);
    const isKeySet = environment.has(KEY_VARIABLE) || this.hidden.has(KEY_VARIABLE);
    const calls = isKeySet
      ? found.calls
      : keyedFromSecret(found.calls, script.source.text, this.context.document);
    this.found.push({ ...found, calls });
  }

  private text(json: Json & { kind: 'string' }, place: Place): void {
    const { value } = json;
    if (!/[/.]/.test(value.text)) return;
    const reading = this.reading(place.environment);
    // `unkey.url` is a name made of parts: only a text of several lines is the content of a file.
    const isFile = value.text.includes('\n') && isFilename(place.key);
    const language = languageOfShebang(value.text) ?? (isFile ? FILE.exec(place.key)![1] : undefined);
    if (language !== undefined || (isRun(place.key) && place.language)) {
      const script = scriptOf(json, reading)!;
      const read = { language: language?.toLowerCase() ?? place.language!, ...script };
      this.script(read, place.environment);
      return;
    }
    const assigned = ASSIGNED.exec(value.text)?.[0] ?? '';
    const name = assigned === '' ? place.key : assigned;
    const written = value.slice(assigned.length);
    const call = settingCall(name, withHoles(reading.decode(written), SHELL_VARIABLE));
    if (call) this.found.push({ calls: [call], comments: [] });
    else if (value.text.includes('curl'))
      for (const command of looseCommands(reading.decode(value)))
        this.found.push(this.context.commands(command));
  }

  private reading(environment: Environment): Reading {
    return {
      decode: (text) => this.decode(text, environment),
      document: this.context.document,
      isBlock: ({ range }) => /[|>]/.test(this.context.document[range.start] ?? ''),
      isFolded: ({ range }) =>
        this.context.document[range.start] !== '|' &&
        this.context.document.slice(range.start, range.end).includes('\n'),
    };
  }

  /** `text` as the program gets it: templates resolved, doubled dollars of Compose undone. */
  private decode(text: SourceText, environment: Environment): SourceText {
    const expanded = expand(text, environment);
    if (!this.composed || !expanded.text.includes('$$')) return expanded;
    return substitute(expanded, /\$\$/g, (_, written) => SourceText.decoded('$', written.range()));
  }

  private addNames(mapping: Json): void {
    const listed = membersOf(mapping).flatMap(({ value }) => (value.kind === 'array' ? pairsOf(value) : []));
    const own = membersOf(mapping).flatMap(({ key, value }) => {
      const text = textOf(value);
      return text ? [{ name: key, value: text }] : [];
    });
    this.names.push(
      ...[...own, ...listed].filter(({ value }) => value.length > 0 && value.length < LONGEST_NAMED),
    );
  }
}

const isFilename = (key: string): boolean => FILE.test(key) && !/[\s:]/.test(key);

/** The file that a mapping describes with its content. */
function fileOf(mapping: Json): string | undefined {
  if (valueAt(mapping, 'content')?.kind !== 'string') return undefined;
  const path = textOf(valueAt(mapping, 'path') ?? valueAt(mapping, 'dest'))?.text;
  return path !== undefined && isFilename(path) ? path : undefined;
}
