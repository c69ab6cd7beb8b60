import type { Expression, Span } from '../../expression.ts';
import { within } from '../../frame.ts';
import { nameOfFunction } from './function-names.ts';
import { functionAround } from './local-functions.ts';
import type { Reading } from './reading.ts';
import { tokenAt, wordAt } from './tokens.ts';

const DEEPEST = 6;
const LONGEST_NAME = 120;

/**
 * What the source calls the unknown beginning of a URL that is put together from `pieces`: names of variables, members
 * and functions. The function and class around the call at `span` count where they name Unkey.
 */
export function hostNames(reading: Reading, pieces: readonly Expression[], span: Span): string {
  const names: string[] = [];
  for (const piece of pieces) collect(reading, piece, names, 0);
  return [...names, ...around(reading, span).filter((name) => /unkey/i.test(name))].join(' ');
}

function around({ tokens, scope }: Reading, span: Span): string[] {
  const token = tokenAt(tokens, span.start);
  const fn = functionAround(tokens, token);
  const method = fn && nameOfFunction(tokens, fn);
  const body = scope.classAround(token);
  let name = body - 1;
  while (name > 0 && body - name < 40 && wordAt(tokens, name - 1) !== 'class') name--;
  return [...(method === undefined ? [] : [method]), ...(body > 0 ? [wordAt(tokens, name)] : [])];
}

function collect(reading: Reading, expression: Expression, names: string[], depth: number): void {
  if (depth > DEEPEST) return;
  const { source, scope } = reading;
  const inside = (e: Expression): void => collect(reading, e, names, depth + 1);
  const written = (): void => {
    const { start, end } = expression;
    names.push(source.text.slice(start, Math.min(end, start + LONGEST_NAME)));
  };
  switch (expression.kind) {
    case 'name': {
      written();
      const { name, start, frame } = expression;
      const binding = scope.lookup(name, start, frame);
      if (binding.kind === 'value') inside(within(binding.value, frame));
      else if (binding.kind === 'import' && binding.module.startsWith('.')) names.push(binding.module);
      break;
    }
    case 'member': {
      written();
      if (expression.object.kind !== 'self') break;
      const binding = scope.self(expression.property, expression.start);
      if (binding.kind === 'value') inside(within(binding.value, expression.object.frame));
      break;
    }
    case 'template': {
      // What stands behind the path is no host.
      for (const part of expression.parts) {
        if (part.kind === 'text' && /\/v[12x]\//.test(part.value.text)) break;
        inside(part);
      }
      break;
    }
    case 'choice':
      inside(expression.first);
      inside(expression.second);
      break;
    case 'reference':
      inside(expression.base);
      break;
    case 'call':
      if (expression.constructs && expression.args.length > 0)
        inside(expression.args[1] ?? expression.args[0]!);
      else written();
      break;
    case 'element':
      written();
      break;
  }
}
