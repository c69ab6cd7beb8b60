import assert from 'node:assert/strict';
import { pypiGeneration } from '../../server/src/core/sdk/pypi.ts';

describe('the release of the Python SDK', () => {
  const files: readonly (readonly [path: string, text: string, generation: 'v1' | 'v2' | undefined])[] = [
    ['requirements.txt', 'unkey.py==2.0.4\n', 'v2'],
    ['requirements.txt', 'fastapi\nUnkey-Py >= 2.1, < 4 # keys\n', 'v2'],
    ['requirements-dev.txt', 'unkey_py~=0.9', 'v1'],
    ['requirements.txt', 'unkey.py==0.9.*', 'v1'],
    ['requirements.txt', 'unkey.py[extra]>=3', 'v2'],
    ['requirements.txt', 'unkey.py<2', 'v1'],
    ['requirements.txt', 'unkey.py>=0.8', undefined],
    ['requirements.txt', 'unkey.py!=2.0.1', undefined],
    ['requirements.txt', 'unkey.py\nunkey-python==1.0', undefined],
    ['requirements.txt', 'my-unkey.py==2.0', undefined],
    ['pyproject.toml', '[project]\ndependencies = [\n  "unkey.py>=2,<4",\n]\n', 'v2'],
    ['pyproject.toml', '[tool.poetry.dependencies]\n"unkey.py" = "^0.9"\n', 'v1'],
    ['pyproject.toml', '[tool.poetry.dependencies]\nunkey-py = { version = "^2.0", extras = [] }\n', 'v2'],
    ['pyproject.toml', '[tool.poetry.dependencies]\nunkey-py = { git = "https://example.com" }\n', undefined],
    ['Pipfile', '[packages]\n"unkey.py" = "==2.0.1"\n', 'v2'],
    ['Pipfile', '[packages]\n"unkey.py" = "*"\n', 'v2'],
    ['poetry.lock', '[[package]]\nname = "unkey-py"\nversion = "0.9.0"\n', 'v1'],
    ['uv.lock', '[[package]]\nname = "unkey-py"\nversion = "3.1.0"\n', 'v2'],
    ['Pipfile.lock', '{"default": {"unkey.py": {"hashes": ["sha256:a"], "version": "==2.3.0"}}}', 'v2'],
    ['Pipfile.lock', '{"default": {"unkey.py": {"git": "x"', undefined],
  ];
  for (const [path, text, generation] of files)
    it(`${path}: ${text.trim()}`, () => assert.equal(pypiGeneration([{ path, text }]), generation));

  it('prefers what is installed, and the nearest folder', () => {
    const asked = { path: 'pyproject.toml', text: '"unkey.py>=2"' };
    const locked = { path: 'uv.lock', text: 'name = "unkey-py"\nversion = "0.9.0"' };
    assert.equal(pypiGeneration([asked, locked]), 'v1');
    assert.equal(pypiGeneration([{ ...locked, path: '../uv.lock' }, asked]), 'v2');
    const other = { path: 'requirements-old.txt', text: 'unkey.py==0.9' };
    assert.equal(pypiGeneration([asked, other]), undefined);
    assert.equal(pypiGeneration([]), undefined);
  });
});
