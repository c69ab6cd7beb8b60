import { extensions, Uri } from 'vscode';
import {
  closeAll,
  findings,
  openFile,
  openUntitled,
  replace,
  ruleOf,
  waitForAnyFinding,
  waitForFindings,
  waitUntil,
} from './editor.ts';
import { expectContains, expectEqual } from './expect.ts';

describe('findings', () => {
  afterEach(closeAll);

  it('start with the first file that is opened', async () => {
    const document = await openFile('keys.http');
    const extension = extensions.getExtension('unkey-lint.unkey-lint');
    await waitUntil(
      () => extension?.isActive === true,
      () => 'The extension did not start.',
    );
    await waitForFindings(document, [
      'error wrong-http-method: GET',
      'error endpoint-version-mismatch: v1',
      'warning wrong-id-prefix: api_2cGKbMxRyIzhCxo1Idjz8q',
    ]);
  });

  it('name their rule and link to its page', async () => {
    const document = await openFile('keys.http');
    await waitForAnyFinding(document);
    for (const { code, message } of findings(document.uri)) {
      const target = typeof code === 'object' ? code.target : Uri.parse('none:');
      expectContains(target.toString(), `/docs/rules/${typeof code === 'object' ? code.value : ''}.md`);
      expectEqual(/^\S.*\.$/s.test(message), true, 'forms of the message');
    }
  });

  it('appear in TypeScript', async () => {
    await waitForFindings(await openFile('client.ts'), [
      'error malformed-authorization: bearer',
      'error endpoint-version-mismatch: v1',
    ]);
  });

  it('appear in a shell script', async () => {
    await waitForFindings(await openFile('provision.sh'), [
      'error missing-authorization: api.unkey.com/v2/apis.createApi',
    ]);
  });

  it('appear in the text and the code of Markdown', async () => {
    await waitForFindings(await openFile('runbook.md'), [
      'warning obsolete-error-type: https://unkey.com/docs/api-reference/errors-v2/unkey/data/key_not_found',
      'warning wrong-id-prefix: api_2cGKbMxRyIzhCxo1Idjz8q',
    ]);
  });

  it('appear in a document that was never saved', async () => {
    const text = 'fetch("https://api.unkey.com/v1/liveness");\n';
    const document = await openUntitled('typescript', text);
    expectEqual(document.uri.scheme, 'untitled', 'schemes');
    await waitForFindings(document, ['error endpoint-version-mismatch: v1']);
  });

  it('follow the text while it is written', async () => {
    const document = await openUntitled('shellscript', 'curl https://api.unkey.com/v2/liveness\n');
    await replace(document, 'v2', 'v1');
    await waitForFindings(document, ['error endpoint-version-mismatch: v1']);
    await replace(document, 'v1', 'v2');
    await waitForFindings(document, []);
  });

  it('are not in code that has nothing to do with Unkey', async () => {
    const clean = await openFile('weather.ts');
    // Opened later, so by then the first was read too.
    const document = await openFile('provision.sh');
    await waitForAnyFinding(document);
    expectEqual(findings(clean.uri).map(ruleOf), [], 'findings');
  });
});
