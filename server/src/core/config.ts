import { closest, distance } from 'fastest-levenshtein';
import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Endpoint, EndpointAuth } from './catalogue/endpoint.ts';
import { additionalEndpoint } from './catalogue/endpoint.ts';
import type { RuleSetting } from './finding.ts';
import type { Rule } from './rule.ts';
import { rules } from './rules/index.generated.ts';
import type { LintConfig } from './service.ts';
import type { Range } from './source.ts';

/** Name of the configuration file. */
export const CONFIG_FILE = 'unkey-lint.config.json';

/** The spellings of a severity that a user may write. */
export const RULE_SETTINGS: readonly RuleSetting[] = ['off', 'info', 'warn', 'error'];

/** The methods an endpoint may have. */
export const HTTP_METHODS: readonly string[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** The kinds of authorization an endpoint may ask for. */
export const AUTHS: readonly EndpointAuth[] = ['bearer', 'none', 'cookie'];

/** No rule set otherwise than it comes. */
export const DEFAULT_CONFIG: LintConfig = { rules: {} };

/** One mistake in a configuration file; `range` in UTF-16 offsets of its text, half-open. */
export interface ConfigProblem {
  readonly message: string;
  readonly range: Range;
}

/** A configuration, and what is wrong with its text. */
export interface ParsedConfig {
  /** What could be read. A setting with a problem is left out. */
  readonly config: LintConfig;
  readonly problems: readonly ConfigProblem[];
}

/** Reads the text of a configuration file, JSON with comments and trailing commas. Never throws. */
export function parseConfig(text: string): ParsedConfig {
  const errors: ParseError[] = [];
  let root: Node | undefined;
  try {
    root = parseTree(text, errors, { allowTrailingComma: true, disallowComments: false });
  } catch {
    // The parser recurses; only nesting beyond any real file exhausts the stack.
    return broken('The file is nested too deeply to be read.', { start: 0, end: 1 });
  }
  if (text.trim() === '')
    return broken('The file is empty. Write {} for the defaults.', { start: 0, end: 0 });
  const first = errors[0];
  if (first) {
    const end = Math.min(text.length, first.offset + Math.max(1, first.length));
    return broken(`This is not valid JSON: ${readable(first)}.`, { start: Math.min(first.offset, end), end });
  }
  if (root?.type !== 'object')
    return broken('The file must hold an object: { "rules": { … } }.', rangeOf(root));

  const problems: ConfigProblem[] = [];
  let settings: Readonly<Record<string, RuleSetting>> = {};
  let additional: readonly Endpoint[] = [];
  for (const { name, key, value } of members(root)) {
    if (name === '$schema') continue;
    if (name === 'rules') settings = readRules(value, problems);
    else if (name === 'additionalEndpoints') additional = readAdditional(value, problems);
    else
      problems.push({
        message: `There is no option "${name}"; the file knows "rules" and "additionalEndpoints".`,
        range: rangeOf(key),
      });
  }
  const config = { rules: settings, ...(additional.length > 0 ? { additionalEndpoints: additional } : {}) };
  return { config, problems };
}

/** A severity as a user writes it, or undefined when `value` is none. */
export function ruleSetting(value: unknown): RuleSetting | undefined {
  return RULE_SETTINGS.find((setting) => setting === value);
}

/** What a rule is set to until a user says otherwise. */
export function defaultSetting({ severity, optional }: Rule): RuleSetting {
  if (optional) return 'off';
  return severity === 'warning' ? 'warn' : severity;
}

/** What is wrong with a rule id, naming the nearest one that exists; undefined for a known rule. */
export function unknownRule(id: string): string | undefined {
  if (rules.some((rule) => rule.id === id)) return undefined;
  const nearest =
    rules.length === 0
      ? undefined
      : closest(
          id,
          rules.map((rule) => rule.id),
        );
  const near = nearest !== undefined && distance(id, nearest) <= Math.max(3, nearest.length / 3);
  return `There is no rule "${id}"${near ? `; did you mean "${nearest}"?` : '.'}`;
}

/** What is wrong with a severity. `written` is shown as it is. */
export function unknownSetting(written: string): string {
  return `${written} is not a severity; use off, info, warn or error.`;
}

function readRules(node: Node, problems: ConfigProblem[]): Readonly<Record<string, RuleSetting>> {
  if (node.type !== 'object') {
    problems.push({ message: '"rules" must be an object: { "<rule>": "warn" }.', range: rangeOf(node) });
    return {};
  }
  const settings: [string, RuleSetting][] = [];
  for (const { name, key, value } of members(node)) {
    const unknown = unknownRule(name);
    const setting = ruleSetting(value.value);
    if (unknown !== undefined) problems.push({ message: unknown, range: rangeOf(key) });
    else if (setting !== undefined) settings.push([name, setting]);
    else {
      const written = value.children ? `A ${value.type}` : JSON.stringify(value.value);
      problems.push({ message: unknownSetting(written), range: rangeOf(value) });
    }
  }
  return Object.fromEntries(settings);
}

const ENTRY = 'Write "POST /v2/keys.getKey", or an object with "method", "path" and, if you like, "auth".';

function readAdditional(node: Node, problems: ConfigProblem[]): readonly Endpoint[] {
  if (node.type !== 'array') {
    problems.push({
      message: '"additionalEndpoints" must be an array: [ "POST /v2/keys.getKey" ].',
      range: rangeOf(node),
    });
    return [];
  }
  return (node.children ?? []).flatMap((entry) => {
    const endpoint =
      entry.type === 'object' ? readEndpointObject(entry, problems) : readEndpointLine(entry, problems);
    return endpoint ? [endpoint] : [];
  });
}

/** `POST /v2/keys.getKey` */
function readEndpointLine(node: Node, problems: ConfigProblem[]): Endpoint | undefined {
  const [, method, path] = /^\s*(\S+)\s+(\S+)\s*$/.exec(String(node.value)) ?? [];
  if (node.type !== 'string' || method === undefined || path === undefined) {
    problems.push({ message: `This is no endpoint. ${ENTRY}`, range: rangeOf(node) });
    return undefined;
  }
  return endpointOrProblem({ method, path, auth: undefined }, { method: node, path: node }, problems);
}

function readEndpointObject(node: Node, problems: ConfigProblem[]): Endpoint | undefined {
  const before = problems.length;
  const values: Record<string, Node> = {};
  for (const { name, key, value } of members(node)) {
    if (name !== 'method' && name !== 'path' && name !== 'auth')
      problems.push({ message: `An endpoint has no "${name}". ${ENTRY}`, range: rangeOf(key) });
    else if (value.type !== 'string')
      problems.push({ message: `"${name}" must be a string.`, range: rangeOf(value) });
    else values[name] = value;
  }
  const { method, path, auth } = values;
  const authSetting = AUTHS.find((known) => known === auth?.value);
  if (auth && !authSetting)
    problems.push({
      message: `${JSON.stringify(auth.value)} is no kind of authorization; use bearer, none or cookie.`,
      range: rangeOf(auth),
    });
  if (problems.length > before) return undefined;
  if (!method || !path) {
    problems.push({ message: `"${method ? 'path' : 'method'}" is missing. ${ENTRY}`, range: rangeOf(node) });
    return undefined;
  }
  const written = { method: String(method.value), path: String(path.value), auth: authSetting };
  return endpointOrProblem(written, { method, path }, problems);
}

function endpointOrProblem(
  written: { readonly method: string; readonly path: string; readonly auth: EndpointAuth | undefined },
  nodes: { readonly method: Node; readonly path: Node },
  problems: ConfigProblem[],
): Endpoint | undefined {
  const method = HTTP_METHODS.find((known) => known === written.method.toUpperCase());
  const endpoint = additionalEndpoint(method ?? 'POST', written.path, written.auth);
  if (!method)
    problems.push({
      message: `"${written.method}" is not a method; use ${HTTP_METHODS.join(', ')}.`,
      range: rangeOf(nodes.method),
    });
  else if (!endpoint)
    problems.push({
      message: `"${written.path}" is not the path of an endpoint. Start with the version: /v2/keys.getKey.`,
      range: rangeOf(nodes.path),
    });
  return method ? endpoint : undefined;
}

function members(node: Node): { name: string; key: Node; value: Node }[] {
  return (node.children ?? []).flatMap((property) => {
    const [key, value] = property.children ?? [];
    return key && value ? [{ name: String(key.value), key, value }] : [];
  });
}

function broken(message: string, range: Range): ParsedConfig {
  return { config: DEFAULT_CONFIG, problems: [{ message, range }] };
}

function rangeOf(node: Node | undefined): Range {
  return node ? { start: node.offset, end: node.offset + node.length } : { start: 0, end: 0 };
}

/** `CommaExpected` → `comma expected`. */
function readable(error: ParseError): string {
  return printParseErrorCode(error.error)
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase();
}
