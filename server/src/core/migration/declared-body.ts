import type { Changes, Step } from '../catalogue/changes.ts';
import type { Json } from '../model.ts';
import { escapedName } from '../name-pattern.ts';
import { firstOf } from './unseen.ts';

/** How a type is declared of which bodies are made. */
const DECLARES =
  '(?:class|struct|record|interface|type|data\\s+class|case\\s+class|defstruct|final\\s+class)';
/** Declarations are not looked through farther than this. */
const LONGEST = 1_500;
/** What ends a declaration: an empty line, a bracket that begins a line, a line that is not indented. */
const END = /\n[ \t]*\r?\n|\n[ \t]*[)}]|\n(?=[@\w])/;

/**
 * Why a body stays as it is whose fields a type declares: what v2 takes in the place of which field, and the line of each.
 * Undefined where no field that changes is declared so.
 */
export function declaredReason(json: Json, { steps }: Changes, document: string): string | undefined {
  if (json.kind !== 'object') return undefined;
  const declared = json.members.filter(({ typed, declared: name }) => typed || name);
  return reason(
    declared.map(({ key, keyRange }) => ({ name: key, at: keyRange.start })),
    steps,
    document,
  );
}

/** The same for a body that the constructor of a type of the text makes: `CreateKey(apiId, owner)`. */
export function constructedReason(code: string, { steps }: Changes, document: string): string | undefined {
  const type = /^(?:await\s+|new\s+|&)*([A-Z]\w*)\s*[({]/.exec(code)?.[1];
  if (type === undefined) return undefined;
  const at = document.search(new RegExp(`\\b${DECLARES}\\s+${escapedName(type)}(?![\\w$])`));
  if (at < 0) return undefined;
  const [whole] = document.slice(at, at + LONGEST).split(END, 1);
  const old = [...new Set(steps.flatMap((step) => firstOf(step) ?? []))];
  const found = old.flatMap((name) => {
    const index = whole?.search(new RegExp(`\\b${name}\\b`)) ?? -1;
    return index < 0 ? [] : [{ name, at: at + index }];
  });
  return reason(found, steps, document);
}

interface Field {
  readonly name: string;
  /** Where it is declared. */
  readonly at: number;
}

function reason(fields: readonly Field[], steps: readonly Step[], document: string): string | undefined {
  const parts = fields
    .toSorted((a, b) => a.at - b.at)
    .flatMap(({ name, at }) => {
      const step = steps.find((one) => firstOf(one) === name);
      const line = document.slice(0, at).split('\n').length;
      return step ? [`${takenFor(step, name)} (line ${line})`] : [];
    });
  if (parts.length === 0) return undefined;
  const last = parts.pop()!;
  const list = parts.length > 0 ? `${parts.join(', ')} and ${last}` : last;
  return `A type declares the body. v2 takes ${list}. Change the type and what is made of it by hand.`;
}

/** What v2 takes for a field of v1. */
function takenFor(step: Step, name: string): string {
  switch (step.kind) {
    case 'move':
      return step.from === name ? `${step.to} for ${name}` : `another ${name}`;
    case 'append':
      return `a list ${step.to} for ${name}`;
    case 'drop':
      return `no ${name}`;
    default:
      return `another form of ${name}`;
  }
}
