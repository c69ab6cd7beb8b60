import assert from 'node:assert/strict';
import { applyEdits } from '../../../server/src/core/edits.ts';
import { takeWarnings, testService } from '../../harness/engine.ts';

const service = testService();
const lines = (...all: string[]): string => `${all.join('\n')}\n`;

/** Texts in texts. What is between « and » must be underlined, and nothing else. */
const TEXTS: Readonly<Record<string, readonly [languageId: string, text: string]>> = {
  'JSON in quotes of a shell in a block of YAML in a fence of Markdown': [
    'markdown',
    lines(
      '# 😀 Keys',
      '',
      '1. Put this into the workflow:',
      '',
      '   ```yaml title="ci.yml"',
      '   steps:',
      '     - name: 😀',
      '       run: |',
      '         # 🗝 tabs and emoji',
      '         curl https://api.unkey.com/v2/apis.getApi \\',
      '         \t-H "Authorization: «unkey_3Za»" \\',
      `         \t-d '{"apiId":"«key_2cGKbMxRjIzh»","😀":1}'`,
      '   ```',
    ),
  ],
  'a fence in a block quote, folded YAML in it': [
    'markdown',
    lines(
      '> ~~~yml',
      '> run: >-',
      '>   curl -X «GET»',
      '>   https://api.unkey.com/v2/keys.verifyKey',
      '>   -H "Authorization: Bearer $K"',
      '> ~~~',
    ),
  ],
  'escapes of YAML around escapes of a shell around escapes of JSON': [
    'yaml',
    lines(
      'run: "curl -H \\"$AUTH\\" -d \\"{\\\\\\"apiId\\\\\\": \\\\\\"«key_2cGKbMxRjIzh»\\\\\\"}\\"',
      '  https://api.unkey.com/v2/apis.getApi"',
    ),
  ],
  'a character of a name written as an escape': [
    'yaml',
    lines('url: "\\u0068ttps://api.unkey.com/v2/«keys.\\x63reate»"', "other: 'it''s https://x.example'"),
  ],
  'single quotes written twice': [
    'yaml',
    lines(
      `script: 'curl -H "$AUTH" https://api.unkey.com/v2/apis.getApi -d ''{"apiId": "«key_2cGKbMxRjIzh»"}'''`,
    ),
  ],
  'Python in YAML': [
    'yaml',
    lines(
      '- shell: python',
      '  run: |',
      '    import requests',
      '    # 😀',
      '    for key in keys:',
      '        requests.post("https://api.unkey.com/«v1»/keys.verifyKey", json={"key": key})',
    ),
  ],
  'a fence in a text cell of a notebook': [
    'jupyter',
    JSON.stringify({
      cells: [
        {
          cell_type: 'markdown',
          source: [
            '😀\tCall it:\n',
            '```yaml\n',
            'run: |\n',
            '  curl -H "$AUTH" https://api.unkey.com/v2/apis.getApi \\\n',
            '    -d \'{"apiId":"«key_2cGKbMxRjIzh»"}\'\n',
            '```\n',
          ],
        },
      ],
    }),
  ],
  'a string of HCL around a shell around JSON': [
    'terraform',
    lines(
      'provisioner "local-exec" {',
      '  command = "echo 😀\\t; curl -H \\"$AUTH\\" -d \'{\\"apiId\\":\\"«key_2cGKbMxRjIzh»\\"}\' https://api.unkey.com/v2/apis.getApi"',
      '}',
    ),
  ],
  'a list of words in a Dockerfile': [
    'dockerfile',
    lines(
      'CMD ["curl", "-H", "Authorization: Bearer \\u0024K", "-d", "{\\"apiId\\":\\"«key_2cGKbMxRjIzh»\\"}", \\',
      '     "https://api.unkey.com/v2/apis.getApi"]',
    ),
  ],
  'a recipe in a source block of AsciiDoc': [
    'asciidoc',
    lines(
      '.😀',
      '[source,make]',
      '----',
      'get:',
      '\t@curl -X «GET» https://api.unkey.com/v2/keys.verifyKey \\',
      '\t\t-H "Authorization: Bearer $$KEY" # <1>',
      '----',
    ),
  ],
  'a here-document of a Dockerfile in reStructuredText': [
    'restructuredtext',
    lines(
      '.. code-block:: docker',
      '',
      '   RUN <<EOF',
      '   curl -X «GET» https://api.unkey.com/v2/keys.verifyKey -H "Authorization: Bearer $K"',
      '   EOF',
    ),
  ],
  'an environment file in Markdown': [
    'markdown',
    lines('```env', 'A="😀\\t"', 'UNKEY_API_ID="«key_2cGKbMxRjIzh»"', '```'),
  ],
  'a multi-line string of TOML': [
    'toml',
    lines(
      '[tasks.get]',
      'run = """',
      'echo "\\U0001F600" \\',
      '',
      '   ; curl -X «GET» https://api.unkey.com/v2/keys.verifyKey -H "Authorization: Bearer $K"',
      '"""',
    ),
  ],
};

/** The texts of all findings, each once, in the order of their places. */
async function underlined(languageId: string, text: string): Promise<string[]> {
  const findings = service.check(await service.analyze({ languageId, path: '', text }), { rules: {} });
  assert.deepEqual(takeWarnings(), []);
  return findings.map((f) => text.slice(f.range.start, f.range.end));
}

const marked = (text: string): { readonly plain: string; readonly marks: string[] } => ({
  plain: text.replace(/[«»]/g, ''),
  marks: [...text.matchAll(/«([^»]*)»/g)].map((m) => m[1]!),
});

describe('text in text in text', () => {
  after(() => service.dispose());

  for (const [name, [languageId, text]] of Object.entries(TEXTS)) {
    const { plain, marks } = marked(text);

    it(`has right places: ${name}`, async () => {
      assert.ok(marks.length > 0);
      assert.deepEqual(await underlined(languageId, plain), marks);
    });

    it(`has right places behind a byte order mark and with CRLF: ${name}`, async () => {
      assert.deepEqual(await underlined(languageId, plain.replaceAll('\n', '\r\n')), marks);
      assert.deepEqual(await underlined(languageId, `\uFEFF${plain}`), marks);
    });
  }

  it('is not read at any depth', async () => {
    let text = 'curl https://api.unkey.dev/v1/liveness\n';
    for (let depth = 3; depth < 12; depth++) {
      const fence = '`'.repeat(depth);
      text = `${fence}${depth === 3 ? 'sh' : 'md'}\n${text}${fence}\n`;
    }
    assert.deepEqual(await underlined('markdown', text), []);
  });

  /** The text with the first finding suppressed; undefined where no comment can be written. */
  async function suppressed(languageId: string, text: string): Promise<string | undefined> {
    const analysis = await service.analyze({ languageId, path: '', text });
    const [first] = service.check(analysis, { rules: {} });
    assert.ok(first);
    const edit = service.suppress(analysis, first, 'line');
    return edit && applyEdits(text, edit.edits);
  }

  it('takes comments where its lines are lines of the document', async () => {
    const yaml = lines('steps:', '  - run: |', '      curl https://api.unkey.dev/v1/liveness');
    const comment = '# unkey-lint-disable-next-line deprecated-v1-endpoint';
    assert.equal(await suppressed('yaml', yaml), yaml.replace('      curl', `      ${comment}\n      curl`));
    const dockerfile = lines('RUN set -e; \\', '  curl https://api.unkey.dev/v1/liveness');
    assert.equal(
      await suppressed('dockerfile', dockerfile),
      dockerfile.replace('  curl', `  ${comment}\n  curl`),
    );
    for (const [languageId, text] of [
      ['yaml', yaml],
      ['dockerfile', dockerfile],
    ] as const)
      assert.deepEqual(await underlined(languageId, (await suppressed(languageId, text))!), []);
  });

  it('takes none where they would be text', async () => {
    assert.equal(
      await suppressed('yaml', lines('run: >-', '  curl', '  https://api.unkey.dev/v1/liveness')),
      undefined,
    );
    assert.equal(
      await suppressed('markdown', lines('```text', 'curl https://api.unkey.dev/v1/liveness', '```')),
      undefined,
    );
    const cell = { cell_type: 'code', source: '!curl https://api.unkey.dev/v1/liveness\n' };
    assert.equal(await suppressed('jupyter', JSON.stringify({ cells: [cell] }, null, 1)), undefined);
  });
});
