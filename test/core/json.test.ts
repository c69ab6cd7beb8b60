import assert from 'node:assert/strict';
import { parseJson } from '../../server/src/core/json.ts';
import type { Json } from '../../server/src/core/model.ts';
import { HOLE, SourceText } from '../../server/src/core/source.ts';

const parse = (text: string): Json | undefined => parseJson(SourceText.verbatim(text));

/** The value as plain data; `?` for what is not known, a member `…` where more may be. */
function plain(json: Json | undefined): unknown {
  switch (json?.kind) {
    case 'object':
      return Object.fromEntries([
        ...json.members.map((m) => [m.key, plain(m.value)]),
        ...(json.complete ? [] : [['…', '']]),
      ]);
    case 'array':
      return [...json.items.map(plain), ...(json.complete ? [] : ['…'])];
    case 'string':
      return json.value.text;
    case 'number':
    case 'boolean':
      return json.value;
    case 'null':
      return null;
    default:
      return json && '?';
  }
}

describe('parseJson', () => {
  it('reads what JSON.parse reads', () => {
    for (const text of [
      '{}',
      '[]',
      '{"a":{"b":[1,-2.5e3,true,false,null,"x"]}}',
      ' {"a" : "\\u0041\\n\\"\\\\"} ',
    ]) {
      assert.deepEqual(plain(parse(text)), JSON.parse(text));
    }
  });

  it('gives places, escapes included', () => {
    const text = '{"k\\u0065y": "a\\nb"}';
    const json = parse(text);
    assert.ok(json?.kind === 'object');
    const [member] = json.members;
    assert.ok(member?.value.kind === 'string');
    assert.equal(member.key, 'key');
    assert.equal(text.slice(member.keyRange.start, member.keyRange.end), 'k\\u0065y');
    const { start, end } = member.value.value.range(1, 2);
    assert.equal(text.slice(start, end), '\\n');
  });

  it('reads what is there of broken text', () => {
    assert.deepEqual(plain(parse('{"a":1,')), { a: 1, '…': '' });
    assert.deepEqual(plain(parse('{"a":1 "b":2}')), { a: 1, '…': '' });
    assert.deepEqual(plain(parse('{"a"')), { '…': '' });
    assert.deepEqual(plain(parse('{"a":}')), { a: '?' });
    assert.deepEqual(plain(parse('{a:1,"b":2}')), { '…': '', b: 2 });
    assert.deepEqual(plain(parse('[1,')), [1, '…']);
    assert.deepEqual(plain(parse('{"a":1,}')), { a: 1 });
    assert.deepEqual(plain(parse('{/* c */"a":1} // d')), { a: 1 });
  });

  it('knows nothing of a number that may go on', () => {
    assert.deepEqual(plain(parse('{"a":12')), { a: '?', '…': '' });
    assert.deepEqual(plain(parse('{"a":12 }')), { a: 12 });
  });

  it('says when the brackets do not match', () => {
    const isBroken = (text: string): boolean | undefined => {
      const json = parse(text);
      return json?.kind === 'object' || json?.kind === 'array' ? json.broken : undefined;
    };
    assert.equal(isBroken('{"a":{"b":1}}'), undefined);
    assert.equal(isBroken('{"a":{"b":1}'), true);
    assert.equal(isBroken('{"b":1}, "c":2}'), true);
    assert.equal(isBroken('[1'), true);
  });

  it('takes a comment with dots for members that are not shown', () => {
    assert.deepEqual(plain(parse('{"a":1 // ...\n}')), { a: 1, '…': '' });
    assert.deepEqual(plain(parse('{"a":1 /* … more */ }')), { a: 1, '…': '' });
  });

  it('knows nothing of holes', () => {
    assert.deepEqual(plain(parse(`{"a":${HOLE},"b":1}`)), { a: '?', b: 1 });
    assert.deepEqual(plain(parse(`{${HOLE},"b":1}`)), { '…': '', b: 1 });
    assert.deepEqual(plain(parse(`{"${HOLE}":1,"b":1}`)), { '…': '', b: 1 });
  });

  it('leaves other text alone', () => {
    assert.equal(parse('keyId=key_1'), undefined);
    assert.equal(parse(''), undefined);
    assert.equal(parse('"text"'), undefined);
  });

  it('survives nesting', () => {
    assert.equal(parse('['.repeat(100_000))?.kind, 'array');
  });

  it('takes nothing out of brackets that stand where they do not belong', () => {
    assert.deepEqual(plain(parse('{"a": {"x": 1} "b": [{"c": 2, "d": 3}], "e": 4}')), {
      a: { x: 1 },
      e: 4,
      '…': '',
    });
    assert.equal(parse(`{"a" ${'['.repeat(50_000)}`)?.kind, 'object');
  });
});
