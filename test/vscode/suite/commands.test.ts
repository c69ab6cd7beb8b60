import { commands, window } from 'vscode';
import {
  closeAll,
  describeFindings,
  fileUri,
  findings,
  openFile,
  rangeOf,
  ruleOf,
  select,
  waitForFindings,
  waitUntil,
} from './editor.ts';
import { expectContains, expectEqual } from './expect.ts';

const CLOSED = fileUri('closed.sh');
const IN_CLOSED = ['deprecated-v1-endpoint'];
const IN_CLIENT = ['error malformed-authorization: bearer', 'error endpoint-version-mismatch: v1'];

describe('commands', () => {
  afterEach(closeAll);

  it('lint files that are not open, and each finding stays one', async () => {
    const client = await openFile('client.ts');
    await waitForFindings(client, IN_CLIENT);
    expectEqual(findings(CLOSED).map(ruleOf), [], 'findings before');
    await commands.executeCommand('unkeyLint.lintWorkspace');
    expectEqual(findings(CLOSED).map(ruleOf), IN_CLOSED, 'findings in the closed file');
    expectEqual(describeFindings(client), IN_CLIENT, 'findings in the open file');
    expectEqual(findings(fileUri('weather.ts')).map(ruleOf), [], 'findings in other code');

    const closed = await openFile('closed.sh');
    await waitForFindings(closed, ['error deprecated-v1-endpoint: api.unkey.dev/v1/keys.getKey']);
  });

  it('restart the server, which finds the same again', async () => {
    const document = await openFile('client.ts');
    await waitForFindings(document, IN_CLIENT);
    await commands.executeCommand('unkeyLint.restart');
    await waitForFindings(document, IN_CLIENT);
  });

  it('explain the selected error', async () => {
    const document = await openFile('runbook.md');
    select(rangeOf(document, 'https://unkey.com/docs/errors/unkey/data/key_not_found'));
    const shown = await commands.executeCommand<string>('unkeyLint.explainError');
    expectContains(shown, 'err:unkey:data:key_not_found');
    const labels = () => window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    await waitUntil(
      () => labels().some((label) => label.includes('Unkey error')),
      () => `The explanation is not shown, only: ${labels().join(', ')}`,
    );
  });

  it('show the output', async () => {
    await commands.executeCommand('unkeyLint.showOutput');
    await commands.executeCommand('workbench.action.closePanel');
  });
});
