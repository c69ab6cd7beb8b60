import { itemsOf, membersOf, textOf, valueAt, wordAt } from '../../json-members.ts';
import type { Json, NamedText } from '../../model.ts';
import type { Environment } from '../../regions/scripts.ts';
import { substitute } from '../../regions/substitution.ts';
import { SourceText } from '../../source.ts';

/** Keys that hold variables: of GitHub Actions, Compose, GitLab, Azure Pipelines, CircleCI, Kubernetes, Ansible, Task. */
const VARIABLES = /^(?:env|environment|variables|vars|environment_variables)$/i;
/** `${{ env.NAME }}`, `{{ name }}`, `{{.NAME}}`, `$(NAME)`. */
const TEMPLATE = /\$?\{\{((?:[^{}]|\}(?!\})|\{(?!\{))*)\}\}|\$\(([A-Za-z_][\w.]*)\)/g;
/** A template that is the name of a variable and nothing more. */
const NAME = /^-?\s*(?:env\.|variables\.|vars\.|\.)?([A-Za-z_]\w*)\s*-?$/;
/** Plays, blocks and tasks are not nested deeper. */
const DEEPEST_TASK = 12;
/** Values longer than this grew by doubling: nobody's URL. */
const MAX_LENGTH = 20_000;

/** `text` with the values of variables in place of the templates that name one; other templates are holes. */
export function expand(text: SourceText, environment: Environment): SourceText {
  if (!text.text.includes('{{') && !text.text.includes('$(')) return text;
  return substitute(text, TEMPLATE, (match, written) => {
    const name = match[2] ?? NAME.exec(match[1]!)?.[1];
    const value = name === undefined ? undefined : environment.get(name);
    // `$(date)` that is no variable is left to the shell.
    if (value === undefined && match[2] !== undefined) return undefined;
    return value && value.length > 0 ? value : SourceText.hole(written.range());
  });
}

/** The variables that `mapping` gives to everything inside of it, and those from around it. */
export function environmentOf(mapping: Json, outer: Environment, hidden: ReadonlySet<string>): Environment {
  const own = membersOf(mapping).flatMap(({ key, value }) =>
    VARIABLES.test(baseName(key)) ? pairsOf(value) : [],
  );
  if (own.length === 0) return outer;
  const inner = new Map(outer);
  for (const { name, value } of own) {
    const expanded = expand(value, outer);
    // Of a value that is not plainly written nothing is known, so an outer one does not hold either.
    const known = !hidden.has(name) && expanded.length <= MAX_LENGTH;
    inner.set(name, known ? expanded : SourceText.hole(value.range()));
  }
  return inner;
}

/** What tasks of Ansible set for those behind them, where it is set once and to something written. */
export function factsOf(root: Json): Environment {
  const facts = new Map<string, SourceText>();
  const visit = (json: Json, depth: number): void => {
    if (depth > DEEPEST_TASK) return;
    for (const item of itemsOf(json)) visit(item, depth + 1);
    for (const { key, value } of membersOf(json)) {
      if (baseName(key) !== 'set_fact') visit(value, depth + 1);
      else
        for (const one of pairsOf(value)) {
          const isKnown = !facts.has(one.name) && !one.value.text.includes('{{');
          facts.set(one.name, isKnown ? one.value : SourceText.hole(one.value.range()));
        }
    }
  };
  visit(root, 0);
  return facts;
}

/** `ansible.builtin.set_fact` is `set_fact`. */
export const baseName = (key: string): string => key.replace(/^(?:ansible|community)\.\w+\./, '');

/** The variables of a mapping (`NAME: value`), of a list of pairs (`- name: N, value: V`) or of assignments (`- N=V`). */
export function pairsOf(json: Json): readonly NamedText[] {
  const own = membersOf(json).flatMap(({ key, value }) => {
    const text = plainText(value) ?? textOf(valueAt(value, 'value'));
    return text ? [{ name: key, value: text }] : [];
  });
  const listed = itemsOf(json).flatMap((item) => {
    const assigned = textOf(item);
    const equals = assigned ? assigned.text.indexOf('=') : -1;
    if (assigned && equals > 0)
      return [{ name: assigned.text.slice(0, equals), value: assigned.slice(equals + 1) }];
    const name = wordAt(item, 'name') ?? wordAt(item, 'key');
    const value = valueAt(item, 'value');
    const text = value && plainText(value);
    if (name !== undefined) return text ? [{ name, value: text }] : [];
    return item.kind === 'object' ? pairsOf({ ...item, kind: 'object' }) : [];
  });
  return [...own, ...listed];
}

const plainText = (json: Json): SourceText | undefined => {
  if (json.kind === 'string') return json.value;
  if (json.kind === 'number' || json.kind === 'boolean')
    return SourceText.decoded(String(json.value), json.range);
  return json.kind === 'dynamic' ? SourceText.hole(json.range) : undefined;
};

/** Variables that steps of a workflow set for the steps behind them: their values are not those of the file. */
export function reassigned(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  if (!text.includes('GITHUB_ENV') && !text.includes('task.setvariable')) return names;
  for (const m of text.matchAll(/\b([A-Za-z_]\w*)=|task\.setvariable variable=(\w+)/g))
    names.add(m[1] ?? m[2]!);
  return names;
}
