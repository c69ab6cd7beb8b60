import { type IdKind, kindOfField, kindOfId } from '../catalogue/ids.ts';
import type { Range } from '../source.ts';

/** What a thing with such an id is, and where the id comes from. */
const ORIGINS: Readonly<Record<string, string>> = {
  key: 'Names a key without revealing it, so it may be stored and logged. `keys.createKey` returns it next to the secret key.',
  api: 'Names the API that keys are issued for. `apis.createApi` returns it, and the dashboard shows it.',
  keyspace:
    'Names the container of the keys of an API. It comes into being with the API; its former name is key auth.',
  workspace: 'Names your workspace. The dashboard shows it, and support asks for it.',
  namespace: 'Names a namespace of rate limits. `ratelimit.limit` makes the namespace at its first use.',
  override: 'Names an exception from a rate limit. `ratelimit.setOverride` returns it.',
  permission: 'Names a permission that keys and roles can have. `permissions.createPermission` returns it.',
  role: 'Names a role, a set of permissions. `permissions.createRole` returns it.',
  request: 'Names one request to the API. Every answer has it in `meta.requestId`; quote it to support.',
  identity:
    'Names an identity, the user or organization that keys belong to. `identities.createIdentity` returns it.',
  project: 'Names a project, which holds apps. `projects.createProject` returns it.',
  app: 'Names an app of a project. `apps.createApp` returns it.',
  environment: 'Names an environment of an app. `environments.listEnvironments` lists them.',
  environmentVariable:
    'Names a variable of an environment. `environments.listEnvironmentVariables` lists them.',
  deployment: 'Names one deployment of an app. `deployments.createDeployment` returns it.',
  domain: 'Names a domain of your own at an environment. `domains.createDomain` returns it.',
  policy: 'Names a rule of the gateway. `gateway.listPolicies` lists them.',
  portal: 'Names a customer portal. The dashboard shows it.',
  portalSession:
    'Names a session of a customer portal; it is not the code in its link. `portal.createSession` returns it.',
  portalExchangeCode:
    'Lets a browser into a customer portal, once and within 15 minutes. Treat it as a secret.',
  portalAccessToken: 'Acts for an end user in a customer portal. Treat it as a secret.',
  ratelimit: 'Names a rate limit of a key or an identity.',
};

/** Markdown about the id of a thing: its kind and where it comes from. Never the id itself. */
export function describeId(kind: IdKind, prefix: string): string {
  const lines = [`**${kind.title}** \`${prefix}…\``];
  if (ORIGINS[kind.id] !== undefined) lines.push('', ORIGINS[kind.id]!);
  if (prefix !== kind.prefix) lines.push('', `Newer ids of this kind begin with \`${kind.prefix}\`.`);
  return lines.join('\n');
}

/** Markdown about `value` if it is surely an id: by its form, or because it stands in the field `field`. */
export function describeIdValue(value: string, field: string | undefined): string | undefined {
  const id = kindOfId(value);
  if (!id) return undefined;
  const expected = field === undefined ? undefined : kindOfField(field);
  const sure = expected === id.kind || (id.kind.distinctive && isRandom(value.slice(id.prefix.length)));
  return sure ? describeId(id.kind, id.prefix) : undefined;
}

/** Ids end in letters and digits without order; a variable's name does not. */
const isRandom = (body: string): boolean =>
  /^[A-Za-z0-9]{8,}$/.test(body) && /\d/.test(body) && /[A-Za-z]/.test(body);

const WORD = /[A-Za-z0-9_]/;
const FIELD_BEFORE = /(\w+)["'\]]*\s*[:=]\s*["'`]?$/;

/** The id at `offset` of `text`, with Markdown about it. */
export function idAt(text: string, offset: number): { range: Range; markdown: string } | undefined {
  const range = runAt(text, offset, WORD);
  const value = text.slice(range.start, range.end);
  if (!value.includes('_') || text[range.start - 1] === '$') return undefined;
  const before = text.slice(Math.max(0, range.start - 60), range.start);
  const markdown = describeIdValue(value, FIELD_BEFORE.exec(before)?.[1]);
  return markdown === undefined ? undefined : { range, markdown };
}

/** The longest run of such characters around `offset`, at most 200 to each side. */
export function runAt(text: string, offset: number, character: RegExp): Range {
  let [start, end] = [offset, offset];
  while (start > 0 && offset - start < 200 && character.test(text[start - 1]!)) start--;
  while (end < text.length && end - offset < 200 && character.test(text[end]!)) end++;
  return { start, end };
}
