import { mockedIn } from '../../idioms/mocked.ts';
import { type CodeFunction, type Handler, inOrder, type Outline, type VariableUse } from '../../outline.ts';
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
  return {
    ...{ functions: inOrder(functions), handlers: handlersOf(program), mocked },
    usesOf: (name, offset) => usesOf(program, name, source.indexOfOffset(offset)),
  };
}

/** What names of members, of named arguments and of functions are to the node around them, in all grammars. */
const NAMES: ReadonlySet<string | undefined> = new Set([
  'name',
  'attribute',
  'field',
  'key',
  'method',
  'property',
]);

/** The places that mean the variable which is seen under a name at an index. */
function usesOf({ source, names }: Program, word: string, at: number): readonly VariableUse[] | undefined {
  const name = names.fold(word);
  const home = at < 0 ? undefined : names.homeOf(name, at);
  const events = home?.names.get(name);
  if (!home || !events) return undefined;
  const given = new Set(events.map(({ declared }) => declared.node.start));
  return names.usesIn(home, name).flatMap(({ start, end, field, parent }): readonly VariableUse[] => {
    const range = source.range(start, end);
    if (given.has(start)) return [{ range, given: true }];
    // The key of an element may have a node of its own around it.
    const isKey = parent?.field === 'key' && parent.children.length === 1;
    return isKey || NAMES.has(field) ? [] : [{ range }];
  });
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
