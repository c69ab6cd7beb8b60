import { substitute } from './regions/substitution.ts';
import { HOLE, type Range, SourceText } from './source.ts';

/** What is written for one name of a template. Of several values that differ, nobody knows which one holds. */
export interface Variable {
  /** Values in the document itself. An empty one is there to be filled in: then nothing is known. */
  readonly here: readonly SourceText[];
  /** Values in other files, without the empty ones counting. {@link HOLE}s stand for what must not be shown. */
  readonly elsewhere: readonly string[];
}

/** What names in templates stand for. */
export type Variables = ReadonlyMap<string, Variable>;

/** Set while requests are sent: by a script, or by whoever is asked for it. */
export const SET_LATER: Variable = { here: [SourceText.verbatim('')], elsewhere: [] };

/** Adds values of a name to those it has. */
export function addValues(variables: Map<string, Variable>, name: string, values: Partial<Variable>): void {
  const { here, elsewhere } = variables.get(name) ?? NO_VALUES;
  variables.set(name, {
    here: [...here, ...(values.here ?? [])],
    elsewhere: [...elsewhere, ...(values.elsewhere ?? [])],
  });
}

const NO_VALUES: Variable = { here: [], elsewhere: [] };

/** Values longer than this grew by doubling: nobody's URL. */
const MAX_LENGTH = 20_000;
/** No document stands for more text than this. */
const MAX_TOTAL = 5_000_000;
const TEMPLATE = /\{\{([^{}]*)\}\}/g;

/** A value in the document, or one that has no place of its own there. */
type Known = SourceText | string;

/**
 * Puts values in the place of `{{name}}`. A value written in the document keeps its place; one of another file, and
 * what several values agree in, stands at the `{{name}}`; everything else is a hole.
 */
export class Templates {
  /** The `{{name}}`s that stand for text of other files or of several places: no edit may replace them. */
  readonly foreign: Range[] = [];
  private readonly known = new Map<string, Known | undefined>();
  private written = 0;

  /**
   * @param nameOf the name of a variable from what stands between the braces; undefined where it is an expression.
   */
  constructor(
    private readonly variables: Variables,
    private readonly nameOf: (inside: string) => string | undefined = (inside) => inside.trim(),
  ) {}

  /** `text` with the values that are known and holes for the others. */
  expand(text: SourceText): SourceText {
    if (!text.text.includes('{{')) return text;
    return substitute(text, TEMPLATE, ([, inside], written) =>
      this.place(this.value(inside!), written.range()),
    );
  }

  /** The same characters, all of them standing where they are written or where their `{{name}}` is. */
  expandInPlace(text: SourceText): SourceText {
    if (!text.text.includes('{{')) return text;
    return substitute(text, TEMPLATE, ([, inside], written) => {
      const value = this.value(inside!);
      const range = written.range();
      return value === undefined
        ? SourceText.hole(range)
        : SourceText.decoded(typeof value === 'string' ? value : value.text, range);
    });
  }

  private place(value: Known | undefined, range: Range): SourceText {
    this.written += value?.length ?? 0;
    if (value === undefined || this.written > MAX_TOTAL) return SourceText.hole(range);
    if (typeof value !== 'string') return value;
    this.foreign.push(range);
    return SourceText.decoded(value, range);
  }

  /** Undefined when it is not known, or in the middle of being worked out. */
  private value(inside: string): Known | undefined {
    const name = this.nameOf(inside);
    if (name === undefined) return undefined;
    if (!this.known.has(name)) {
      this.known.set(name, undefined);
      const variable = this.variables.get(name);
      const value = variable && this.valueOf(variable);
      this.known.set(name, value !== undefined && value.length <= MAX_LENGTH ? value : undefined);
    }
    return this.known.get(name);
  }

  private valueOf({ here, elsewhere }: Variable): Known | undefined {
    const placed = here.filter((value) => value.length > 0).map((value) => this.expand(value));
    if (placed.length < here.length) return undefined;
    const others = elsewhere.filter((value) => value !== '').map((value) => this.expandText(value));
    const texts = [...placed.map((value) => value.text), ...others];
    const [first] = texts;
    if (first === undefined) return undefined;
    if (texts.every((text) => text === first)) return placed[0] ?? first;
    return texts.every((text) => text.length <= MAX_LENGTH) ? agreement(texts) : undefined;
  }

  private expandText(text: string): string {
    return text.replaceAll(TEMPLATE, (_, inside: string) => {
      const value = this.value(inside);
      this.written += value?.length ?? 0;
      if (value === undefined || this.written > MAX_TOTAL) return HOLE;
      return typeof value === 'string' ? value : value.text;
    });
  }
}

/**
 * What URLs have in common: host and path at their beginning, path at their end, a hole between. Undefined when that is
 * nothing, or they are no URLs.
 */
function agreement(texts: readonly string[]): string | undefined {
  const shortest = Math.min(...texts.map((text) => text.length));
  const [first = ''] = texts;
  let same = 0;
  while (same < shortest && texts.every((text) => text[same] === first[same])) same++;
  const head = /^[a-z]+:\/\/[^/?#]+\/(?:.*\/)?/i.exec(first.slice(0, same))?.[0] ?? '';
  let end = 0;
  const rest = shortest - head.length;
  while (end < rest && texts.every((text) => text.at(-1 - end) === first.at(-1 - end))) end++;
  const tail = /\/.*$/s.exec(first.slice(first.length - end))?.[0] ?? '';
  return head === '' && tail === '' ? undefined : `${head}${HOLE}${tail}`;
}
