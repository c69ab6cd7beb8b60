import { calledName, type Expression, type ObjectEntry } from '../expression.ts';
import type { SyntaxNode } from '../syntax.ts';
import type { Grammar, Lowering } from './grammar.ts';

/** Functions that describe requests, compare, or write for people, rather than send: any name in a chain of calls. */
export const DESCRIBES =
  /mock|stub|fake|nock|gock|pook|ghttp|wiremock|vcr|cassette|respx|responses|httpretty|webmock|intercept|^(?:expect\w*|assert\w*|should\w*|verify|given|when|then|thenReturn|route|router|register\w*|handle|handle_?func|urlEqualTo|urlPathEqualTo|urlMatching|has_?been\w*|log\w*|logger|logging|print\w*|puts|echo|say|write_?line|warn\w*|info|debug|error|errorf|trace|fatal\w*|panic|anyhow|eyre|bail|ensure|writeln|throw|raise|fail|exit|die|abort\w*|add_argument|usage|help|description|doc|example|match\w*|contains?|include\?|in|starts_?with|ends_?with|startsWith|endsWith|str_starts_with|str_contains|strpos|HasPrefix|HasSuffix|TrimPrefix|equals?|eq|compare\w*|(?:New)?replace\w*|gsub|sub|split|compile|regexp?|preg_\w+|re|test|it|describe|context|to_return|let|to_have_been\w*|a_request|have_(?:requested|made)|t|Errorf|Fatalf|Logf|allow\w*|cors\w*|csp|content_?security_?policy)$/i;
/** Names of variables and members that hold texts for people, patterns or lists of what is allowed. */
export const TEXTS =
  /(?:^|_)(?:doc|docs|documentation|description|help|usage|message|msg|comment|note|changelog|regex|pattern|allow(?:ed)?|csp|cors|origins?|link|href|homepage|title|label|text|example)s?(?:_|$)|(?:Doc|Docs|Description|Message|Pattern|Regex|Allowed|Origins|Link|Href|Text|Example)s?$|^(?:allow(?:ed)?|trusted|blocked|denied)(?:urls?|hosts?|domains?|uris?|endpoints?)$/i;

/** Files of tests: a URL that stands alone there is data. */
export const TEST_FILE =
  /(?:^|[/\\])(?:tests?|spec|__tests__)[/\\]|(?:^|[/\\])test_[^/\\]*$|(?:[._]test|_spec|Tests?)\.\w+$/;

/** True for a string that is spoken of there rather than called. */
export function isDescribed(node: SyntaxNode, grammar: Grammar, to: Lowering): boolean {
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at;
    if (
      /decorator|annotation|attribute_item|attribute_list|comparison|regex|case|switch_label|pattern|throw|raise|panic|echo_statement|print_intrinsic|import|^using/.test(
        parent.type,
      )
    )
      return true;
    if (parent.type === 'binary_expression' || parent.type === 'binary') {
      if (/[=!]=|=~/.test(to.written(parent).slice(gap(parent)[0], gap(parent)[1]))) return true;
    }
    const expression = to.expression(parent);
    const entries =
      expression.kind === 'object'
        ? expression.entries
        : expression.kind === 'call'
          ? expression.named?.entries
          : undefined;
    if (entries?.some((e) => isAside(e, node))) return true;
    if (expression.kind === 'call' && namesOf(expression.callee).some((name) => DESCRIBES.test(name)))
      return true;
    for (const declared of grammar.declared(parent, to)) {
      if ('value' in declared && TEXTS.test(declared.name)) return true;
    }
    if (grammar.functionShape(parent, to)) return isTest(grammar.functionShape(parent, to)!.name);
  }
  return false;
}

/** True for a node in the key of a member, or in a value that its key says is a text. */
function isAside(entry: ObjectEntry, { start, end }: SyntaxNode): boolean {
  if (entry.kind === 'spread') return false;
  const { key, value } = entry;
  const isIn = (e: Expression): boolean => e.start <= start && end <= e.end;
  return isIn(key) || (isIn(value) && key.kind === 'text' && TEXTS.test(key.value.text));
}

/** Functions that are told of a call for which a test has an answer. */
const STUBS = /^(?:when|given|(?:Setup|Verify)(?:Any)?Request\w*)$/;
/** Those that are given code which makes the call: `mock.Setup(client => client.PostAsync(…))`. */
const CODE_STUBS = /^(?:Setup|Verify)\w*$|^CallTo$/;

/** The same where the call around it is half-typed. */
const STUB_BEFORE = /\b(?:when\(|given\(|(?:(?:Setup|Verify)\w*|CallTo)(?:<[^<>]*>)?\((?:\w+|\(\))\s*=>\s*)$/;

/** True for a call that a test describes rather than makes: `when(client.post(…)).thenReturn(…)`. */
export function isStubbed(node: SyntaxNode, to: Lowering): boolean {
  if (STUB_BEFORE.test(to.source.text.slice(Math.max(0, node.start - 60), node.start))) return true;
  let isCode = false;
  for (let at = node; at.parent; at = at.parent) {
    if (/statement|block|body/.test(at.parent.type)) return false;
    const call = to.expression(at.parent);
    if (call.kind === 'function') isCode = true;
    if (call.kind !== 'call' || call.list.start > node.start) continue;
    const { callee } = call;
    const name = calledName(callee) ?? '';
    if (STUBS.test(name) || (isCode && CODE_STUBS.test(name))) return true;
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
