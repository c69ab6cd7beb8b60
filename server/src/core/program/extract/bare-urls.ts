import type { Expression } from '../../expression.ts';
import type { ApiCall, ApiUrl } from '../../model.ts';
import { bareCall, settingCall } from '../../requests/bare-call.ts';
import type { Range } from '../../source.ts';
import type { SyntaxNode } from '../../syntax.ts';
import { parseApiUrl } from '../../url.ts';
import { isDescribed, isStubbed } from '../described.ts';
import { nameOf } from './named-texts.ts';
import { ANCHOR, type Program } from './program.ts';

/** A string that is a URL of the API and that no call is known to use. */
export function bareUrl(program: Program, node: SyntaxNode, used: ReadonlySet<number>): ApiCall | undefined {
  if (node.broken || !ANCHOR.test(program.to.written(node))) return undefined;
  // What is around it is being typed: it may become anything.
  for (let at = node.parent; at; at = at.parent) if (at.type === 'ERROR') return undefined;
  let statement = node.parent;
  while (statement && !/statement$|_declaration$/.test(statement.type)) statement = statement.parent;
  if (statement?.broken && !statement.children.some((c) => /block|body/.test(c.type))) return undefined;
  const range = program.source.range(node.start, node.end);
  for (let at = range.start; at < range.end; at++) if (used.has(at)) return undefined;
  const url = urlOf(program, program.to.expression(node)) ?? urlOf(program, wholeText(program, node));
  if (url?.operation.kind === 'absent') return undefined;
  if (program.isInTest(node)) return url && isOfRequest(program, node) ? unnamed(range, url) : undefined;
  if (isDescribed(node, program.grammar, program.to) || isStubbed(node, program.to)) return undefined;
  return url ? bareCall(range, url) : base(program, node);
}

/** The call of a test to a server that is not seen: nothing is said of it but that it is there. */
const unnamed = (range: Range, url: ApiUrl): ApiCall | undefined =>
  url.host.kind === 'literal' ? undefined : bareCall(range, { ...url, hostNames: '' });

/** What a request has beside its URL. */
const METHOD = /^method$/i;
const PARTS = /^(?:headers?|body|json|payload)$/i;

/** True for a URL in an object that tells of a whole request: its method, and headers or a body. */
function isOfRequest({ to }: Program, node: SyntaxNode): boolean {
  for (let at = node.parent; at; at = at.parent) {
    const expression = to.expression(at);
    if (expression.kind === 'function' || /statement$|_declaration$/.test(at.type)) return false;
    const entries =
      expression.kind === 'object'
        ? expression.entries
        : expression.kind === 'call' && expression.named?.entries;
    const keys = (entries || []).map((e) =>
      e.kind === 'member' && e.key.kind === 'text' ? e.key.value.text : '',
    );
    if (keys.some((key) => METHOD.test(key)) && keys.some((key) => PARTS.test(key))) return true;
  }
  return false;
}

/** The base of URLs that something is set to, where no request that is made with it is known. */
function base(program: Program, node: SyntaxNode): ApiCall | undefined {
  const expression = program.to.expression(node);
  const name = expression.kind === 'text' && expression.closed ? nameOf(program, node) : undefined;
  return expression.kind === 'text' && name !== undefined ? settingCall(name, expression.value) : undefined;
}

function urlOf(program: Program, expression: Expression): ApiUrl | undefined {
  const text = program.values.text(expression, true);
  return /\s/.test(text.text) ? undefined : parseApiUrl(text);
}

/** The text that a string is a part of: `base + "/v2/keys.getKey"`, `format!("{base}/v2/keys.getKey")`. */
function wholeText(program: Program, node: SyntaxNode): Expression {
  let whole = program.to.expression(node);
  for (let at = node.parent; at; at = at.parent) {
    const expression = program.to.expression(at);
    if (expression.kind === 'unknown') {
      if (!/argument|parenthes|list/.test(at.type)) break;
      continue;
    }
    const { kind } = expression.kind === 'call' ? program.values.resolve(expression).value : expression;
    if (!/^(?:text|template|reference)$/.test(kind)) break;
    whole = expression;
  }
  return whole;
}
