import type { Range } from '../source.ts';

/** A request whose base URL a program reads of its environment, by a name that says it is that of Unkey. */
export interface UnhostedCall {
  readonly range: Range;
  /** The code that reads the base URL: `process.env.UNKEY_API_URL`. */
  readonly base: string;
  /** What stands behind it, without slashes around and without a query; what is not known in it is a hole. */
  readonly path: string;
  /** Upper case; missing: not seen. */
  readonly method?: string;
  /** All that is written of the request. */
  readonly code: string;
}
