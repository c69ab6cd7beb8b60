import assert from 'node:assert/strict';
import type { Completion, InsertPiece } from '../../server/src/core/features/complete-item.ts';
import { testService } from './engine.ts';

export const service = testService();
export const CURSOR = '<|>';

/** What is offered at `<|>`. */
export async function offered(languageId: string, marked: string): Promise<readonly Completion[]> {
  const offset = marked.indexOf(CURSOR);
  assert.ok(offset >= 0, 'no cursor');
  const text = marked.replace(CURSOR, '');
  const items = service.complete(await service.analyze({ languageId, path: '', text }), offset);
  for (const { range } of items) {
    assert.ok(range.start <= offset && offset <= range.end, `${range.start}-${range.end} without ${offset}`);
    assert.ok(!text.slice(range.start, range.end).includes('\n'));
  }
  const labels = items.map(({ label }) => label);
  assert.equal(new Set(labels).size, labels.length, 'offered twice');
  return items;
}

export const labels = async (languageId: string, marked: string): Promise<string[]> =>
  [...(await offered(languageId, marked))]
    .sort((a, b) => (a.sortText < b.sortText ? -1 : 1))
    .map(({ label }) => label);

/** The text without its places to type at. */
export const plain = (insert: readonly InsertPiece[]): string =>
  insert.map((p) => (typeof p === 'string' ? p : (p.choices?.[0] ?? p.text ?? ''))).join('');

/** The text after the item was taken. */
export async function taken(languageId: string, marked: string, label: string): Promise<string> {
  const item = (await offered(languageId, marked)).find((i) => i.label === label);
  assert.ok(item, `${label} is not offered`);
  const text = marked.replace(CURSOR, '');
  const whole = text.slice(0, item.range.start) + plain(item.insert) + text.slice(item.range.end);
  return item.also.reduceRight(
    (after, { range, newText }) => after.slice(0, range.start) + newText + after.slice(range.end),
    whole,
  );
}

export const HTTP = (body: string, operation = 'keys.getKey'): string =>
  `POST https://api.unkey.com/v2/${operation}\nAuthorization: Bearer {{key}}\n\n${body}\n`;
export const CURL = (body: string, operation = 'keys.getKey'): string =>
  `curl -X POST https://api.unkey.com/v2/${operation} -H "Authorization: Bearer $K" -d '${body}'\n`;
export const TS = (body: string, operation = 'keys.getKey'): string => `
export async function send(id: string) {
  const response = await fetch('https://api.unkey.com/v2/${operation}', {
    method: 'POST',
    headers: { Authorization: \`Bearer \${process.env.UNKEY_ROOT_KEY}\` },
    body: JSON.stringify(${body}),
  });
  return response.json();
}
`;
export const PY = (body: string, operation = 'keys.getKey'): string => `
import requests

def send(key_id):
    response = requests.post(
        "https://api.unkey.com/v2/${operation}",
        headers={"Authorization": f"Bearer {ROOT_KEY}"},
        json=${body}
    )
    return response.json()

def other():
    return 1
`;
export const GO = (body: string, operation = 'keys.getKey'): string => `
package main

func send(id string) error {
	body, err := json.Marshal(${body})
	req, err := http.NewRequest("POST", "https://api.unkey.com/v2/${operation}", bytes.NewReader(body))
	req.Header.Set("Authorization", "Bearer "+os.Getenv("UNKEY_ROOT_KEY"))
	_, err = http.DefaultClient.Do(req)
	return err
}

func other() int { return 1 }
`;
export const PYTHON_SDK = (rest: string): string => `
from unkey.py import Unkey

def send(key_id):
    with Unkey(root_key=ROOT_KEY) as client:
        ${rest}

def other():
    return client.keys.get_key(key_id=1)
`;
export const GO_SDK = (rest: string): string => `
package main

import (
	unkey "github.com/unkeyed/sdks/api/go/v2"
	"github.com/unkeyed/sdks/api/go/v2/models/components"
)

func send(ctx context.Context, client *unkey.Unkey) error {
	${rest}
	return err
}
`;

/** Texts, with what must be offered, and what must not. */
export type Case = readonly [name: string, text: string, offered: readonly string[], not?: readonly string[]];

/** Makes a test of each case. */
export function checkCases(language: string, cases: readonly Case[]): void {
  for (const [name, text, expected, not = []] of cases) {
    it(`${language}: ${name}`, async () => {
      const found = await labels(language, text);
      assert.deepEqual(
        expected.filter((label) => !found.includes(label)),
        [],
        `${text}\n${found.join()}`,
      );
      assert.deepEqual(
        not.filter((label) => found.includes(label)),
        [],
        text,
      );
      if (expected.length === 0 && not.length === 0) assert.deepEqual(found, [], text);
    });
  }
}
