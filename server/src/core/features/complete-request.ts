import { signatureOf } from '../calls.ts';
import { endpointsAt } from '../catalogue/endpoints.ts';
import { type Completion, type InsertPiece, item, rank } from './complete-item.ts';
import type { HeaderContext, MethodContext } from './request-context.ts';

/** Stands where the root key is to be filled in. */
const MARK = '\u0000';

/** The methods the endpoint has. */
export function completeMethod({ endpoint, range, suffix }: MethodContext): readonly Completion[] {
  return endpointsAt(endpoint.version, endpoint.operation).map((e, i) =>
    item('method', e.method, range, e.operation, {
      detail: signatureOf(e),
      insert: [`${e.method}${suffix}`],
      sortText: rank(0, i),
    }),
  );
}

/** The headers a request to the endpoint needs and does not have, or the value of one. */
export function completeHeader(context: HeaderContext): readonly Completion[] {
  const { endpoint, header, range, written, line, key } = context;
  const token = key ?? MARK;
  const headers: { name: string; value: string }[] = [];
  if (endpoint.auth === 'bearer') headers.push({ name: 'Authorization', value: `Bearer ${token}` });
  if (endpoint.body) headers.push({ name: 'Content-Type', value: 'application/json' });
  const isOffered = (name: string): boolean => {
    const lower = name.toLowerCase();
    return header === undefined ? !written.has(lower) : lower === header;
  };
  return headers
    .filter(({ name }) => isOffered(name))
    .map(({ name, value }, i) => {
      const shown = value.replace(MARK, '<root key>');
      const label = header === undefined ? name : shown;
      return item('header', label, range, name, {
        detail: header === undefined ? shown : '',
        insert: stops(header === undefined ? line(name, value) : value),
        sortText: rank(0, i),
      });
    });
}

function stops(text: string): readonly InsertPiece[] {
  const [before, behind] = text.split(MARK);
  return behind === undefined ? [text] : [before!, {}, behind];
}
