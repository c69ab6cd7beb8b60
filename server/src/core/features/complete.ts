import type { Analysis } from '../service.ts';
import { completeBody } from './complete-body.ts';
import { completeEndpoint } from './complete-endpoint.ts';
import { completeError } from './complete-error.ts';
import type { Completion } from './complete-item.ts';
import { completePermission } from './complete-permission.ts';
import { completeHeader, completeMethod } from './complete-request.ts';
import { completeResultCode } from './complete-result-code.ts';
import { completeSdkMethod } from './complete-sdk-method.ts';
import { requestContextAt } from './request-context.ts';

/**
 * What can be written at the place `offset`, each label once. Empty outside of what concerns the Unkey API; of what can
 * be meant there, the narrowest is offered alone.
 */
export function complete(analysis: Analysis, offset: number): readonly Completion[] {
  if (analysis.language === undefined) return [];
  for (const offer of OFFERS) {
    const items = offer(analysis, offset);
    if (items.length > 0) return unique(items);
  }
  return [];
}

const OFFERS = [
  completeEndpoint,
  completeError,
  completeResultCode,
  completePermission,
  completeSdkMethod,
  completeInRequest,
] as const;

function completeInRequest(analysis: Analysis, offset: number): readonly Completion[] {
  const context = requestContextAt(analysis, offset);
  switch (context?.part) {
    case 'method':
      return completeMethod(context);
    case 'header':
      return completeHeader(context);
    case 'body':
      return completeBody(context);
    default:
      return [];
  }
}

function unique(items: readonly Completion[]): readonly Completion[] {
  const labels = new Set<string>();
  return items.filter(({ label }) => !labels.has(label) && labels.add(label));
}
