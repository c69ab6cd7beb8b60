import type { SourceText } from '../../source.ts';
import type { Extraction } from '../language.ts';
import { CallFinder } from '../shell/calls.ts';
import { parseBatch } from './parse.ts';

/** The calls of a command file; `document` is the whole document's text. */
export function readBatch(source: SourceText, document: string): Extraction {
  const script = parseBatch(source);
  const reading = { document, rootKey: '%UNKEY_ROOT_KEY%', continuation: '^', runs: 0 };
  return new CallFinder(script, reading).find();
}
