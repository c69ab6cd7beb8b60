import { findEndpoint } from '../catalogue/endpoints.ts';
import { answerChangeOf } from '../catalogue/sdks/answers.ts';
import { responseOf } from '../reads/responses.ts';

/** True for a member of what an operation of v1 answered, or of what is in `data` of the answer of its successor. */
export function isAnswered(operation: string, name: string): boolean {
  const successor = findEndpoint('v1', operation)?.successor?.operation ?? operation;
  return (
    Object.hasOwn(answerChangeOf(operation).fields, name) || responseOf(successor)?.fields.has(name) === true
  );
}
