import { type CodeFunction, inOrder, type Outline } from '../../outline.ts';
import type { Area } from '../areas.ts';
import type { Program } from './program.ts';

/** The functions of a text. */
export function outlineOf({ source, names }: Program): Outline {
  const functions: CodeFunction[] = [];
  const visit = ({ shape, start, end, children }: Area): void => {
    if (shape) {
      const range = source.range(start, end);
      functions.push(shape.name === '' ? { range } : { name: shape.name, range });
    }
    for (const child of children) visit(child);
  };
  visit(names.file);
  return { functions: inOrder(functions) };
}
