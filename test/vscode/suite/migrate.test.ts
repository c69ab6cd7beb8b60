import { commands, Uri, workspace } from 'vscode';
import {
  actionsAt,
  closeAll,
  fileUri,
  openFile,
  openUntitled,
  rangeOf,
  select,
  waitForAnyFinding,
  waitForFindings,
  waitUntil,
} from './editor.ts';
import { expectContains, expectEqual } from './expect.ts';

const OLD = `curl https://api.unkey.dev/v1/keys.getKey?keyId=key_1 -H "Authorization: Bearer $UNKEY_ROOT_KEY"\n`;
const NEW = /^curl https:\/\/api\.unkey\.com\/v2\/keys\.getKey .*"Authorization: Bearer \$UNKEY_ROOT_KEY"\n$/;

describe('migration', () => {
  afterEach(closeAll);

  for (const [kind, title] of [
    ['quickfix', 'Migrate this call to Unkey v2'],
    ['refactor', 'Migrate this call to Unkey v2'],
    ['source.migrate.unkey-lint', 'Migrate this file to Unkey v2 (1 call)'],
  ] as const) {
    it(`is a code action of the kind ${kind}`, async () => {
      const document = await openUntitled('shellscript', OLD);
      await waitForAnyFinding(document);
      const all = await actionsAt(document, 'keys.getKey', kind);
      const actions = all.filter((action) => action.title.startsWith('Migrate'));
      expectEqual(
        actions.map((action) => action.title),
        [title],
        'titles',
      );
      await workspace.applyEdit(actions[0]!.edit!);
      expectEqual(NEW.test(document.getText()), true, `texts: ${document.getText()}`);
      await waitForFindings(document, []);
    });
  }

  it('of the file in front is a command', async () => {
    const document = await openUntitled('shellscript', `${OLD}curl https://api.unkey.dev/v1/keys.getKeys\n`);
    await waitForAnyFinding(document);
    select(rangeOf(document, 'curl').start);
    const result = await commands.executeCommand<{ applied: boolean; todos: { reason: string }[] }>(
      'unkeyLint.migrateFile',
    );
    expectEqual([result.applied, result.todos.length], [true, 1], 'results');
    expectContains(document.getText(), 'https://api.unkey.com/v2/keys.getKey ');
    expectContains(document.getText(), 'https://api.unkey.dev/v1/keys.getKeys\n');
    await commands.executeCommand('workbench.action.closePanel');
  });

  it('of the workspace waits in the refactor preview, where all calls are ticked', async () => {
    const kept = await contents();
    try {
      const open = await openFile('client.ts');
      await waitForAnyFinding(open);
      let result: { applied: boolean; calls: number; declined: number } | undefined;
      void commands
        .executeCommand<typeof result>('unkeyLint.migrateWorkspace')
        .then((value) => (result = value));
      // Does nothing until the preview is there.
      let next = 0;
      await waitUntil(
        () => {
          if (result) return true;
          if (Date.now() > next)
            void commands.executeCommand('refactorPreview.apply').then(undefined, () => {});
          if (Date.now() > next) next = Date.now() + 500;
          return false;
        },
        () => 'The preview was not applied.',
      );
      expectEqual([result!.applied, result!.calls > 0, result!.declined], [true, true, 0], 'results');
      const closed = (await contents()).get(fileUri('closed.sh').toString())!;
      expectContains(closed, 'https://api.unkey.com/v2/keys.getKey ');
    } finally {
      await closeAll();
      for (const [uri, text] of kept)
        await workspace.fs.writeFile(Uri.parse(uri), new TextEncoder().encode(text));
    }
  });
});

/** The texts of the workspace's files, as they are saved. */
async function contents(): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const [name] of await workspace.fs.readDirectory(workspace.workspaceFolders![0]!.uri)) {
    if (!/\.\w+$/.test(name) || name.startsWith('.')) continue;
    const bytes = await workspace.fs.readFile(fileUri(name));
    texts.set(fileUri(name).toString(), new TextDecoder().decode(bytes));
  }
  return texts;
}
