import { calledName } from '../../expression.ts';
import type { NamedText } from '../../model.ts';
import type { SyntaxNode } from '../../syntax.ts';
import type { Program } from './program.ts';

/** The name of a setting of the environment. */
const CONSTANT = /^[A-Z][A-Z\d_]*$/;

/** What sets the base of URLs of a client. */
const BASE = /^(?:set)?base_?ur[il]$/i;

/** Texts that variables, fields and named arguments are given. */
export function namedTextsOf(program: Program): NamedText[] {
  const found: NamedText[] = [];
  const seen = new Set<number>();
  for (const node of program.strings) {
    const expression = program.to.expression(node);
    if (expression.kind !== 'text' || !expression.closed || !expression.value.isLiteral || !node.parent)
      continue;
    const name = nameOf(program, node);
    if (name === undefined || seen.has(node.start)) continue;
    seen.add(node.start);
    found.push({ name: name.replace(/^[$@]+/, ''), value: expression.value });
  }
  return found;
}

/** The name that a string is given to. */
export function nameOf(program: Program, node: SyntaxNode): string | undefined {
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at;
    const declared = program.grammar
      .declared(parent, program.to)
      .find((d) => 'value' in d && (d.value === at || d.value === node));
    if (declared) return declared.name;
    const expression = program.to.expression(parent);
    // `os.environ["UNKEY_API_ID"] = "api_…"`
    const assignment = program.grammar.assignment(parent);
    const target = assignment?.value === at ? program.to.expression(assignment.target) : undefined;
    if (target) return target.kind === 'member' ? target.property : undefined;
    if (expression.kind === 'object') {
      const entry = expression.entries.find((e) => e.kind === 'member' && e.value.start === node.start);
      return entry?.kind === 'member' && entry.key.kind === 'text' ? entry.key.value.text : undefined;
    }
    // `"api_…".to_string()`
    const isObject = expression.kind === 'call' && expression.list.start >= node.end;
    if (expression.kind === 'call' && !isObject) {
      const { named, args } = expression;
      const entry = named?.entries.find((e) => e.kind === 'member' && e.value.start === node.start);
      if (entry?.kind === 'member' && entry.key.kind === 'text') return entry.key.value.text;
      // `os.getenv("UNKEY_API_ID", "api_…")`
      const [first, second] = args;
      const called = args.length === 1 ? calledName(expression.callee) : undefined;
      if (called !== undefined && BASE.test(called)) return called;
      const isDefault = args.length === 2 && second?.start === node.start && first?.kind === 'text';
      return isDefault && CONSTANT.test(first.value.text) ? first.value.text : undefined;
    }
    // `getenv("UNKEY_API_ID") or "api_…"`
    const setting =
      expression.kind === 'choice' && expression.how === 'fallback' ? expression.first : undefined;
    const name = setting?.kind === 'call' ? setting.args[0] : undefined;
    if (name?.kind === 'text' && CONSTANT.test(name.value.text) && name !== program.to.expression(node))
      return name.value.text;
    if (expression.kind === 'function') return undefined;
  }
  return undefined;
}
