import type { ApiCall, NamedText } from '../../model.ts';
import { languageOfShebang } from '../../regions/interpreter.ts';
import { HOLE, type SourceText } from '../../source.ts';
import { GONE_HOST } from '../../url.ts';
import { Aliases } from './aliases.ts';
import { BareFinder } from './bare.ts';
import type { Invocation } from './clients/client.ts';
import { Environment, type Outer } from './environment.ts';
import { likelihoodOf } from './likelihood.ts';
import { namesIn } from './names.ts';
import { inputOf } from './output.ts';
import { parseScript } from './parse.ts';
import type { Frame, Site } from './reaching.ts';
import { callsOf, type Place } from './request.ts';
import { type Running, runningOf } from './runners.ts';
import type { Block, Command, Script } from './syntax.ts';
import { functionAround, literalOf } from './syntax.ts';

/** What the scripts of one document have in common. */
export interface Reading {
  readonly document: string;
  /** How the shell names the root key of the environment, and what ends a line that goes on. */
  readonly rootKey: string;
  readonly continuation: string;
  /** How many more runs of functions and loops are followed. */
  runs: number;
}

/** Scripts inside of scripts inside of scripts. */
const DEEPEST = 4;
/** Functions that call functions. */
const DEEPEST_CALL = 8;
/** Runs of one loop. */
const MOST_ITEMS = 30;

/** A command's calls, and the function of the script that it runs. */
interface Outcome extends Found {
  readonly running: Running | undefined;
}

/** What a script holds; of a command, what the script inside of it holds. */
interface Found {
  readonly calls: readonly ApiCall[];
  readonly names: readonly NamedText[];
  readonly comments: readonly SourceText[];
}

const NOTHING: Found = { calls: [], names: [], comments: [] };
/** Names of files that hold scripts. */
const SCRIPT = /\.(?:sh|bash|zsh|command)$/;

/** Finds the calls of one script. */
export class CallFinder {
  private readonly environment: Environment;
  private readonly aliases: Aliases;
  /** What each command does wherever it is run from. */
  private readonly general = new Map<Command, Outcome>();
  /** The calls that commands in functions and loops make when they are run with known values. */
  private readonly runs = new Map<Command, ApiCall[]>();
  private readonly broken: ReadonlySet<Command>;

  constructor(
    private readonly script: Script,
    private readonly reading: Reading,
    outer?: Outer,
    private readonly depth = 0,
    private readonly quoted: ((text: string) => string) | undefined = inDoubleQuotes,
  ) {
    this.environment = new Environment(script, outer);
    this.aliases = new Aliases(script);
    this.broken = brokenOff(script.commands);
  }

  /** Every call, named text and comment of the script and those inside of it. */
  find(): Found {
    const { script, environment } = this;
    const { general } = this;
    for (const command of script.commands)
      general.set(command, this.read(command, environment.site(command)));
    const called = new Set(script.commands.map((c) => literalOf(c.words[0])));
    for (const command of script.commands) {
      const around = functionAround(command.block);
      // Functions that are not called here are called by those who source the script.
      if (!around || !called.has(around.name)) this.follow(command, environment.site(command), 0);
    }
    const calls = script.commands.flatMap((c) => this.chosen(general.get(c)!.calls, this.runs.get(c)));
    const bare = new BareFinder(environment, calls).find((command) => general.get(command)?.running);
    const inside = [...general.values()];
    return {
      calls: [...calls, ...bare].sort((a, b) => a.range.start - b.range.start),
      names: [...namesIn(script, environment), ...inside.flatMap((o) => o.names)],
      comments: [...script.comments, ...inside.flatMap((o) => o.comments)],
    };
  }

  /** What a command in a function or loop does in general, unless its runs say more. */
  private chosen(general: readonly ApiCall[], runs: readonly ApiCall[] | undefined): readonly ApiCall[] {
    if (!runs || runs.length === 0) return general;
    if (general.some(isGone) && !(general.every(isUnnamed) && runs.every(isNamed))) {
      const answers = runs.flatMap((call) => call.answers ?? []);
      return general.map((call) => ({ ...call, answers }));
    }
    const seen = new Map<string, ApiCall>();
    for (const call of runs) {
      const key = keyOf(call);
      const other = seen.get(key);
      const answers = [...(other?.answers ?? []), ...(call.answers ?? [])];
      seen.set(key, { ...(other ?? call), answers });
    }
    return [...seen.values()];
  }

  /** Runs a command for every item of the loops around it. */
  private follow(command: Command, site: Site, depth: number): void {
    let frames: readonly (Frame | undefined)[] = [site.frame];
    for (const loop of loopsAround(command.block)) {
      frames = frames.flatMap((frame) => this.itemFrames(loop, frame)).slice(0, MOST_ITEMS);
    }
    for (const frame of frames) this.run(command, { ...site, frame }, depth);
  }

  /** One frame for each item of a loop; the frame around it where the items are not known. */
  private itemFrames(loop: Block, outer: Frame | undefined): readonly (Frame | undefined)[] {
    const { items, parent } = loop;
    if (!items || !parent) return [outer];
    const caller: Site = { order: items.order, block: parent, frame: outer };
    const values = items.words.flatMap((word) => this.environment.arguments(word, caller));
    if (values.length === 0 || values.some((v) => v.opaque || v.conditional)) return [outer];
    return values.map((value) => ({ block: loop, args: [value], complete: true, caller }));
  }

  /** Runs a command where values are known, and the function that it calls. */
  private run(command: Command, site: Site, depth: number): void {
    if (this.reading.runs <= 0) return;
    this.reading.runs--;
    const known = site.frame === undefined ? this.general.get(command) : undefined;
    const { calls, running } = known ?? this.read(command, site);
    const callers = callersOf(site).map(({ range }) => range);
    const given = callers.length > 0 ? calls.map((call) => ({ ...call, answers: [callers] })) : calls;
    if (!known && calls.length > 0) this.runs.set(command, [...(this.runs.get(command) ?? []), ...given]);
    if (running?.kind !== 'other' || depth >= DEEPEST_CALL) return;
    const body = this.environment.functionNamed(running.name.value.text);
    if (!body || isInside(site, body)) return;
    const opaque = running.args.findIndex((a) => a.opaque);
    const args = opaque < 0 ? running.args : running.args.slice(0, opaque);
    const frame: Frame = { block: body, args, complete: opaque < 0, caller: site, command };
    for (const inner of this.environment.commandsIn(body))
      this.follow(inner, this.environment.site(inner, frame), depth + 1);
  }

  /** What a command does at one place in the running of the script. */
  private read(command: Command, site: Site): Outcome {
    const { environment } = this;
    const args = this.aliases.expanded(command).flatMap((word) => environment.arguments(word, site));
    const running = runningOf(args, (name) => environment.functionNamed(name) !== undefined);
    if (!running) return { ...NOTHING, running };
    const likely = likelihoodOf(command, site, environment);
    if (likely === 'never') return { ...NOTHING, running };
    if (running.kind === 'other') return { ...this.written(command, site), running };
    if (running.kind !== 'client') return { ...this.nested(command, running, site), running };
    const { client, name } = running;
    const invocation: Invocation = {
      name: name.range,
      args: running.args,
      whole: running.whole && command.whole && !this.broken.has(command),
      input: inputOf(environment, command, site),
      file: (path) => (path.isLiteral ? environment.files.content(path.text, site, false) : undefined),
    };
    const { document, rootKey, continuation } = this.reading;
    const { quoted } = this;
    const isTime: Place['isTime'] = (at) => environment.times.isAt(at);
    const place: Place = {
      range: command.range,
      name: name.range,
      document,
      quoted,
      isTime,
      jq: environment.jq,
      rootKey,
      continuation,
    };
    const calls = callsOf(client.read(invocation), client, place);
    return { ...NOTHING, calls: likely === 'maybe' ? calls.map(withoutClaims) : calls, running };
  }

  /** The calls of a script that a command writes into a file. */
  private written(command: Command, site: Site): Found {
    const { words, outputs, input } = command;
    const tee = words.findIndex((w) => literalOf(w) === 'tee');
    if (!input || (outputs.length === 0 && tee < 0)) return NOTHING;
    const source = this.environment.text(input, site, true);
    const paths = [...outputs, ...words.slice(tee + 1)].map((w) => literalOf(w) ?? '');
    const isScript = languageOfShebang(source.text) === 'sh' || paths.some((p) => SCRIPT.test(p));
    if (!isScript) return NOTHING;
    return this.nested(command, { kind: 'script', source, hands: 'none', args: [], fish: false }, site);
  }

  /** The calls of a script that another shell runs. */
  private nested(command: Command, running: Running & { kind: 'script' | 'input' }, site: Site): Found {
    const { environment, reading, depth } = this;
    const read = inputOf(environment, command, site, true);
    const text = running.kind === 'input' ? read : running.source;
    if (!text || text === 'unknown' || depth >= DEEPEST || reading.runs <= 0) return NOTHING;
    reading.runs--;
    const { hands } = running;
    const args = running.kind === 'script' ? running.args : [];
    const prefix = command.assignments.filter((a) => a.prefix);
    const input = running.kind === 'input' ? undefined : read;
    const outer: Outer = { environment, site, hands, args, prefix, input };
    const script = parseScript(text, running.kind === 'script' && running.fish);
    return new CallFinder(script, reading, outer, depth + 1, this.quotesIn(text)).find();
  }

  /** How to put a text in quotes inside of a script that itself stands between quotes. */
  private quotesIn(script: SourceText): CallFinder['quoted'] {
    const { start, end } = script.range();
    const before = this.reading.document[start - 1] ?? '';
    if (this.quoted !== inDoubleQuotes || !script.isContiguous() || end <= start) return undefined;
    return before === '"' ? inSingleQuotes : inDoubleQuotes;
  }
}

const inDoubleQuotes = (text: string): string => `"${text}"`;
const inSingleQuotes = (text: string): string => `'${text}'`;

/** The loops around a block within its function, the outermost first. */
function loopsAround(inner: Block): readonly Block[] {
  const loops: Block[] = [];
  for (let b: Block | undefined = inner; b && b.kind !== 'function'; b = b.parent) {
    if (b.items) loops.unshift(b);
  }
  return loops;
}

/** The commands that call the functions which are run at a place, the innermost first. */
function callersOf(site: Site): readonly Command[] {
  const commands: Command[] = [];
  for (let frame = site.frame; frame; frame = frame.caller.frame)
    if (frame.command) commands.push(frame.command);
  return commands;
}

/** True when a run of the function is under way at a place. */
function isInside(site: Site, body: Block): boolean {
  if (functionAround(site.block) === body) return true;
  for (let frame = site.frame; frame; frame = frame.caller.frame) if (frame.block === body) return true;
  return false;
}

/** The call with its URL only: of the rest, another branch may be the one that runs. */
const withoutClaims = (call: ApiCall): ApiCall => ({
  ...call,
  method: { kind: 'dynamic' },
  headersComplete: false,
  body: { kind: 'dynamic' },
  editor: {},
});

/** A call that is wrong wherever it goes on the host: it is reported once, where the host and the version are. */
function isGone({ url: { host, version } }: ApiCall): boolean {
  if (host.kind !== 'literal' || version.kind !== 'literal') return false;
  return version.value !== 'v2' || host.value === GONE_HOST;
}

/** True where only a run tells which operation is called. */
const isUnnamed = ({ url: { operation } }: ApiCall): boolean =>
  operation.kind !== 'literal' || operation.value.text.includes(HOLE);

const isNamed = ({ url: { operation } }: ApiCall): boolean =>
  operation.kind === 'literal' && !operation.value.text.startsWith(HOLE) && /\w/.test(operation.value.text);

/** Equal for runs of a command that say the same. */
function keyOf({ url, method, headers, body }: ApiCall): string {
  const { operation } = url;
  return JSON.stringify([
    url.text.text,
    operation.kind === 'literal' ? operation.range : '',
    method.kind === 'literal' ? method.value : method.kind,
    headers.map((h) => [h.name, h.value.text]),
    body.kind === 'literal' ? body.value : body.kind,
  ]);
}

/** The commands whose options go on behind their end: at a line end whose backslash is missing or misplaced. */
function brokenOff(commands: readonly Command[]): ReadonlySet<Command> {
  const broken = new Set<Command>();
  let last: Command | undefined;
  for (const command of [...commands].sort((a, b) => a.range.start - b.range.start)) {
    const follows = last && last.range.end <= command.range.start;
    const name = command.words[0];
    if (last && follows && name && /^--?[A-Za-z]/.test(literalOf(name) ?? '')) broken.add(last);
    if (!last || command.range.end > last.range.end) last = command;
  }
  return broken;
}
