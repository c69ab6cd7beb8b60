/** A TypeScript file of about `lines` lines as services are written: mostly other code, an Unkey call now and then. */
export function typescriptFile(lines: number): string {
  const parts = [
    "import axios from 'axios';",
    "import { db } from './db';",
    '',
    "const UNKEY = 'https://api.unkey.com/v2';",
    'const unkey = axios.create({ baseURL: UNKEY, headers: { Authorization: `Bearer ${process.env.UNKEY_ROOT_KEY}` } });',
    '',
  ];
  for (let i = 0, count = parts.length; count < lines; i++) {
    const next = i % 4 === 1 ? fetchCall(i) : i % 4 === 3 ? clientCall(i) : otherCode(i);
    parts.push(...next);
    count += next.length;
  }
  return `${parts.join('\n')}\n`;
}

const fetchCall = (i: number): string[] => [
  `export async function verify${i}(key: string): Promise<boolean> {`,
  '  const response = await fetch(`${UNKEY}/keys.verifyKey`, {',
  "    method: 'POST',",
  '    headers: {',
  "      'Content-Type': 'application/json',",
  '      Authorization: `Bearer ${process.env.UNKEY_ROOT_KEY}`,',
  '    },',
  `    body: JSON.stringify({ key, tags: ['path=/items/${i}'] }),`,
  '  });',
  '  if (!response.ok) {',
  `    throw new Error(\`verification ${i} failed: \${response.status}\`);`,
  '  }',
  '  const { data } = await response.json();',
  '  return data.valid;',
  '}',
  '',
];

const clientCall = (i: number): string[] => [
  `export async function limit${i}(identifier: string) {`,
  "  const { data } = await unkey.post('/ratelimit.limit', {",
  `    namespace: 'items.${i}',`,
  '    identifier,',
  '    limit: 10,',
  '    duration: 60_000,',
  '  });',
  '  return data.data.success;',
  '}',
  '',
];

const otherCode = (i: number): string[] => [
  `export interface Item${i} {`,
  '  readonly id: string;',
  '  readonly names: readonly string[];',
  '  readonly size?: { width: number; height: number };',
  '}',
  '',
  `/** Reads the items of page ${i}; the newest first. */`,
  `export async function items${i}(page: number, filter?: (item: Item${i}) => boolean): Promise<Item${i}[]> {`,
  `  const rows = await db.query('select id, names from items_${i} order by created desc limit 20 offset $1', [page * 20]);`,
  '  const items = rows.map((row) => ({ id: String(row.id), names: row.names ?? [] }));',
  '  return filter ? items.filter(filter) : items;',
  '}',
  '',
  `export class Cache${i} {`,
  `  private readonly items = new Map<string, Item${i}>();`,
  '',
  `  get(id: string): Item${i} | undefined {`,
  '    return this.items.get(id);',
  '  }',
  '',
  `  set(item: Item${i}): void {`,
  "    if (this.items.size > 1000) this.items.delete(this.items.keys().next().value ?? '');",
  '    this.items.set(item.id, item);',
  '  }',
  '}',
  '',
];

/** A Python module of about `lines` lines: classes and functions, an Unkey call in one of three. */
export function pythonFile(lines: number): string {
  const parts = ['import os', 'import requests', '', "UNKEY = 'https://api.unkey.com/v2'", ''];
  for (let i = 0; parts.length < lines; i++)
    parts.push(...(i % 3 === 1 ? pythonCall(i) : otherPython(i)), '', '');
  return `${parts.join('\n')}\n`;
}

const pythonCall = (i: number): string[] => [
  `def verify${i}(key: str) -> bool:`,
  '    response = requests.post(',
  "        f'{UNKEY}/keys.verifyKey',",
  "        headers={'Authorization': f'Bearer {os.environ[\"UNKEY_ROOT_KEY\"]}'},",
  `        json={'key': key, 'tags': ['path=/items/${i}']},`,
  '        timeout=5,',
  '    )',
  '    response.raise_for_status()',
  "    return response.json()['data']['valid']",
];

const otherPython = (i: number): string[] => [
  `class Items${i}:`,
  '    """Items, the newest first."""',
  '',
  '    def __init__(self, limit: int = 1000) -> None:',
  '        self.items: dict[str, list[str]] = {}',
  '        self.limit = limit',
  '',
  '    def add(self, name: str, values: list[str]) -> None:',
  '        if len(self.items) > self.limit:',
  '            self.items.pop(next(iter(self.items)))',
  '        self.items[name] = [value.strip() for value in values if value]',
  '',
  `    def names${i}(self) -> list[str]:`,
  '        return sorted(self.items, key=lambda name: len(self.items[name]))',
];

/** An .http file with `requests` requests. */
export function httpFile(requests: number): string {
  let text = '@host = https://api.unkey.com\n@rootKey = {{$processEnv UNKEY_ROOT_KEY}}\n';
  for (let i = 0; i < requests; i++) {
    text += `\n### Create key ${i}\nPOST {{host}}/v2/keys.createKey\nAuthorization: Bearer {{rootKey}}\n\n{ "apiId": "api_${i}", "name": "key ${i}" }\n`;
  }
  return text;
}

/** A shell script with `commands` curl commands. */
export function shellScript(commands: number): string {
  let text = '#!/usr/bin/env bash\nset -euo pipefail\nBASE="https://api.unkey.com/v2"\n';
  for (let i = 0; i < commands; i++) {
    text += `\n# key ${i}\ncurl -sf -X POST "$BASE/keys.createKey" \\\n  -H "Authorization: Bearer $UNKEY_ROOT_KEY" \\\n  -d '{"apiId":"api_${i}"}'\n`;
  }
  return text;
}

/** The same kind of TypeScript without any Unkey in it. */
export const unrelatedFile = (lines: number): string =>
  typescriptFile(lines)
    .replace(/unkey/gi, 'other')
    .replaceAll(/\/(?:keys|ratelimit)\.\w+/g, '/things');

/** The same text with other names, so that nothing read before is found in a cache. */
export const renamed = (text: string, i: number): string =>
  text.replaceAll(
    /\b(verify|limit|items|Item|Items|names|Cache)(\d+)\b|(key|api_)(\d+)\b/g,
    (name) => `${name}${i + 100}`,
  );
