import type { TextEdit } from '../model.ts';
import type { Range } from '../source.ts';
import { jqProgramEdits } from './jq-program.ts';

/** What becomes of the reads of an answer that a command prints; `isWhole` where no other read of it is seen. */
export interface PrintedReads {
  readonly edits: readonly TextEdit[];
  readonly isWhole: boolean;
}

/** How far behind a command its answer is looked for. */
const FARTHEST = 20_000;
/** `jq -r --arg id "$ID" '.key'`: the options, and the program. */
const JQ = String.raw`jq((?:\s+(?:--(?:arg|argjson)\s+\w+\s+(?:"[^"\n]*"|'[^'\n]*'|[^\s'"]+)|--?[a-zA-Z][\w-]*))*\s+)('[^']*'|"[^"\n]*"|\.[\w.[\]]*)`;
/** What a shell may have between a command and the one that its output goes to; options in a variable of `make`. */
const PIPE = String.raw`(?:[ \t]*\$\(\w+\))*[ \t]*(?:\\\r?\n[ \t]*)?\|\s*`;

const UNSEEN: PrintedReads = { edits: [], isWhole: false };

/** What `jq` reads of the answer of a command that stands at `place`, at its places in v2. */
export function printedReads({ start, end }: Range, operation: string, document: string): PrintedReads {
  const command = document.slice(start, end);
  const behind = document.slice(end, end + FARTHEST);
  const saved =
    /\s(?:-[a-zA-Z]*o|--output)[ =]*(["']?)([^\s"']+)\1/.exec(command) ??
    /^[ \t]*(?:2>\S+[ \t]*)?(?:1)?>[ \t]*(["']?)([^\s"'|;&]+)\1/.exec(behind);
  if (saved) return readsOfFile(saved[2]!, end, operation, document);
  const piped = new RegExp(`^${PIPE}${JQ}`).exec(behind);
  if (piped) {
    const edits = programEdits(piped, end, operation);
    return edits ? { edits, isWhole: true } : UNSEEN;
  }
  const before = document.slice(Math.max(0, start - 200), start);
  const name = /(?:^|[\s;])(\w+)=["']?(?:\$\(|`)\s*$/.exec(before)?.[1];
  const closed = /^\s*[)`]["']?/.exec(behind);
  if (name === undefined || !closed) return UNSEEN;
  return readsOfVariable(name, end + closed[0].length, operation, document);
}

function readsOfVariable(name: string, from: number, operation: string, document: string): PrintedReads {
  const again = new RegExp(String.raw`(?:^|[\s;])${name}=`).exec(document.slice(from, from + FARTHEST));
  const scope = document.slice(from, again ? from + again.index : from + FARTHEST);
  const value = String.raw`"?\$\{?${name}\}?"?`;
  const edits: TextEdit[] = [];
  let seen = 0;
  const print = String.raw`(?:echo(?:\s+-[neE]+)?|printf(?:\s+["']%s(?:\\n)?["'])?)\s+${value}`;
  for (const pattern of [`${print}\\s*\\|\\s*${JQ}`, String.raw`${JQ}\s*<<<\s*${value}`]) {
    for (const use of scope.matchAll(new RegExp(pattern, 'g'))) {
      const made = programEdits(use, from + use.index, operation);
      if (!made) continue;
      edits.push(...made);
      seen++;
    }
  }
  // What is only shown, or asked whether it is there.
  const shown = new RegExp(String.raw`${print}\s*(?:>&2\s*)?(?=[;\n}]|$)|\[\[?\s+-[nz]\s+${value}\s+\]`, 'g');
  seen += [...scope.matchAll(shown)].length;
  const uses = [...scope.matchAll(new RegExp(String.raw`\$\{?${name}(?!\w)`, 'g'))].length;
  return { edits, isWhole: uses === seen && uses > 0 };
}

function readsOfFile(file: string, from: number, operation: string, document: string): PrintedReads {
  if (file === '/dev/null') return { edits: [], isWhole: true };
  const scope = document.slice(from, from + FARTHEST);
  const name = file.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const edits: TextEdit[] = [];
  let seen = 0;
  for (const use of scope.matchAll(new RegExp(String.raw`${JQ}\s+(?:<\s*)?["']?${name}(?![\w.-])`, 'g'))) {
    const made = programEdits(use, from + use.index, operation);
    if (!made) continue;
    edits.push(...made);
    seen++;
  }
  const uses = scope.split(file).length - 1;
  return { edits, isWhole: uses === seen };
}

/** Edits of the program that a pattern found, the text of which begins at `at`. */
function programEdits(
  found: RegExpExecArray | RegExpMatchArray,
  at: number,
  operation: string,
): readonly TextEdit[] | undefined {
  const [text, options, quoted] = found as unknown as [string, string, string];
  const start = at + text.lastIndexOf(`jq${options}${quoted}`) + 2 + options.length;
  const lead = /^["']/.test(quoted) ? 1 : 0;
  const program = quoted.slice(lead, quoted.length - lead);
  // In double quotes the shell reads it first; more than one answer is read otherwise.
  if (
    (quoted.startsWith('"') && /[\\`]/.test(program)) ||
    /\s(?:-[a-zA-Z]*[sRn]|--slurp|--raw-input)/.test(options)
  )
    return undefined;
  return jqProgramEdits(program, start + lead, operation);
}
