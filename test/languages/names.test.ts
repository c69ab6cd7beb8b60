import assert from 'node:assert/strict';
import { languageFor } from '../../server/src/core/languages/registry.ts';
import { HOLE } from '../../server/src/core/source.ts';
import { takeWarnings, testService } from '../harness/engine.ts';

const service = testService();

/** Names of a text with their values, `_` for what is not known. */
async function namesIn(languageId: string, text: string): Promise<readonly string[]> {
  const { facts } = await service.analyze({ languageId, path: '', text: `${text}\n# unkey\n` });
  assert.deepEqual(takeWarnings(), []);
  for (const { value } of facts.names) {
    const { start, end } = value.range();
    assert.ok(start >= 0 && start <= end && end <= text.length);
  }
  return facts.names.map(({ name, value }) => `${name}=${value.text.replaceAll(HOLE, '_')}`);
}

describe('names', () => {
  after(() => service.dispose());

  it('come from environment files', async () => {
    const text = [
      '# A=1',
      'export B=2 # two',
      "C='3 # ${B}'",
      'D="${B}-${NONE}-${NONE:-x}"',
      'E: five',
      'F=',
      'G="a\\"b\nc"',
      'H=a#b',
      'I=$B$F',
      'not a line',
      'J = "j" # j',
      'K=`k`',
    ].join('\n');
    assert.deepEqual(await namesIn('dotenv', text), [
      'B=2',
      'C=3 # ${B}',
      'D=2-_-x',
      'E=five',
      'G=a"b\nc',
      'H=a#b',
      'I=2_',
      'J=j',
      'K=k',
    ]);
  });

  it('come from mappings, lists of pairs and assignments in YAML', async () => {
    const text = [
      'env:',
      '  A: a # one',
      '  B: ${{ secrets.B }}',
      '  C: >-',
      '    c',
      'containers:',
      '  - env:',
      '      - name: D',
      '        value: "d"',
      '      - name: E',
      '        valueFrom: {}',
      'environment:',
      '  - F=f',
      '  - G',
    ].join('\n');
    const names = await namesIn('yaml', text);
    assert.deepEqual(
      names.filter((name) => /^[A-Z]=/.test(name)),
      ['A=a', 'B=${{ secrets.B }}', 'C=c', 'D=d', 'F=f'],
    );
  });

  it('come from Dockerfiles, makefiles, HCL, TOML and properties', async () => {
    assert.deepEqual(await namesIn('dockerfile', 'ARG A=a\nENV B="b c" C=$A\\ x\nENV D d e\nARG E'), [
      'A=a',
      'B=b c',
      'C=a x',
      'D=d e',
    ]);
    assert.deepEqual(await namesIn('makefile', 'A ?= a # x\nB := $(A)/$(C)\nexport D = d\nE =\nF += f'), [
      'A=a',
      'B=a/_',
      'D=d',
      'F=f',
    ]);
    const hcl = 'variable "a" { default = "b" }\nlocals { c = "${var.a}/${x.y}" }\nm = { N = "n", O = p }';
    assert.deepEqual(await namesIn('terraform', hcl), ['N=n', 'a=b', 'c=b/_']);
    assert.deepEqual(await namesIn('toml', 'a = "b"\n[c.d]\ne = { f = \'g\', h = 1 }'), ['a=b', 'f=g']);
    assert.deepEqual(await namesIn('properties', 'a.b=c\n! d=e\nf : g\nh=${a.b}/${i:j}'), [
      'a.b=c',
      'f=g',
      'h=c/j',
    ]);
  });
});

describe('the name of a file', () => {
  const languageOf = (languageId: string, path: string): string | undefined =>
    languageFor(languageId, path)?.id;

  it('wins over what an editor takes an environment file or a notebook for', () => {
    for (const id of ['', 'plaintext', 'properties', 'ini', 'shellscript', 'dotenv', 'unheard-of'])
      for (const path of ['.env', '/a/.env.production', 'C:\\a\\.env.local.example', 'prod.env', '.dev.vars'])
        assert.equal(languageOf(id, path), 'dotenv', `${id} ${path}`);
    for (const id of ['', 'json', 'jupyter', 'plaintext'])
      assert.equal(languageOf(id, 'a.ipynb'), 'notebook');
    assert.equal(languageOf('python', 'a.ipynb'), 'python');
    assert.equal(languageOf('shellscript', '.envrc'), 'shell');
    assert.equal(languageOf('ini', 'setup.cfg'), 'properties');
  });

  it('is looked at as a whole', () => {
    const names: Readonly<Record<string, string | undefined>> = {
      '.env.json': 'json',
      '.env.ts': 'typescript',
      '.environment': undefined,
      Dockerfile: 'dockerfile',
      'Dockerfile.worker': 'dockerfile',
      'api.dockerfile': 'dockerfile',
      'dockerfile.md': 'markdown',
      Containerfile: 'dockerfile',
      Makefile: 'makefile',
      GNUmakefile: 'makefile',
      'Makefile.local': 'makefile',
      'rules.mk': 'makefile',
      'main.tf': 'terraform',
      'prod.auto.tfvars': 'terraform',
      'terragrunt.hcl': 'terraform',
      'wrangler.toml': 'toml',
      'ci.yml': 'yaml',
      'application.properties': 'properties',
      'guide.adoc': 'asciidoc',
      'index.rst': 'restructuredtext',
    };
    for (const [path, id] of Object.entries(names)) assert.equal(languageOf('', path), id, path);
  });
});
