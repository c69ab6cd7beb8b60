import { SourceText } from '../../source.ts';
import type { Argument } from './argument.ts';
import type { ShellClient } from './clients/client.ts';
import { clients } from './clients/clients.ts';
import { spaced } from './output.ts';

/** What a command comes to. */
export type Running =
  /** A client with its arguments. */
  | {
      readonly kind: 'client';
      readonly client: ShellClient;
      readonly name: Argument;
      readonly args: readonly Argument[];
      /** False when more arguments follow that are not written here. */
      readonly whole: boolean;
    }
  /** Another shell that runs a text. `hands`: which variables it sees. */
  | {
      readonly kind: 'script';
      readonly source: SourceText;
      readonly hands: 'all' | 'exported' | 'none';
      readonly args: readonly Argument[];
      readonly fish: boolean;
    }
  /** Another shell that runs what it reads. */
  | { readonly kind: 'input'; readonly hands: 'exported' | 'none' }
  /** Any other command. */
  | { readonly kind: 'other'; readonly name: Argument; readonly args: readonly Argument[] };

const SHELLS = new Set(['sh', 'bash', 'zsh', 'dash', 'ash', 'ksh', 'fish', 'busybox']);
/** Commands that run the command behind them here. */
const LOCAL = new Set(
  `sudo doas command exec nohup env builtin time watch xargs timeout gtimeout retry nice ionice stdbuf chronic setsid
  caffeinate unbuffer strace torsocks proxychains proxychains4 op doppler dotenv dotenvx infisical aws-vault chamber
  direnv with-env parallel find fd entr watchexec hyperfine flock script nix-shell nix systemd-run cronic npx bunx pnpm
  until spin gum catchsegv try coproc then do else trap run assert_success bats_run xvfb-run trickle cmd if for IF FOR`.split(
    /\s+/,
  ),
);
/** Commands that run it on another machine or in another container. */
const REMOTE = new Set(
  `docker podman nerdctl kubectl oc docker-compose podman-compose lxc incus nsenter chroot su runuser ssh heroku fly
  flyctl railway vagrant gcloud multipass machinectl wsl mosh autossh sshpass pct toolbox distrobox`.split(
    /\s+/,
  ),
);
/** Those that run a text as a script when it is one argument. */
const TEXT_RUNNERS = new Set(
  `ssh autossh watch hyperfine parallel trap su runuser flock script nix-shell heroku fly flyctl entr gcloud vagrant
  systemd-run timeout retry fd watchexec`.split(/\s+/),
);
/** Those whose further words are not looked at: one of them could only be a word. */
const MAX_SKIPPED = 40;

const byProgram = new Map(clients.flatMap((c) => c.programs.map((p) => [p, c] as const)));
/** Images whose entry point is a client: `curlimages/curl`, `alpine/httpie`. */
const IMAGE = /^(?:[\w.-]+\/)+(curl|httpie|xh)(?::[\w.-]+)?$/;

/** The name of the program that an argument runs: `curl` for `/usr/bin/curl.exe`. */
const programOf = (argument: Argument | undefined): string =>
  argument && !argument.opaque
    ? (/^(?!-)(?:.*[/\\])?([^/\\]*?)(?:\.exe)?$/is.exec(argument.value.text)?.[1] ?? '')
    : '';

/** True for the name of a client, as a command or in a word. */
export const namesClient = (text: string | undefined): boolean =>
  text !== undefined && (byProgram.has(text.replace(/^.*\//, '')) || CLIENT_WORD.test(text));

/**
 * What a command runs in the end, through `sudo`, `docker exec`, `bash -c` and the like. `isFunction`: names that the
 * script itself defines. Undefined for a command without a name.
 */
export function runningOf(
  args: readonly Argument[],
  isFunction: (name: string) => boolean,
): Running | undefined {
  // `$ curl …` as it is shown in consoles.
  let at = args[0]?.value.text === '$' ? 1 : 0;
  let hands: 'exported' | 'none' = 'exported';
  let whole = true;
  let current = args;
  for (let steps = 0; steps < MAX_SKIPPED && at < current.length; steps++) {
    const name = current[at]!;
    const program = programOf(name);
    // A function of that name is another thing; only one named curl adds options to those of curl.
    const client = program === 'curl' || !isFunction(program) ? byProgram.get(program) : undefined;
    const rest = current.slice(at + 1);
    if (client) return { kind: 'client', client, name, args: rest, whole };
    if (program === 'eval') return scriptOf(spaced(rest.map((a) => a.value)), 'all');
    if (SHELLS.has(program)) return shellOf(program, rest, hands);
    if (isFunction(program)) return { kind: 'other', name, args: rest };
    const remote = REMOTE.has(program);
    if (!remote && !LOCAL.has(program)) return { kind: 'other', name, args: rest };
    if (remote) hands = 'none';
    const text = TEXT_RUNNERS.has(program) ? rest.find(isCommandText) : undefined;
    if (text)
      return { ...scriptOf(program === 'parallel' ? withHoles(text.value, '{}') : text.value, hands) };
    if (program === 'xargs' || program === 'parallel' || program === 'find' || program === 'fd') {
      const { args: filled, complete } = fed(program, rest);
      current = filled;
      whole = whole && complete;
      at = 0;
    } else at++;
    const next = nextProgram(current, at, hands === 'none', isFunction);
    if (typeof next === 'object') return { kind: 'client', ...next, whole };
    if (next < 0) {
      const reads =
        /^(?:ssh|autossh)$/.test(program) && rest.filter((a) => !/^-/.test(a.value.text)).length === 1;
      return reads ? { kind: 'input', hands: 'none' } : { kind: 'other', name, args: rest };
    }
    at = next;
  }
  return undefined;
}

/** The index of the next argument that is a program we know, behind options and their values; -1 when there is none. */
function nextProgram(
  args: readonly Argument[],
  from: number,
  remote: boolean,
  isFunction: (name: string) => boolean,
): number | { client: ShellClient; name: Argument; args: readonly Argument[] } {
  for (let at = from; at < Math.min(args.length, from + MAX_SKIPPED); at++) {
    const name = args[at]!;
    const program = programOf(name);
    if (byProgram.has(program) || SHELLS.has(program) || program === 'eval') return at;
    if (LOCAL.has(program) || REMOTE.has(program) || isFunction(program)) return at;
    const image = remote ? IMAGE.exec(name.value.text)?.[1] : undefined;
    const client = byProgram.get(image === 'httpie' ? 'http' : (image ?? ''));
    if (client) return { client, name, args: args.slice(at + 1) };
  }
  return -1;
}

const isCommandText = ({ value, opaque }: Argument): boolean =>
  !opaque && /\s/.test(value.text) && CLIENT_WORD.test(value.text);
const CLIENT_WORD = new RegExp(
  `(?:^|[\\s;&|(/"'])(?:${[...byProgram.keys()].join('|')}|bash|sh)(?:\\.exe)?\\s`,
);

const scriptOf = (
  source: SourceText,
  hands: 'all' | 'exported' | 'none',
  args: readonly Argument[] = [],
): Running & { kind: 'script' } => ({ kind: 'script', source, hands, args, fish: false });

/** `bash -c SCRIPT NAME ARGUMENT…`, or a shell that reads its script. */
function shellOf(
  program: string,
  rest: readonly Argument[],
  hands: 'exported' | 'none',
): Running | undefined {
  const options = rest.findIndex((a) => a.opaque || !/^[-+]/.test(a.value.text));
  const flag = rest.findIndex((a) => /^-[a-zA-Z]*c[a-zA-Z]*$/.test(a.value.text));
  if (flag >= 0 && flag <= 4) {
    let at = flag + 1;
    // `bash -c -e SCRIPT`, `bash -co pipefail SCRIPT`
    if (/o$/.test(rest[flag]!.value.text)) at++;
    while (/^[-+][a-zA-Z]/.test(rest[at]?.value.text ?? '')) at++;
    const text = rest[at];
    if (!text || text.opaque) return undefined;
    return { ...scriptOf(text.value, hands, rest.slice(at + 2)), fish: program === 'fish' };
  }
  const reads = options < 0 || rest.some((a) => a.value.text === '-s') || rest[options]?.value.text === '-';
  return reads ? { kind: 'input', hands } : undefined;
}

/** The arguments of a command that is run with others from elsewhere in their place. */
function fed(
  program: string,
  args: readonly Argument[],
): { readonly args: readonly Argument[]; readonly complete: boolean } {
  if (program === 'find' || program === 'fd') {
    const from = args.findIndex((a) => /^(?:-exec(?:dir)?|-ok|-x|-X|--exec(?:-batch)?)$/.test(a.value.text));
    if (from < 0) return { args: [], complete: false };
    const end = args.findIndex((a, i) => i > from && /^(?:;|\+)$/.test(a.value.text));
    return { args: filled(args.slice(from + 1, end < 0 ? undefined : end), '{}'), complete: true };
  }
  if (program === 'parallel') {
    const end = args.findIndex((a) => /^:{3,4}\+?$/.test(a.value.text));
    const own = end < 0 ? args : args.slice(0, end);
    return { args: filled(own, '{}'), complete: own.some((a) => a.value.text.includes('{')) };
  }
  const at = args.findIndex((a) => /^(?:-I|-J|--replace)/.test(a.value.text));
  if (at < 0) return { args, complete: false };
  const glued = args[at]!.value.text.replace(/^(?:-[IJ]|--replace=?)/, '');
  const mark = glued || (args[at]!.value.text.startsWith('--') ? '{}' : (args[at + 1]?.value.text ?? '{}'));
  return { args: filled(args.slice(at + (glued ? 1 : 2)), mark), complete: true };
}

const filled = (args: readonly Argument[], mark: string): readonly Argument[] =>
  args.map((a) => {
    if (!a.value.text.includes(mark)) return a;
    const value = withHoles(a.value, mark);
    return { ...a, value, guess: value, local: value, localGuess: value };
  });

/** The text with a hole wherever `mark` stands. */
function withHoles(text: SourceText, mark: string): SourceText {
  const pieces: SourceText[] = [];
  let from = 0;
  for (let at = text.text.indexOf(mark); at >= 0; at = text.text.indexOf(mark, from)) {
    pieces.push(text.slice(from, at), SourceText.hole(text.range(at, at + mark.length)));
    from = at + mark.length;
  }
  return SourceText.join([...pieces, text.slice(from)], text.offset(0));
}
