import type { Expression, Span } from '../../expression.ts';
import type { SourceText } from '../../source.ts';
import { DEEPEST, HclReader, NAME } from './expressions.ts';

/** `name = value` */
export interface HclAttribute {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: Expression;
}

/** A block, or the whole file. */
export interface HclBlock extends Span {
  readonly type: string;
  readonly labels: readonly string[];
  readonly attributes: readonly HclAttribute[];
  readonly blocks: readonly HclBlock[];
  /** True when it was seen whole and without error. */
  readonly intact: boolean;
}

/** What a file of HCL holds. */
export interface HclFile {
  readonly root: HclBlock;
  readonly comments: readonly SourceText[];
}

/** Reads HCL (source: the HCL native syntax specification). Broken text yields blocks that are not `intact`. */
export function parseHcl(source: SourceText): HclFile {
  const reader = new HclReader(source);
  const root = readBody(reader, '', [], 0, 0);
  return { root, comments: reader.comments };
}

/** Attributes and blocks up to the closing brace, or to the end of the text for the outermost body. */
function readBody(
  reader: HclReader,
  type: string,
  labels: readonly string[],
  start: number,
  depth: number,
): HclBlock {
  const attributes: HclAttribute[] = [];
  const blocks: HclBlock[] = [];
  const isRoot = depth === 0;
  let intact = true;
  let closed = isRoot;
  for (;;) {
    reader.blanks(true);
    if (reader.at >= reader.text.length) break;
    if (reader.text[reader.at] === '}') {
      reader.at++;
      if (isRoot) continue;
      closed = true;
      break;
    }
    const from = reader.at;
    const name = reader.match(NAME);
    if (name === undefined || depth > DEEPEST) {
      intact = false;
      reader.skipLine();
      continue;
    }
    const nameSpan = { start: from, end: reader.at };
    reader.blanks(false);
    if (reader.text[reader.at] === '=' && reader.text[reader.at + 1] !== '=') {
      reader.at++;
      reader.broken = false;
      attributes.push({ name, nameSpan, value: reader.expression(depth) });
      if (reader.broken || !reader.endOfLine()) {
        intact = false;
        reader.skipLine();
      }
      continue;
    }
    const inner = readLabels(reader);
    if (!inner) {
      intact = false;
      reader.skipLine();
      continue;
    }
    blocks.push(readBody(reader, name, inner, from, depth + 1));
  }
  return { type, labels, attributes, blocks, start, end: reader.at, intact: intact && closed };
}

/** The labels up to and with the opening brace of a block. */
function readLabels(reader: HclReader): string[] | undefined {
  const labels: string[] = [];
  for (;;) {
    reader.blanks(false);
    if (reader.text[reader.at] === '{') {
      reader.at++;
      return labels;
    }
    const quoted = /"([^"\n]*)"/y;
    const label = reader.match(quoted) ?? reader.match(NAME);
    if (label === undefined) return undefined;
    labels.push(label.replace(/^"|"$/g, ''));
  }
}
