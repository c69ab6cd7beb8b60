import { readEnvironment } from '../../idioms/environment.ts';
import type { Idioms, Printed } from '../../idioms/idioms.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { parsePowerShell } from './parser.ts';

/** What prints wherever it is run, and what gives its value to who asks for it. */
const PRINTS = /^write-(?:host|verbose|warning|error|information|debug)$/i;
const GIVES = /^(?:write-output|echo|write)$/i;
/** A value goes to another command or a file. */
const GOES_ON = /^(?:assignment|function_statement|return_statement|subexpression|array|script_block|hash)/;
const SHOWS = /^(?:out-host|out-default)$/i;

/** How scripts read their environment, and what they print. */
export const idioms: Idioms = {
  ...readEnvironment({
    read: (name) => `$env:${name}`,
    within(lead, value, tail, quote) {
      const written = lead + tail;
      if (quote === "'" && /["$`]/.test(written)) return undefined;
      const goesOn = /^[\w:]/.test(tail);
      return `"${lead}${goesOn ? value.replace(/^\$(.*)$/, '${$1}') : value}${tail}"`;
    },
  }),
  printed(text) {
    const found: Printed[] = [];
    const visit = (node: SyntaxNode): void => {
      if (node.type === 'echo_statement' && isShown(node, text))
        for (const argument of node.children.slice(1)) collect(argument, node.start, text, found);
      node.children.forEach(visit);
    };
    const root = parsePowerShell(text);
    visit(root);
    return found;
  },
};

const nameOf = (command: SyntaxNode, text: string): string => {
  const name = childOf(command, 'name');
  return name ? text.slice(name.start, name.end) : '';
};

/** True for a command whose arguments are seen by who runs the script. */
function isShown(command: SyntaxNode, text: string): boolean {
  const name = nameOf(command, text);
  if (!PRINTS.test(name) && !GIVES.test(name)) return false;
  const last = command.children.at(-1)!;
  if (/^[^\n;|]*>/.test(text.slice(last.end, last.end + 200))) return false;
  const { parent } = command;
  if (parent?.type === 'pipeline') {
    const next = parent.children[parent.children.indexOf(command) + 1];
    if (next && !SHOWS.test(nameOf(next, text))) return false;
  }
  if (PRINTS.test(name)) return true;
  for (let at = parent; at; at = at.parent) if (GOES_ON.test(at.type)) return false;
  return true;
}

/** Adds the values that an argument shows. */
function collect(node: SyntaxNode, at: number, text: string, into: Printed[]): void {
  const { start, end } = node;
  switch (node.type) {
    case 'variable':
      into.push({
        start,
        end,
        at,
        expression: text.slice(start, end).replace(/^\$\{?env:(\w+)\}?$/i, 'env.$1'),
      });
      break;
    case 'string':
      into.push({ start, end, at, expression: text.slice(start, end) });
      for (const hole of node.children.slice(1)) collect(hole, at, text, into);
      break;
    case 'subexpression':
    case 'parentheses':
    case 'list':
    case 'word':
      for (const child of node.children) collect(child, at, text, into);
      break;
    case 'operation': {
      const operator = childOf(node, 'operator');
      if (!operator || !/^(?:\+|-f)$/i.test(text.slice(operator.start, operator.end))) break;
      for (const child of node.children) if (child !== operator) collect(child, at, text, into);
      break;
    }
  }
}
