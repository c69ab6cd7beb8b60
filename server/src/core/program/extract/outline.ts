import { mockedIn } from '../../idioms/mocked.ts';
import { type CodeFunction, type Handler, inOrder, type Outline } from '../../outline.ts';
import type { SyntaxNode } from '../../syntax.ts';
import type { Area } from '../areas.ts';
import type { Program } from './program.ts';

/** The functions of a text, and where it catches errors. */
export function outlineOf(program: Program): Outline {
  const { source, names } = program;
  const functions: CodeFunction[] = [];
  const visit = ({ shape, start, end, children }: Area): void => {
    if (shape) {
      const range = source.range(start, end);
      functions.push(shape.name === '' ? { range } : { name: shape.name, range });
    }
    for (const child of children) visit(child);
  };
  visit(names.file);
  const { mocks } = program.grammar;
  const mocked = mocks ? mockedIn(source, mocks) : [];
  return { functions: inOrder(functions), handlers: handlersOf(program), mocked };
}

/** The last word of what a clause says that it catches: of Ruby, `=> e`. */
const NAME = /[$\w]+$/;

function handlersOf({ source, names, to, grammar: { catches } }: Program): readonly Handler[] {
  if (!catches) return [];
  return names.nodes.flatMap((clause): readonly Handler[] => {
    const around = clause.type === catches.clause ? clause.parent : undefined;
    const first = around?.children.find(({ type }) => type === clause.type);
    if (!around || !first) return [];
    const caught = catches.name.reduce<SyntaxNode | undefined>(
      (node, step) => node?.children.find(({ field, type }) => field === step || type === step),
      clause,
    );
    const name = caught && NAME.exec(to.written(caught))?.[0];
    const tried = source.range(around.start, first.start);
    const body = source.range(clause.start, clause.end);
    return [name === undefined ? { tried, body } : { tried, name, body }];
  });
}
