import type { TextEdit } from '../../../model.ts';
import type { SdkText } from '../../../program/sdk/programs.ts';
import { childOf, type SyntaxNode } from '../../../syntax.ts';
import { quoteOf } from './constants.ts';

/** What v2 has for the codes that the first client names: of an answer to `keys.verify_key`, and as a status of errors. */
const CODES: Readonly<Record<string, { readonly code?: string; readonly status?: number }>> = {
  NotFound: { code: 'NOT_FOUND', status: 404 },
  BadRequest: { status: 400 },
  Unauthorized: { status: 401 },
  Forbidden: { code: 'FORBIDDEN', status: 403 },
  Conflict: { status: 409 },
  NotUnique: { status: 409 },
  Ratelimited: { code: 'RATE_LIMITED', status: 429 },
  RateLimited: { code: 'RATE_LIMITED', status: 429 },
  KeyUsageExceeded: { code: 'USAGE_EXCEEDED' },
  InternalServerError: { status: 500 },
};
const CODE = /(?:^|\.)ErrorCode\.(\w+)$/;

/** What becomes of a comparison of `code` with constants of the first client. */
export interface ComparedCode {
  readonly edits: readonly TextEdit[];
  /** The constants, all of each chain of names. */
  readonly constants: readonly SyntaxNode[];
}

/**
 * The comparison of a code with constants of the client, as one with what v2 answers; undefined where it is another
 * expression. `as`: the code of an answer, or the status of an error.
 */
export function comparedCode(
  text: SdkText,
  member: SyntaxNode,
  as: 'code' | 'status',
): ComparedCode | undefined {
  const { to, source } = text;
  const comparison = member.parent;
  if (comparison?.type !== 'comparison_operator') return undefined;
  const [left, right, ...others] = comparison.children.filter(
    (c) => c.field !== 'operators' && c.type !== 'comment',
  );
  if (left !== member || !right || others.length > 0) return undefined;
  const operator = source.text.slice(left.end, right.start).trim().replaceAll(/\s+/g, ' ');
  const isMany = operator === 'in' || operator === 'not in';
  if (isMany ? !/^(?:tuple|list|set)$/.test(right.type) : !/^(?:==|!=|is|is not)$/.test(operator))
    return undefined;
  const constants = isMany ? right.children.filter((c) => c.type !== 'comment') : [right];
  const quote = quoteOf(text);
  const edits = constants.map((node) => {
    const found = node.type === 'attribute' ? CODES[CODE.exec(to.written(node))?.[1] ?? ''] : undefined;
    const value = found?.[as];
    const newText =
      typeof value === 'string' ? quote + value + quote : value === undefined ? undefined : String(value);
    return newText === undefined ? undefined : { range: { start: node.start, end: node.end }, newText };
  });
  if (edits.length === 0 || edits.includes(undefined)) return undefined;
  const equals = isMany
    ? []
    : [{ range: { start: left.end, end: right.start }, newText: /not|!/.test(operator) ? ' != ' : ' == ' }];
  const field = childOf(member, 'attribute');
  const named =
    as === 'status' && field
      ? [{ range: { start: field.start, end: field.end }, newText: 'status_code' }]
      : [];
  return { edits: [...named, ...equals, ...edits.flatMap((edit) => edit ?? [])], constants };
}
