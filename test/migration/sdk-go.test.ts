import assert from 'node:assert/strict';
import { findEndpoint } from '../../server/src/core/catalogue/endpoints.ts';
import { fieldsOf, requiredFields, type Schema } from '../../server/src/core/catalogue/schema.ts';
import { sdkChange } from '../../server/src/core/catalogue/sdk-changes.ts';
import { goAnswer, structsOfV1, structsOfV2 } from '../../server/src/core/catalogue/sdks/unkey-go-types.ts';
import { responseOf } from '../../server/src/core/reads/responses.ts';
import { earlierMethods } from '../../server/src/core/sdk/earlier-methods.ts';
import { apiName } from '../../server/src/core/sdk/naming.ts';
import { takeWarnings, testService } from '../harness/engine.ts';
import { applySteps } from '../harness/migration.ts';

const service = testService();
const methods = earlierMethods('github.com/unkeyed/unkey-go', 'PascalCase');

/** Methods that v2 does not have, or takes another request for. */
const BY_HAND = /GetVerifications$|^Migrations|DeleteKeys$|^Liveness/;
/** Fields of which one says the same as another, and those whose values v2 takes in no form. */
const LEFT_OUT = /^(?:IdentityID|NamespaceID|ID|Type|Authorization|Resources|Async)$/;

/** A value of a type of v1. */
function sampleOf(type: string, name: string): string {
  const pointed = /^\*(string|int64|bool|float64)$/.exec(type)?.[1];
  if (pointed) {
    const value = pointed === 'string' ? '"some_text"' : pointed === 'bool' ? 'true' : '10';
    return `unkeygo.${pointed[0]!.toUpperCase()}${pointed.slice(1)}(${value})`;
  }
  const packageOf = (struct: string): string =>
    /^(?:V1|Remaining|VerifiedRatelimits)/.test(struct) ? 'components' : 'operations';
  const named = (struct: string): string => `${packageOf(struct)}.${struct.replace('Verified', '')}`;
  if (type === 'string') return name === 'Name' ? '"some_name"' : '"some_text"';
  if (type === 'int64') return '10';
  if (type === '[]string') return '[]string{"some_text"}';
  if (type === 'Interval') return 'operations.IntervalMonthly';
  if (type === 'Op') return 'operations.OpSet';
  if (type === 'map[string]any') return 'map[string]any{"plan": "pro"}';
  if (type.startsWith('[]')) return `[]${named(type.slice(2))}{{${membersOf(type.slice(2))}}}`;
  const struct = type.replace('*', '');
  return `${type.startsWith('*') ? '&' : ''}${named(struct)}{${membersOf(struct)}}`;
}

const membersOf = (struct: string): string =>
  Object.entries(structsOfV1[struct] ?? {})
    .filter(([name, type], _, all) => !LEFT_OUT.test(name) || (all.length === 1 && type === 'string'))
    .map(([name, type]) => `${name}: ${sampleOf(type, name)}`)
    .join(', ');

function programOf(name: string, operation: string): string {
  const method = name.slice(name.indexOf('.') + 1);
  const struct = [`${method}RequestBody`, `${method}Request`, `V1Keys${method}Request`].find((one) =>
    Object.hasOwn(structsOfV1, one),
  );
  const answer = goAnswer(operation);
  const request = struct === undefined ? '' : `, ${sampleOf(struct, '')}`;
  const reads = Object.keys(answer?.fields ?? {}).filter((field) => !answer?.items || field === 'Cursor');
  const list = answer?.isList
    ? `res.${answer.from}`
    : answer?.items && `res.${answer.from}.${Object.keys(answer.fields)[0]}`;
  return `package main

import (
	"context"
	"fmt"

	unkeygo "github.com/unkeyed/unkey-go"
	"github.com/unkeyed/unkey-go/models/components"
	"github.com/unkeyed/unkey-go/models/operations"
)

var _ components.Code
var _ operations.Option

func call(ctx context.Context, client *unkeygo.Unkey) error {
	res, err := client.${name}(ctx${request})
	if err != nil {
		return err
	}
	fmt.Println(res.${answer?.from} != nil)
${reads.map((field) => `	fmt.Println(res.${answer?.from}.${field})\n`).join('')}${
  list
    ? `	for _, item := range ${list} {\n${Object.keys(answer?.items ?? {})
        .map((field) => `		fmt.Println(item.${field})\n`)
        .join('')}	}\n`
    : ''
}	return nil
}
`;
}

describe('migration of the SDK of Go', () => {
  afterEach(() => assert.deepEqual(takeWarnings(), []));

  for (const { name, operation } of methods) {
    it(name, async () => {
      const text = programOf(name, operation);
      const document = { languageId: 'go', path: 'main.go', text };
      const migration = await service.migrate(document);
      if (BY_HAND.test(name)) {
        assert.deepEqual(migration.steps, []);
        assert.ok(migration.todos.some(({ from }) => from === name));
        return;
      }
      assert.deepEqual(migration.todos, [], text);
      const to = sdkChange('github.com/unkeyed/unkey-go', name)?.successor ?? name;
      assert.ok(migration.steps[0]?.calls.some((call) => call.from === name && call.to === to));
      const now = applySteps(text, migration);
      const after = await service.analyze({ ...document, text: now });
      assert.deepEqual(
        service
          .check(after, { rules: { 'invalid-body-value': 'off' } })
          .map(({ rule, message }) => `${rule}: ${message}`),
        [],
        now,
      );
      assert.deepEqual((await service.migrate({ ...document, text: now })).steps, []);
    });
  }

  it('structs of v2 have the fields of the catalogue, pointers where they may be missing', () => {
    const assertFields = (struct: string, schema: Schema): void => {
      const fields = structsOfV2[struct];
      assert.ok(fields, struct);
      const known = fieldsOf(schema);
      const required = new Set(requiredFields(schema));
      // The catalogue may be newer.
      const named = Object.keys(fields).map((name) => apiName(name, 'PascalCase'));
      for (const field of named) assert.ok(Object.hasOwn(known, field), `${struct}: ${field}`);
      for (const field of required) assert.ok(named.includes(field), `${struct}: ${field}`);
      for (const [name, type] of Object.entries(fields)) {
        const field = apiName(name, 'PascalCase');
        const isOptional = /^(?:\*|\[\]|map)/.test(type);
        if (!required.has(field) && !STRUCTS_FILL.has(`${struct}.${name}`))
          assert.ok(isOptional, `${struct}.${name}`);
        if (required.has(field))
          assert.ok(!type.startsWith('*') || STRUCTS_FILL.has(`${struct}.${name}`), `${struct}.${name}`);
      }
    };
    for (const struct of Object.keys(structsOfV2)) {
      const [, group, method] =
        /^V2(Apis|Identities|Keys|Permissions|Ratelimit)(\w+)RequestBody$/.exec(struct) ?? [];
      if (group === undefined || method === undefined) continue;
      const endpoint = findEndpoint('v2', `${apiName(group, 'PascalCase')}.${apiName(method, 'PascalCase')}`);
      assert.ok(endpoint?.body, struct);
      assertFields(struct, endpoint.body);
    }
  });

  it('answers are read where v2 has them', () => {
    for (const { name, operation } of methods) {
      const answer = goAnswer(operation);
      if (!answer) continue;
      const to = sdkChange('github.com/unkeyed/unkey-go', name)?.successor ?? name;
      const [group = '', method = ''] = to.split('.');
      const shape = responseOf(`${apiName(group, 'PascalCase')}.${apiName(method, 'PascalCase')}`);
      for (const [field, place] of Object.entries(answer.fields)) {
        // What getters give is in fields of their names; of a list the first may be meant.
        const [holder, member] = place
          .replace(/\[0\]:.*$/, '')
          .replace(/Get(\w+)\(\)/g, '$1')
          .split('.');
        if (member === undefined) assert.ok(holder === 'Data' && shape?.list, name);
        else if (holder === 'Pagination') assert.ok(shape?.paged, name);
        else assert.ok(shape?.fields.has(apiName(member, 'PascalCase')), `${name}: ${field}`);
      }
      assert.ok(!answer.items || shape?.list, name);
    }
  });
});

/** Fields that the server requires and the SDK fills in. */
const STRUCTS_FILL: ReadonlySet<string> = new Set(['RatelimitRequest.AutoApply']);
