import assert from 'node:assert/strict';
import { callsIn, describeCall } from '../harness/facts.ts';

/** The URLs found in a text of a language of which only literals are read; `_` for what is not known. */
async function urls(languageId: string, text: string): Promise<string[]> {
  const calls = await callsIn(languageId, `// unkey\n-- unkey\n# unkey\n${text}`);
  return calls.map((call) => describeCall(call).split(' ')[1]!);
}

const V1 = 'https://api.unkey.dev/v1/keys.getKey';

describe('literals', () => {
  const cases: readonly (readonly [language: string, text: string, urls: readonly string[]])[] = [
    ['kotlin', 'val a = "$x/v1/keys.getKey"', ['_/v1/keys.getKey']],
    ['kotlin', 'val a = "\\$x/v1/keys.getKey"', []],
    ['kotlin', `val a = """${V1}"""`, [V1]],
    ['kotlin', `val a = "\${if (x) "a" else "b"}"; val b = "${V1}"`, [V1]],
    ['kotlin', `/* /* ${V1} */ "${V1}" */`, []],
    ['kotlin', `val q = '"'; val a = "${V1}"`, [V1]],
    ['dart', `final a = r'${V1}';`, [V1]],
    ['dart', `final a = '''${V1}''';`, [V1]],
    ['dart', `final a = "it's"; final b = '${V1}';`, [V1]],
    ['swift', `let a = #"${V1}"#`, [V1]],
    ['swift', `let a = ##"a"#${V1}"##`, []],
    ['swift', `let a = "\\(f("x"))"; let b = "${V1}"`, [V1]],
    ['elixir', `a = ~s|${V1}|`, [V1]],
    ['elixir', `a = ~S(${V1})`, [V1]],
    ['elixir', `a = ~r/${V1}/`, []],
    ['elixir', `a = ?"; b = "${V1}"`, [V1]],
    ['elixir', `a = "#{"x"}"; b = "${V1}"`, [V1]],
    ['lua', `local a = [==[${V1}]==]`, [V1]],
    ['lua', `--[==[ ${V1} ]==] local a = '${V1}'`, [V1]],
    ['lua', `local a = "a\\"b" .. 1 local b = "${V1}"`, [V1]],
  ];
  for (const [language, text, expected] of cases) {
    it(`of ${language}: ${text}`, async () => {
      assert.deepEqual(await urls(language, text), expected);
    });
  }

  it('that name each other in a circle stand for nothing', async () => {
    const circle = 'val a = b + "/v1/keys.getKey"\nval b = a + "/x"\n';
    assert.deepEqual(await urls('kotlin', circle), []);
  });

  it('that name others twice do not grow without end', async () => {
    const lines = Array.from(
      { length: 40 },
      (_, i) => `val v${i} = "$v${i + 1}$v${i + 1}$v${i + 1}$v${i + 1}"`,
    );
    const before = performance.now();
    await urls('kotlin', `${lines.join('\n')}\nval v40 = "x"\nval a = "$v0/v1/keys.getKey"`);
    assert.ok(performance.now() - before < 2000);
  });
});
