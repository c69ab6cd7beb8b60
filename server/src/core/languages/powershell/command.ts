import { type Expression, type ObjectEntry, type ObjectExpression, unknownAt } from '../../expression.ts';
import type { Lowering } from '../../program/grammar.ts';
import { nodesOf } from '../../program/tree.ts';
import { SourceText } from '../../source.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { canonicalName, isSwitch, isWebCommand } from './cmdlets.ts';
import { path } from './lower.ts';

/** The value that an argument gives a parameter. */
interface Given {
  /** Missing for one that is told by its place. */
  readonly parameter: SyntaxNode | undefined;
  readonly value: SyntaxNode | undefined;
}

/** The name of a command in small letters, without its module. */
export const commandName = (node: SyntaxNode, to: Lowering): string => {
  const word = childOf(node, 'name');
  const name = word?.type === 'command_name' ? to.written(word).replace(/^.*\\/, '').toLowerCase() : '';
  const isAlias = name === 'curl' || name === 'wget';
  return isAlias && node.children.some((c) => POWERSHELL.test(to.written(c))) ? 'invoke-webrequest' : name;
};

/** Parameters that programs of the same name as an alias do not have. */
const POWERSHELL = /^-(?:Uri|Method|Headers|Body|ContentType|InFile|OutFile|UseBasicParsing)$/i;

/** A command as the call of a function; what is piped to it is its body or input. */
export function commandExpression(node: SyntaxNode, to: Lowering): Expression | undefined {
  const name = commandName(node, to);
  const word = childOf(node, 'name');
  if (name === '' || !word) return undefined;
  const given = givenTo(node, name, to);
  const span = to.span(node);
  const piped = pipedTo(node, to);
  if (name === 'convertto-json') {
    const value = argument(given, 'inputobject', to) ?? positional(given, to) ?? piped;
    return value && { kind: 'json', value, ...span };
  }
  if (/^(?:out-string|tee-object|write-output|echo)$/.test(name)) return piped;
  if (name === 'new-object') return construction(node, given, to);
  const list = { start: word.end, end: node.end };
  const args = given.flatMap((g) =>
    !g.parameter && g.value && g.value.type !== 'splat' ? [to.expression(g.value)] : [],
  );
  return {
    kind: 'call',
    callee: { kind: 'name', name, ...to.span(word) },
    args,
    ...named(given, name, piped, list, node, to),
    intact: !node.broken,
    constructs: false,
    list,
    ...span,
  };
}

/** The arguments of a command, each with the parameter that it is for. */
function givenTo(node: SyntaxNode, name: string, to: Lowering): Given[] {
  const given: Given[] = [];
  const elements = node.children.filter((c) => c.field !== 'name');
  for (let i = 0; i < elements.length; i++) {
    const element = elements[i]!;
    if (element.type !== 'command_parameter') {
      given.push({ parameter: undefined, value: element });
      continue;
    }
    const next = elements[i + 1];
    const takes = next && next.type !== 'command_parameter' && next.type !== 'splat';
    const glued = to.written(element).endsWith(':');
    if (takes && (glued || !isSwitch(name, parameterName(element, to)))) {
      given.push({ parameter: element, value: next });
      i++;
    } else given.push({ parameter: element, value: undefined });
  }
  return given;
}

const parameterName = (node: SyntaxNode, to: Lowering): string =>
  to.written(node).replace(/^--?/, '').replace(/:$/, '');

function argument(given: readonly Given[], parameter: string, to: Lowering): Expression | undefined {
  const found = given.find((g) => g.parameter && parameterName(g.parameter, to).toLowerCase() === parameter);
  return found?.value && to.expression(found.value);
}

const positional = (given: readonly Given[], to: Lowering): Expression | undefined => {
  const found = given.find((g) => !g.parameter);
  return found?.value && to.expression(found.value);
};

/** What the command before this one in a pipeline gives. */
function pipedTo(node: SyntaxNode, to: Lowering): Expression | undefined {
  const { parent } = node;
  const at = parent?.type === 'pipeline' ? parent.children.indexOf(node) : 0;
  return at > 0 ? to.expression(parent!.children[at - 1]) : undefined;
}

/** What a text as a whole says of its commands. */
interface Session {
  /** Names of its functions, in small letters. */
  readonly functions: ReadonlySet<string>;
  /** True where it gives parameters of commands values that are not written with them. */
  readonly hasDefaults: boolean;
}

const sessions = new WeakMap<readonly SyntaxNode[], Session>();

function sessionOf(to: Lowering): Session {
  const known = sessions.get(to.roots);
  if (known) return known;
  const names = nodesOf(to.roots).flatMap((node) => {
    const name = node.type === 'function_statement' ? childOf(node, 'name') : undefined;
    return name ? [to.written(name).replace(/^\w+:/, '').toLowerCase()] : [];
  });
  const hasDefaults = /PSDefaultParameterValues/i.test(to.source.text);
  const session = { functions: new Set(names), hasDefaults };
  sessions.set(to.roots, session);
  return session;
}

/** Named arguments, splats and the body that is piped to a request. */
function named(
  given: readonly Given[],
  name: string,
  piped: Expression | undefined,
  list: { start: number; end: number },
  node: SyntaxNode,
  to: Lowering,
): { named?: ObjectExpression } {
  const isWeb = isWebCommand(name);
  const basic =
    isWeb &&
    given.some(
      (g) =>
        g.value && /^-auth/i.test(to.written(g.parameter ?? g.value)) && /basic/i.test(to.written(g.value)),
    );
  const session = sessionOf(to);
  const isOwn = !isWeb && session.functions.has(name);
  const entries: ObjectEntry[] = [];
  let intact = !node.broken && !given.some((g) => g.value && to.written(g.value) === '-');
  const add = (key: string, span: { start: number; end: number }, value: Expression): void => {
    const name = SourceText.decoded(key, to.source.range(span.start, span.end));
    entries.push({ kind: 'member', key: { kind: 'text', value: name, closed: true, ...span }, value });
  };
  for (const { parameter, value } of given) {
    if (!parameter) {
      if (value?.type === 'splat') entries.push({ kind: 'spread', value: to.expression(value.children[0]) });
      continue;
    }
    const span = { start: parameter.start + 1, end: parameter.end };
    const own = canonicalName(name, parameterName(parameter, to));
    // Whose parameters are those of a function, their case does not count.
    const key = own === 'Credential' && basic ? 'BasicCredential' : isOwn ? own.toLowerCase() : own;
    // A parameter without its value is still being typed.
    if (!value && isWeb && !isSwitch(name, own)) intact = false;
    const flag: Expression = { kind: 'boolean', value: true, ...to.span(parameter) };
    add(key, span, value ? to.expression(value) : isSwitch(name, own) ? flag : unknownAt(to.span(parameter)));
  }
  if (piped && isWeb && !given.some((g) => g.parameter && /^-b/i.test(to.written(g.parameter))))
    add('Body', { start: node.start, end: node.start }, piped);
  if (isWeb && session.hasDefaults) entries.push({ kind: 'spread', value: unknownAt(list) });
  return entries.length > 0 || !intact ? { named: { kind: 'object', entries, intact, ...list } } : {};
}

/** `New-Object System.Uri 'https://…'` */
function construction(node: SyntaxNode, given: readonly Given[], to: Lowering): Expression | undefined {
  const places = given.filter((g) => !g.parameter).map((g) => g.value);
  const byName = (name: RegExp): SyntaxNode | undefined =>
    given.find((g) => g.parameter && name.test(parameterName(g.parameter, to)))?.value;
  const type = byName(/^type/i) ?? places.shift();
  const args = byName(/^arg/i) ?? places[0];
  if (!type) return undefined;
  const written = to.written(type).replace(/^["']|["']$/g, '');
  const list = args ? to.span(args) : { start: node.end, end: node.end };
  const items = args ? (args.type === 'list' || args.type === 'array' ? args.children : [args]) : [];
  return {
    kind: 'call',
    callee: path(written, to.span(type)),
    args: items.map((item) => to.expression(item)),
    intact: !node.broken,
    constructs: true,
    list,
    ...to.span(node),
  };
}
