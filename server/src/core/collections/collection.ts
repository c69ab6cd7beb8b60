import { valueAt, wordAt } from '../json-members.ts';
import type { ApiCall, Json, NamedText } from '../model.ts';
import type { Companion } from '../service.ts';
import type { Range } from '../source.ts';
import { readInsomnia } from './insomnia.ts';
import { readOpenCollection } from './open-collection.ts';
import { readOpenApi } from './openapi.ts';
import { POSTMAN_COMPANIONS, readPostman } from './postman.ts';
import { readThunderClient } from './thunder-client.ts';

/** What a reader of collections may look at beside the collection. */
export interface CollectionContext {
  /** How the collection is written: edits that add something depend on it. */
  readonly notation: 'json' | 'yaml';
  readonly companions: readonly Companion[];
  /** The text that the collection is. */
  readonly document: string;
}

/** What a collection says. */
export interface CollectionFacts {
  readonly calls: readonly ApiCall[];
  readonly names: readonly NamedText[];
  /** Places that stand for text written in other files or at several places. */
  readonly foreign: readonly Range[];
}

type Reader = (root: Json, context: CollectionContext) => CollectionFacts;

/** Other files that say what a collection leaves open. */
export const COLLECTION_COMPANIONS: readonly string[] = POSTMAN_COMPANIONS;

const SIGNS =
  /schema\.(?:get)?postman\.com\/json\/collection|"_postman_id"|"__export_format"|insomnia\.rest\/5|"opencollection"|Thunder Client|"(?:openapi|swagger)"\s*:/;

/** True for JSON text that may be a collection of requests. One scan, so that all other JSON need not be parsed. */
export const mayBeCollection = (text: string): boolean => SIGNS.test(text);

/**
 * The requests of a collection of Postman (v2), Insomnia (v4, v5), OpenCollection or Thunder Client, and those that an
 * OpenAPI document describes. `root` comes from JSON or YAML. Undefined when it is none of them.
 */
export function readCollection(root: Json, context: CollectionContext): CollectionFacts | undefined {
  return readerOf(root)?.(root, context);
}

function readerOf(root: Json): Reader | undefined {
  const schema = wordAt(root, 'info', 'schema') ?? wordAt(root, 'collection', 'info', 'schema') ?? '';
  if (/postman\.com\/json\/collection\/v2/.test(schema) || valueAt(root, 'info', '_postman_id'))
    return readPostman;
  if (valueAt(root, '__export_format') && valueAt(root, 'resources')) return readInsomnia;
  if (/^(?:collection|spec)\.insomnia\.rest\/5/.test(wordAt(root, 'type') ?? '')) return readInsomnia;
  if (valueAt(root, 'opencollection') || isRequestFile(root)) return readOpenCollection;
  if (/^Thunder Client/.test(wordAt(root, 'clientName') ?? wordAt(root, 'client') ?? ''))
    return readThunderClient;
  if (valueAt(root, 'paths') && (valueAt(root, 'openapi') || valueAt(root, 'swagger'))) return readOpenApi;
  return undefined;
}

/** One request of an OpenCollection in a file of its own. */
const isRequestFile = (root: Json): boolean =>
  valueAt(root, 'info')?.kind === 'object' && valueAt(root, 'http', 'url') !== undefined;
