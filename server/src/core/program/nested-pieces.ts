import type { Piece } from './grammar.ts';

/** How a language writes what holds other declarations: classes, modules. Lines are given without their indentation. */
export interface NestSyntax {
  /** What a line opens: texts that open and close the same when put around its members. */
  opens(line: string): Surroundings | undefined;
  /** The line that closes it. */
  readonly closes: RegExp;
  /** Lines that begin something that can be parsed alone. */
  readonly begins: RegExp;
  /** Lines that belong to what the next line begins: annotations. */
  readonly attached?: RegExp;
  /** Lines that are no code: those of a comment whose beginning or end is missing. */
  readonly skipped?: RegExp;
  /** What a piece that is not the first has to begin with. */
  readonly prefix?: string;
}

/** What is around a piece that is read alone. */
export interface Surroundings {
  readonly prefix: string;
  readonly suffix: string;
}

interface Nest extends Surroundings {
  /** Where the line stands that opens it. */
  readonly start: number;
  readonly line: string;
  readonly indent: number;
  /** How far its members are to the right, once one was seen. */
  members: number | undefined;
}

/**
 * Cuts a text that does not parse into pieces that can be parsed alone: at the members of classes and modules, as their
 * indentation tells, each in texts that open and close what is around it.
 */
export function nestedPieces(text: string, syntax: NestSyntax): readonly Piece[] {
  const pieces: Piece[] = [];
  const nests: Nest[] = [];
  let from = 0;
  // The nest that the piece being read opens.
  let opened: Nest | undefined;
  let attached = false;
  const cut = (at: number): void => {
    if (at > from) {
      const outer = around(nests.filter((n) => n !== opened));
      const before = from === 0 ? '' : (syntax.prefix ?? '');
      const prefix = before + outer.prefix;
      const copies = outer.copies.map((copy) => ({ ...copy, index: copy.index + before.length }));
      pieces.push({ start: from, end: at, prefix, copies, suffix: (opened?.suffix ?? '') + outer.suffix });
    }
    from = at;
    opened = undefined;
  };
  for (const { start, end, line } of linesOf(text)) {
    const indent = line.search(/\S/);
    if (indent < 0) continue;
    const written = line.slice(indent);
    // The brace of what the line above opens.
    if (written === '{') continue;
    if (syntax.skipped?.test(written)) {
      cut(start);
      from = end;
      continue;
    }
    let closed = false;
    for (let last = nests.at(-1); last && indent <= last.indent; last = nests.at(-1)) {
      cut(start);
      nests.pop();
      closed = syntax.closes.test(written);
    }
    if (closed) {
      from = end;
      continue;
    }
    const last = nests.at(-1);
    if (last) last.members ??= indent;
    const isMember = indent === (last ? last.members : 0);
    const nest = syntax.opens(written);
    if (!attached && (nest || (isMember && syntax.begins.test(written)))) cut(start);
    attached = isMember && (syntax.attached?.test(written) ?? false);
    if (!nest) continue;
    opened = { ...nest, start: start + indent, line: written, indent, members: undefined };
    nests.push(opened);
  }
  cut(text.length);
  return pieces;
}

function around(nests: readonly Nest[]): Surroundings & { readonly copies: NonNullable<Piece['copies']> } {
  let prefix = '';
  const copies = nests.flatMap((nest) => {
    const index = prefix.length;
    prefix += nest.prefix;
    return nest.prefix.startsWith(nest.line) ? [{ index, length: nest.line.length, start: nest.start }] : [];
  });
  const suffixes = nests.map((n) => n.suffix).reverse();
  return { prefix, suffix: suffixes.join(''), copies };
}

function* linesOf(text: string): Generator<{ start: number; end: number; line: string }> {
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline + 1;
    yield { start, end, line: text.slice(start, end).trimEnd() };
    start = end;
  }
}
