import type { Range, SourceText } from '../source.ts';

/** An address that a test stands in for, or says to be asked: no request is sent to it there. */
export interface MockedCall {
  /** Upper case; missing: not said. */
  readonly method?: string;
  readonly url: string;
  /** The address, or its path where another text has the host. */
  readonly range: Range;
}

/** How tests of a language stand in for an API. */
export interface MockSyntax {
  /** Matches functions that are given an address, up to their bracket. Its one group: the method that is a name of one. */
  readonly functions: RegExp;
  /** Matches a function that is given a host, and one that is given a path of it. Global; groups: host, method, path. */
  readonly chain?: RegExp;
  /** Matches what makes a server for a test, and the paths that one answers. Global; groups: method, path. */
  readonly server?: { readonly made: RegExp; readonly paths: RegExp };
}

/** The address in quotes that a function is given, behind names of other things. */
const GIVEN = String.raw`\s*\(\s*(?:[\w.:]+,\s*){0,2}(["'\x60])(https:\/\/[\w.]+\/[\w./]+)\2`;
const METHOD = /^(?:get|post|put|delete)$/;

/** The addresses that tests in a text stand in for. */
export function mockedIn(
  source: SourceText,
  { functions, chain, server }: MockSyntax,
): readonly MockedCall[] {
  const { text } = source;
  const mocked = (method: string | undefined, url: string, start: number, end: number): MockedCall => ({
    ...(METHOD.test(method ?? '') ? { method: method!.toUpperCase() } : {}),
    url,
    range: source.range(start, end),
  });
  const whole = [...text.matchAll(new RegExp(functions.source + GIVEN, 'g'))].map((found) => {
    const end = found.index + found[0].length - 1;
    return mocked(found[1], found[3]!, end - found[3]!.length, end);
  });
  const chained = [...(chain ? text.matchAll(chain) : [])].map((found) => {
    const [all, host, method, path] = found;
    const end = found.index + all.length - 1;
    return mocked(method, host! + path!, end - path!.length, end);
  });
  const served = server?.made.test(text) ? [...text.matchAll(server.paths)] : [];
  const paths = served.map(([all, method, path], i) => {
    const end = served[i]!.index + all.length - 1;
    return mocked(method?.toLowerCase(), path!, end - path!.length, end);
  });
  return [...whole, ...chained, ...paths];
}
