import assert from 'node:assert/strict';
import { withoutMacros } from '../../../server/src/core/languages/rust/macros.ts';
import { callsIn, describeCall } from '../../harness/facts.ts';

describe('macros of Rust', () => {
  const shown: readonly (readonly [written: string, read: string])[] = [
    ['format!("{}", a)', 'format ("{}", a)'],
    ['let v = vec![1, 2];', 'let v =     [1, 2];'],
    ['json!({ "a": b, "c": [1, { "d": null }] })', 'json ([ "a", b, "c", [1, [ "d", null ]] ])'],
    ['json!({ "a": if x { 1 } else { 2 } })', 'json ([ "a", if x { 1 } else { 2 } ])'],
    ['json!({ "a": S { b: 1 }, "c": f(|x| { x }) })', 'json ([ "a", S { b: 1 }, "c", f(|x| { x }) ])'],
    ['json!({ a })', 'json!({ a })'],
    ['json!({ "a": })', 'json!({ "a": })'],
    ['"json!({ 1 })" // format!(x)', '"json!({ 1 })" // format!(x)'],
    [`r#"" format!(x)"# 'a' '"' format!(y)`, `r#"" format!(x)"# 'a' '"' format (y)`],
    ['tracing::info!(url = %x, "y")', 'tracing::info!(url = %x, "y")'],
    ['a != (b)', 'a != (b)'],
  ];
  for (const [written, read] of shown) {
    it(`are read as calls: ${written}`, () => {
      assert.equal(withoutMacros(written), read);
      assert.equal(withoutMacros(written).length, written.length);
    });
  }

  it('keep the places of what stands in them', async () => {
    const text = [
      'fn main() { // 😀',
      '\tlet op = "keys.getKey";\r',
      '\tureq::post(&format!("https://api.unkey.com/v2/{op}"))',
      '\t\t.send_json(json!({ /* { */ "meta": { "😀": [1, -2.5, "a\\"b"] }, "keyId": "key_1", })); }',
    ].join('\n');
    const [call] = await callsIn('rust', text);
    assert.equal(
      describeCall(call!),
      'POST https://api.unkey.com/v2/keys.getKey |  | {"meta":{"😀":[1,-2.5,"a\\"b"]},"keyId":"key_1"}',
    );
    const body = call!.body.kind === 'literal' ? call!.body.value : undefined;
    const member = body?.kind === 'object' ? body.members[1]! : undefined;
    assert.equal(text.slice(member!.keyRange.start, member!.keyRange.end), 'keyId');
    assert.equal(text.slice(member!.value.range.start, member!.value.range.end), '"key_1"');
  });
});
