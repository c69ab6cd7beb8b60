import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { endpointChanges } from '../../server/tools/diff/compare.ts';
import { readDocument } from '../../server/tools/diff/read.ts';

const HEAD = `openapi: 3.1.0
info: { title: Test, version: "1" }
security: [{ key: [] }]
components:
  securitySchemes:
    key: { type: http, scheme: bearer, description: a key }
    other: { type: oauth2, flows: {} }
    session: { type: apiKey, in: cookie, name: s }
paths:
`;

/** The operation `/v2/a.b` with that schema of its body. */
const body = (schema: string, more = '') => `${HEAD}  /v2/a.b:
    post:
      operationId: anything
      summary: Does something
      ${more}
      responses: { "200": { description: ok } }
      requestBody:
        required: true
        content:
          application/json:
            schema: ${schema}
            examples: { one: { value: {} } }
`;

const changes = (before: string, after: string) =>
  endpointChanges(readDocument(before, 'before.yaml'), readDocument(after, 'after.yaml'));

const ofBody = (before: string, after: string) =>
  changes(body(before), body(after)).map((line) => line.replace('POST /v2/a.b: ', ''));

const object = (properties: string, more = '') => `{ type: object, properties: { ${properties} }, ${more} }`;

describe('catalogue:diff', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    [
      object('a: { type: string }, b: { type: string }', 'required: [b]'),
      object('a: { type: string }, c: { type: integer }, d: { type: boolean }', 'required: [a, c]'),
      ['a: required now', 'b: gone', 'c: new, required, an integer', 'd: new, optional, a boolean'],
    ],
    [
      object('a: { type: string, minLength: 1, maxLength: 5, pattern: x }'),
      object('a: { type: [string, "null"], minLength: 2, pattern: y, deprecated: true }'),
      [
        'a: may be null now',
        'a: deprecated now',
        'a: the least number of characters is 2, was 1',
        'a: the greatest number of characters was 5, now there is none',
        'a: the pattern is "y", was "x"',
      ],
    ],
    [
      object('a: { type: string, enum: [x, y] }'),
      object('a: { type: string, enum: [y, z] }'),
      ['a: takes the value "z" now', 'a: no longer takes the value "x"'],
    ],
    [
      object('a: { type: array, items: { type: object, properties: { n: { type: integer, default: 1 } } } }'),
      object(
        'a: { type: array, maxItems: 3, items: { type: object, properties: { n: { type: integer, minimum: 1, default: 2 } } } }',
      ),
      [
        'a: the greatest number of items is 3, was none',
        'a[].n: the least value is 1, was none',
        'a[].n: the default is 2, was 1',
      ],
    ],
    [object('a: { type: string }'), object('a: { type: integer }'), ['a: an integer, was a string']],
    [object(''), object('', 'additionalProperties: false'), ['takes no unknown fields now']],
    [
      object('a: { type: string }, b: { type: string }', 'oneOf: [{ required: [a] }]'),
      object('a: { type: string }, b: { type: string }', 'oneOf: [{ required: [a] }, { required: [b] }]'),
      ['takes the alternative "b" now'],
    ],
    [
      object('a: { anyOf: [{ type: string }, { type: integer }] }'),
      object('a: { anyOf: [{ type: string }, { type: boolean }] }'),
      ['a: other types or limits among the alternatives'],
    ],
    [
      object('title: { type: string, description: before, example: x }'),
      object('title: { type: string, description: after, x-note: y }', 'description: new words'),
      [],
    ],
    [object('a: { type: array }'), object('a: { type: array, pattern: ignored }'), []],
  ];
  for (const [before, after, said] of cases) {
    it(`says what ${after} changes`, () => assert.deepEqual(ofBody(before, after), said));
  }

  it('names endpoints that come and go, methods, keys and permissions', () => {
    const operation = (path: string, method: string, more: string) =>
      `  /v2/${path}:\n    ${method}: { responses: {}, ${more} }\n`;
    const before = [
      HEAD,
      operation('a.gone', 'post', ''),
      operation('a.key', 'post', 'description: "Needs `api.*.read_api` or `api.<api_id>.read_api`."'),
      operation('a.method', 'post', ''),
      operation('a.old', 'post', ''),
    ].join('');
    const after = [
      HEAD,
      operation('a.key', 'post', 'security: [], description: "Needs `api.*.read_api` and `api.*.read_key`."'),
      operation('a.method', 'put', 'security: [{ other: [] }, { key: [] }]'),
      operation('a.new', 'post', 'security: [{ session: [] }]'),
      operation('a.old', 'post', 'deprecated: true'),
    ].join('');
    assert.deepEqual(changes(before, after), [
      'POST /v2/a.gone: gone',
      'POST /v2/a.key: needs no key, was a root key',
      'POST /v2/a.key: asks for the permission api.*.read_key now',
      'POST /v2/a.key: no longer asks for the permission api.<api_id>.read_api',
      'PUT /v2/a.method: the method is PUT, was POST',
      "POST /v2/a.new: new, needs the cookie of an end user's session",
      'POST /v2/a.old: deprecated now',
    ]);
  });

  it('says nothing of permissions that a document leaves out, nor of endpoints known by name', () => {
    const old = readDocument(
      `${HEAD}  /v2/a.b: { post: { x-permissions: [p.*.q] } }\n  /v2/a.c: { post: { x-unspecified: true } }\n`,
      'x',
    );
    const now = readDocument(`${HEAD}  /v2/a.b: { post: { description: none } }\n`, 'x');
    assert.deepEqual(endpointChanges(old, now), []);
  });

  const bad: readonly (readonly [string, string, RegExp])[] = [
    [
      'a keyword',
      body('{ type: string, contentEncoding: x }'),
      /^x:20: .*\/schema\/contentEncoding: unknown construct/,
    ],
    ['a type', body(object('a: { type: file }')), /^x:20: .*\/properties\/a\/type: unknown type "file"/],
    [
      'a parameter',
      body('{}', 'parameters: [{ name: a, in: query }]'),
      /^x:14: .*\/parameters: unknown construct/,
    ],
    ['a kind of key', body('{}', 'security: [{ other: [] }]'), /^x:14: .*\/security: unknown construct/],
    [
      'a path',
      `${HEAD}  /v3/a.b: { post: {} }\n`,
      /^x:10: \/paths\/~1v3~1a.b: not the path of an endpoint of v2/,
    ],
    ['broken YAML', `${HEAD}  "a: {`, /^x:\d+: /],
    ['a list', '- a', /^x:1: the document: expected an object/],
    ['nothing', '', /^x:1: the document: expected an object/],
  ];
  for (const [name, text, message] of bad) {
    it(`refuses ${name}, with its place`, () =>
      assert.throws(() => readDocument(text, 'x'), { name: 'Error', message }));
  }

  it('is a program that ends with 2 where it can say nothing', async function () {
    this.timeout(20_000);
    const run = await import(pathToFileURL(path.resolve('server/tools/run.mjs')).href);
    const [program] = await run.compile(['server/tools/catalogue-diff.ts'], 'out/test-diff');
    const diff = (...args: string[]) => spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
    const folder = mkdtempSync(path.join(tmpdir(), 'unkey-lint-diff-'));
    const own = 'server/tools/catalogue/unkey-v2.openapi.json';
    assert.deepEqual([diff(own).status, diff(own).stdout], [0, 'Nothing changes.\n']);
    const document = JSON.parse(readFileSync(own, 'utf8'));
    delete document.paths['/v2/keys.whoami'];
    const newer = path.join(folder, 'newer.json');
    writeFileSync(newer, JSON.stringify(document));
    assert.deepEqual([diff(newer).status, diff(newer).stdout], [0, 'POST /v2/keys.whoami: gone\n']);
    writeFileSync(newer, '{');
    assert.equal(diff(newer).status, 2);
    assert.match(diff(newer).stderr, /newer\.json:1: /);
    assert.match(diff(path.join(folder, 'none.yaml')).stderr, /none\.yaml: cannot be read: ENOENT/);
    assert.deepEqual([diff().status, diff().stdout], [2, '']);
    rmSync(folder, { recursive: true });
  });
});
