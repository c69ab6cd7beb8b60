import type { Expression } from '../expression.ts';
import type { SyntaxNode } from '../syntax.ts';
import type { Grammar, Lowering } from './grammar.ts';

/** Functions that describe requests, compare, or write for people, rather than send: any name in a chain of calls. */
const DESCRIBES =
  /mock|stub|fake|nock|wiremock|vcr|cassette|respx|responses|httpretty|webmock|intercept|^(?:expect\w*|assert\w*|should\w*|verify|given|when|then|thenReturn|route|router|register\w*|handle|handle_?func|urlEqualTo|urlPathEqualTo|urlMatching|has_?been\w*|log\w*|logger|logging|print\w*|puts|echo|say|write_?line|warn\w*|info|debug|error|errorf|trace|fatal\w*|panic|throw|raise|fail|exit|die|abort|add_argument|usage|help|description|doc|example|match\w*|contains?|include\?|in|starts_?with|ends_?with|startsWith|endsWith|str_starts_with|str_contains|strpos|HasPrefix|HasSuffix|TrimPrefix|equals?|eq|compare\w*|replace\w*|gsub|sub|split|compile|regexp?|preg_\w+|re|test|it|describe|context|to_return|to_have_been\w*|t|Errorf|Fatalf|Logf|allow\w*|cors\w*|csp|content_?security_?policy)$/i;
/** Names of variables and members that hold texts for people, patterns or lists of what is allowed. */
const TEXTS =
  /(?:^|_)(?:doc|docs|documentation|description|help|usage|message|msg|comment|note|changelog|regex|pattern|allow(?:ed)?|csp|cors|origins?|link|href|homepage|title|label|text|example)s?(?:_|$)|(?:Doc|Docs|Description|Message|Pattern|Regex|Allowed|Origins|Link|Href|Text|Example)s?$/i;

/** True for a string that is spoken of there rather than called. */
export function isDescribed(node: SyntaxNode, grammar: Grammar, to: Lowering): boolean {
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at;
    if (
      /decorator|annotation|attribute_item|attribute_list|comparison|regex|case|switch_label|pattern|throw|raise|panic|import|^using/.test(
        parent.type,
      )
    )
      return true;
    if (parent.type === 'binary_expression' || parent.type === 'binary') {
      if (/[=!]=|=~/.test(to.written(parent).slice(gap(parent)[0], gap(parent)[1]))) return true;
    }
    const expression = to.expression(parent);
    if (
      expression.kind === 'object' &&
      expression.entries.some((e) => e.kind === 'member' && e.key.start === at.start && e.key.end === at.end)
    )
      return true;
    if (expression.kind === 'call' && namesOf(expression.callee).some((name) => DESCRIBES.test(name)))
      return true;
    for (const declared of grammar.declared(parent, to)) {
      if ('value' in declared && TEXTS.test(declared.name)) return true;
    }
    if (grammar.functionShape(parent, to)) return isTest(grammar.functionShape(parent, to)!.name);
  }
  return false;
}

/** What is written between the two sides of a node. */
function gap(parent: SyntaxNode): readonly [number, number] {
  const [first, second] = [parent.children[0]!, parent.children.at(-1)!];
  return [first.end - parent.start, second.start - parent.start];
}

const isTest = (name: string): boolean => /^(?:test|Test|Benchmark|it_|should)|Test$|_test$/.test(name);

/** Names in a chain of calls: `a.b(…).c`. */
function namesOf(callee: Expression): string[] {
  switch (callee.kind) {
    case 'name':
      return [callee.name];
    case 'member':
      return [...namesOf(callee.object), callee.property];
    case 'call':
      return namesOf(callee.callee);
    default:
      return [];
  }
}
