import { ConfigurationTarget, type TextDocument, workspace } from 'vscode';
import { closeAll, openFile, waitForFindings } from './editor.ts';

const BEARER = 'error malformed-authorization: bearer';
const VERSION = 'error endpoint-version-mismatch: v1';

/** Sets a user setting while `work` runs. */
async function withSetting(name: string, value: unknown, work: () => Promise<void>): Promise<void> {
  const set = (to: unknown) =>
    workspace.getConfiguration('unkeyLint').update(name, to, ConfigurationTarget.Global);
  await set(value);
  try {
    await work();
  } finally {
    await set(undefined);
  }
}

describe('settings', () => {
  let document: TextDocument;

  beforeEach(async () => {
    document = await openFile('client.ts');
    await waitForFindings(document, [BEARER, VERSION]);
  });
  afterEach(closeAll);

  it('switch a rule off and on again', async () => {
    const rules = { 'malformed-authorization': 'off' };
    await withSetting('rules', rules, () => waitForFindings(document, [VERSION]));
    await waitForFindings(document, [BEARER, VERSION]);
  });

  it('change how severe a rule is', async () => {
    const rules = { 'endpoint-version-mismatch': 'info' };
    await withSetting('rules', rules, () =>
      waitForFindings(document, [BEARER, 'information endpoint-version-mismatch: v1']),
    );
    await waitForFindings(document, [BEARER, VERSION]);
  });

  it('switch everything off and on again', async () => {
    await withSetting('enable', false, () => waitForFindings(document, []));
    await waitForFindings(document, [BEARER, VERSION]);
  });
});
