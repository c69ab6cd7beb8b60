import type { ApiCall } from '../../model.ts';
import { LoweredText } from '../../program/lowered-text.ts';
import { Names } from '../../program/names.ts';
import { ProgramScope } from '../../program/scope.ts';
import { nodesOf } from '../../program/tree.ts';
import { substitute } from '../../regions/substitution.ts';
import type { Values } from '../../resolve.ts';
import { SourceText } from '../../source.ts';
import type { SyntaxNode } from '../../syntax.ts';
import type { Argument } from '../shell/argument.ts';
import type { ShellClient } from '../shell/clients/client.ts';
import { clients } from '../shell/clients/clients.ts';
import { callsOf, type Place } from '../shell/request.ts';
import { commandName } from './command.ts';
import { grammar } from './grammar.ts';

const byProgram = new Map(clients.flatMap((c) => c.programs.map((p) => [p, c] as const)));

/** The client that a command runs as a program: `curl.exe`, `xh`. */
function clientOf(node: SyntaxNode, to: LoweredText): ShellClient | undefined {
  if (node.type !== 'command') return undefined;
  return byProgram.get(
    commandName(node, to)
      .replace(/^.*\//, '')
      .replace(/\.exe$/, ''),
  );
}

/** The calls of clients that are programs of their own. */
export function programCalls(source: SourceText, root: SyntaxNode, document: string): ApiCall[] {
  const to = new LoweredText(source, [root], grammar);
  const commands = nodesOf([root]).flatMap((node) => {
    const client = clientOf(node, to);
    return client ? [{ node, client }] : [];
  });
  if (commands.length === 0) return [];
  const scope = new ProgramScope(new Names([root], grammar, to), grammar, to);
  const { values } = scope;
  return commands.flatMap(({ node, client }) => {
    const [name, ...rest] = node.children;
    const place: Place = {
      range: source.range(node.start, node.end),
      name: source.range(name!.start, name!.end),
      document,
      isTime: () => false,
      quoted: (text) => `"${text}"`,
      rootKey: '$env:UNKEY_ROOT_KEY',
      continuation: '`',
    };
    const args = rest.map((element) => argumentOf(element, to, values));
    const whole = !node.broken;
    const requests = client.read({
      name: place.name,
      args,
      whole,
      input: piped(node),
      file: () => undefined,
    });
    return callsOf(requests, client, place);
  });
}

const piped = (node: SyntaxNode): 'unknown' | undefined =>
  node.parent?.type === 'pipeline' && node.parent.children[0] !== node ? 'unknown' : undefined;

function argumentOf(node: SyntaxNode, to: LoweredText, values: Values): Argument {
  const range = to.source.range(node.start, node.end);
  if (node.type === 'command_parameter') {
    const value = to.source.slice(node.start, node.end);
    return { value, guess: value, local: value, localGuess: value, range, opaque: false, conditional: false };
  }
  const expression = to.expression(node);
  const value = withoutEscapes(values.text(expression));
  const guess = withoutEscapes(values.text(expression, true));
  // A variable may hold several arguments, or none.
  const opaque = !/^(?:string|word)$/.test(node.type) && !value.isLiteral;
  return { value, guess, local: value, localGuess: value, range, opaque, conditional: false };
}

/** Quote marks had to be escaped for programs before PowerShell 7.3. */
const withoutEscapes = (text: SourceText): SourceText =>
  /^\s*[{[]/.test(text.text)
    ? substitute(text, /\\"/g, (_, written) => SourceText.decoded('"', written.range()))
    : text;
