import type { TextEdit } from '../../../model.ts';
import type { SdkText } from '../../../program/sdk/programs.ts';
import { childOf, type SyntaxNode } from '../../../syntax.ts';

/** What SDKs of v1 call the values of enumerations, by their last names. */
const CONSTANTS =
  /^(?:DAILY|MONTHLY|FAST|CONSISTENT|INCREMENT|DECREMENT|SET|Daily|Monthly|Fast|Consistent|Increment|Decrement|Set)$/;

/** Codes of a verification, which both versions have. */
const CODES =
  /\bCode\.(VALID|NOT_FOUND|FORBIDDEN|USAGE_EXCEEDED|RATE_LIMITED|DISABLED|INSUFFICIENT_PERMISSIONS|EXPIRED)$/;

/** The text that stands for a value of an enumeration: `daily` for `CreateKeyInterval.DAILY`. Its class equals it. */
export function constantOf({ to }: SdkText, node: SyntaxNode): string | undefined {
  const last = node.type === 'attribute' ? childOf(node, 'attribute') : undefined;
  if (!last) return undefined;
  const code = CODES.exec(to.written(node))?.[1];
  return code ?? (CONSTANTS.test(to.written(last)) ? to.written(last).toLowerCase() : undefined);
}

/** Writes the text in the place of such a value. The edit is an index into the text. */
export function constantEdit(text: SdkText, node: SyntaxNode): TextEdit | undefined {
  const constant = constantOf(text, node);
  if (constant === undefined) return undefined;
  const quote = quoteOf(text);
  return { range: { start: node.start, end: node.end }, newText: quote + constant + quote };
}

/** The quote that a text has most of. */
export function quoteOf({ source: { text } }: SdkText): string {
  return text.split("'").length > text.split('"').length ? "'" : '"';
}
