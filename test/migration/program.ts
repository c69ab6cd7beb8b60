/** A request to v1. */
export interface Program {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly authorized: boolean;
}

export const HOST = 'https://api.unkey.dev';

/** The query of a request, with its question mark. */
export const queryOf = ({ query }: Program): string => {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    typeof value === 'object' ? [] : [`${name}=${encodeURIComponent(String(value))}`],
  );
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
};

/** The whole URL of a request. */
export const url = (program: Program): string => HOST + program.path + queryOf(program);
