import { ConfigurationTarget, commands, workspace } from 'vscode';
import {
  actionsAt,
  closeAll,
  fileUri,
  openFile,
  openUntitled,
  rangeOf,
  runUntilText,
  select,
  waitForAnyFinding,
  waitForFindings,
} from './editor.ts';
import { expectContains, expectEqual } from './expect.ts';

const FIX_ALL = 'source.fixAll.unkey-lint';

describe('fixes', () => {
  afterEach(closeAll);

  it('of the light bulb change the text, and the finding goes', async () => {
    const document = await openFile('keys.http');
    await waitForAnyFinding(document);
    const before = document.getText();
    const actions = await actionsAt(document, 'GET');
    const fix = actions.find(({ title }) => title === 'Use POST');
    if (!fix?.edit) throw new Error(`There is no fix, only: ${actions.map(({ title }) => title).join(', ')}`);
    await workspace.applyEdit(fix.edit);
    expectEqual(document.getText(), before.replace('GET', 'POST'), 'texts');
    await waitForFindings(document, [
      'error endpoint-version-mismatch: v1',
      'warning wrong-id-prefix: api_2cGKbMxRyIzhCxo1Idjz8q',
    ]);
  });

  it('that are safe are the preferred ones, and follow the key for them', async () => {
    const document = await openUntitled('shellscript', 'curl https://api.unkey.com/v1/liveness\n');
    await waitForAnyFinding(document);
    select(rangeOf(document, 'v1').start);
    const fixed = 'curl https://api.unkey.com/v2/liveness\n';
    await runUntilText('editor.action.autoFix', document, (text) => text === fixed);
    await waitForFindings(document, []);
  });

  it('can be a comment that suppresses the finding', async () => {
    const document = await openUntitled('shellscript', 'curl https://api.unkey.com/v1/liveness\n');
    await waitForAnyFinding(document);
    const actions = await actionsAt(document, 'v1');
    const suppression = actions.find(({ title, edit }) => edit && /suppress|disable|ignore/i.test(title));
    if (!suppression) throw new Error(`Only: ${actions.map(({ title }) => title).join(', ')}`);
    await workspace.applyEdit(suppression.edit!);
    expectContains(document.getText(), 'unkey-lint-disable');
    await waitForFindings(document, []);
  });

  it('of the whole file are one source action', async () => {
    const document = await openFile('client.ts');
    await waitForAnyFinding(document);
    const actions = await actionsAt(document, 'bearer', FIX_ALL);
    expectEqual(
      actions.map(({ kind }) => kind?.value),
      [FIX_ALL],
      'kinds',
    );
    await workspace.applyEdit(actions[0]!.edit!);
    expectContains(document.getText(), '`Bearer ${');
    expectContains(document.getText(), '/v2/keys.createKey');
    await waitForFindings(document, []);
  });

  for (const command of ['unkeyLint.fixAll', 'editor.action.fixAll']) {
    it(`of the whole file are made by the command ${command}`, async () => {
      const document = await openFile('client.ts');
      await waitForAnyFinding(document);
      await runUntilText(command, document, (text) => /`Bearer .*\/v2\/keys\.createKey/s.test(text));
      await waitForFindings(document, []);
    });
  }

  it('of the whole file are made on save where the user wants that', async () => {
    const uri = fileUri('saved.sh');
    await workspace.fs.writeFile(uri, new TextEncoder().encode('curl https://api.unkey.com/v1/liveness\n'));
    const settings = workspace.getConfiguration('editor');
    const set = (value: unknown) => settings.update('codeActionsOnSave', value, ConfigurationTarget.Global);
    await set({ [FIX_ALL]: 'explicit' });
    try {
      const document = await openFile('saved.sh');
      await waitForFindings(document, ['error endpoint-version-mismatch: v1']);
      await commands.executeCommand('workbench.action.files.save');
      await waitForFindings(document, []);
      expectEqual(document.getText(), 'curl https://api.unkey.com/v2/liveness\n', 'texts');
      expectEqual(document.isDirty, false, 'unsaved changes');
    } finally {
      await set(undefined);
      await closeAll();
      await workspace.fs.delete(uri);
    }
  });
});
