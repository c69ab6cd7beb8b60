import type { Expression } from '../../expression.ts';
import type { NamedText } from '../../model.ts';
import { scriptOfWords } from '../../regions/argv.ts';
import { languageOfShebang } from '../../regions/interpreter.ts';
import { looseCommands } from '../../regions/loose-commands.ts';
import { type Environment, readScript } from '../../regions/scripts.ts';
import type { ScriptWriter } from '../../regions/written-script.ts';
import { settingCall, withoutUsedUrls } from '../../requests/bare-call.ts';
import { Values } from '../../resolve.ts';
import { HOLE, SourceText } from '../../source.ts';
import { type ExtractContext, type Extraction, joined, type Language } from '../language.ts';
import { type HclAttribute, type HclBlock, parseHcl } from './hcl.ts';
import { requestsOf } from './requests.ts';
import { ModuleScope } from './scope.ts';

/** HCL as Terraform, OpenTofu, Terragrunt, Packer and Nomad have it. */
export const language: Language = {
  id: 'terraform',
  title: 'Terraform and HCL',
  languageIds: ['terraform', 'terraform-vars', 'opentofu', 'opentofu-vars', 'hcl', 'packer', 'nomad'],
  extensions: ['.tf', '.tfvars', '.tofu', '.hcl', '.nomad'],
  fences: ['tf', 'tfvars', 'tofu'],
  comment: ['# ', ''],
  extract,
};

/** Attributes of provisioners and blocks like them that are run. */
const RUN = new Set([
  'command',
  'inline',
  'program',
  'script_content',
  'user_data',
  'startup_script',
  'create',
  'destroy',
]);
/** Attributes that are read by people. */
const PROSE = new Set(['description', 'error_message', 'comment', 'title']);

function extract(source: SourceText, context: ExtractContext): Extraction {
  const { root, comments } = parseHcl(source);
  const reader = new BlockReader(root, new Values(source, new ModuleScope(source, root)), context);
  reader.read(root);
  const all = joined([...reader.found, { calls: [], names: reader.names, comments }]);
  return { ...all, calls: withoutUsedUrls(all.calls) };
}

class BlockReader {
  readonly found: Extraction[] = [];
  readonly names: NamedText[] = [];

  constructor(
    private readonly root: HclBlock,
    private readonly values: Values,
    private readonly context: ExtractContext,
  ) {}

  read(block: HclBlock): void {
    const { calls, read } = requestsOf(block, this.root, this.values, this.context.document);
    this.found.push({ calls, comments: [] });
    const environment = this.environmentOf(block);
    const interpreter = block.attributes.find((a) => a.name === 'interpreter');
    for (const attribute of block.attributes) {
      if (read.has(attribute) || PROSE.has(attribute.name) || attribute === interpreter) continue;
      const name = nameOf(block, attribute);
      this.addName(name, attribute.value);
      if (!this.command(attribute, interpreter, environment)) this.value(attribute.value, name, 0);
    }
    for (const inner of block.blocks) this.read(inner);
  }

  private text(expression: Expression): SourceText {
    return this.values.text(expression, true);
  }

  private addName(name: string, expression: Expression): void {
    if (expression.kind !== 'text' && expression.kind !== 'template') return;
    const value = this.text(expression);
    if (value.length > 0 && value.length < 500 && !value.text.includes('\n'))
      this.names.push({ name, value });
  }

  private environmentOf({ attributes }: HclBlock): Environment {
    const given = attributes.find((a) => a.name === 'environment');
    const members = given ? this.values.members(given.value).list : [];
    return new Map(members.map(({ key, value }) => [key, this.text(value)]));
  }

  /** Reads what an attribute runs. False when it is none that is run. */
  private command(
    { name, value }: HclAttribute,
    interpreter: HclAttribute | undefined,
    environment: Environment,
  ): boolean {
    if (!RUN.has(name)) return false;
    if (value.kind === 'array') {
      const words = value.items.map((item) => this.text(item));
      const script =
        name === 'program' || name === 'command'
          ? scriptOfWords(words, value.complete)
          : { language: 'sh', source: linesOf(words), editable: false };
      if (script) this.found.push(readScript(script, environment, this.context));
      return true;
    }
    const source = this.text(value);
    if (source.text === HOLE) return false;
    const by = interpreter && this.values.resolve(interpreter.value).value;
    const words = by?.kind === 'array' ? by.items.map((item) => this.text(item)) : [];
    const script =
      words.length > 0
        ? scriptOfWords([...words, source], true)
        : { language: 'sh', source, editable: false, writer: this.writerOf(value) };
    if (script) this.found.push(readScript(script, environment, this.context));
    return true;
  }

  /** How text is added to a script in a here-document, or in quotes. What HCL would read itself is not written. */
  private writerOf(value: Expression): ScriptWriter {
    const place = this.values.source.range(value.start, value.end);
    const isQuoted = this.context.document[place.start] === '"';
    return {
      place,
      write: (text, at) => {
        if (at < place.start || at > place.end || /[$%]\{/.test(text)) return undefined;
        if (!isQuoted) return text;
        return text.includes('\n') ? undefined : JSON.stringify(text).slice(1, -1);
      },
    };
  }

  /** Whatever else an attribute holds: URLs, scripts, commands, names in objects. */
  private value(expression: Expression, name: string, depth: number): void {
    if (depth > 20) return;
    switch (expression.kind) {
      case 'array':
        for (const item of expression.items) this.value(item, name, depth + 1);
        return;
      case 'object':
        for (const entry of expression.entries) {
          if (entry.kind !== 'member') continue;
          const key = this.text(entry.key).text;
          if (PROSE.has(key)) continue;
          this.addName(key, entry.value);
          this.value(entry.value, key, depth + 1);
        }
        return;
      case 'call':
        for (const argument of expression.args) this.value(argument, name, depth + 1);
        return;
      case 'choice':
        this.value(expression.first, name, depth + 1);
        this.value(expression.second, name, depth + 1);
        return;
      case 'text':
      case 'template':
        this.string(this.text(expression), name);
    }
  }

  private string(text: SourceText, name: string): void {
    const language = languageOfShebang(text.text);
    const call = settingCall(name, text);
    if (language)
      this.found.push(readScript({ language, source: text, editable: false }, new Map(), this.context));
    else if (call) this.found.push({ calls: [call], comments: [] });
    else if (text.text.includes('curl'))
      for (const command of looseCommands(text)) this.found.push(this.context.commands(command));
  }
}

/** A variable's default is what its label names. */
const nameOf = ({ type, labels }: HclBlock, { name }: HclAttribute): string =>
  (type === 'variable' && name === 'default' ? labels[0] : undefined) ?? name;

const linesOf = (words: readonly SourceText[]): SourceText =>
  SourceText.join(words.flatMap((word) => [word, SourceText.decoded('\n', word.range(word.length))]));
