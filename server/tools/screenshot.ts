// Takes the pictures of the README in a real VS Code: npm run screenshot [-- FILE.vsix]
// Without a file it packages the extension.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { chromiumArgs, findChromium } from '../../test/vscode/chromium.ts';
import { installVscode } from '../../test/vscode/install.ts';
import { root } from '../../test/vscode/root.ts';
import { type Server, startServer } from '../../test/vscode/server.ts';

const IMAGES = path.join(root, 'docs/images');
const EXAMPLES = path.join(root, 'test/vscode/pictures');
const PATIENCE_MS = 30_000;

const LIGHT_BULB = '.monaco-editor .lightBulbWidget, .monaco-editor [class*=codicon-gutter-lightbulb]';

/** The rule whose finding is shown. */
const RULE = 'endpoint-version-mismatch';

/** Hides what of the workbench would only distract. */
const settings = {
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.colorCustomizations': { 'editorCursor.foreground': '#0000' },
  'workbench.activityBar.location': 'hidden',
  'workbench.statusBar.visible': false,
  'workbench.layoutControl.enabled': false,
  'workbench.navigationControl.enabled': false,
  'workbench.editor.editorActionsLocation': 'hidden',
  'window.commandCenter': false,
  'window.menuBarVisibility': 'hidden',
  'breadcrumbs.enabled': false,
  'editor.minimap.enabled': false,
  'editor.fontSize': 15,
  'editor.lineHeight': 24,
  'editor.hover.delay': 100,
  'editor.lightbulb.enabled': 'on',
  'editor.guides.indentation': false,
  'editor.renderLineHighlight': 'none',
  'editor.occurrencesHighlight': 'off',
  'editor.links': false,
  'editor.matchBrackets': 'never',
  'editor.stickyScroll.enabled': false,
  'editor.scrollbar.vertical': 'hidden',
  'editor.overviewRulerBorder': false,
  'editor.hideCursorInOverviewRuler': true,
};

interface Picture {
  readonly name: string;
  readonly height: number;
  /** The file of the examples that is open. */
  readonly file: string;
  /** Brings the page to where the picture is taken. */
  readonly arrange: (page: Page) => Promise<void>;
}

const pictures: readonly Picture[] = [
  { name: 'unkey-lint.png', height: 670, file: 'orders.ts', arrange: showFinding },
  { name: 'problems.png', height: 600, file: 'orders.ts', arrange: showProblems },
];

/** A squiggle, the light bulb of its line, and its hover. */
async function showFinding(page: Page): Promise<void> {
  await page.locator('.squiggly-error').first().waitFor({ state: 'attached' });
  const { x, y } = await middleOf(page, 'v1');
  await page.mouse.click(x, y);
  await page.locator(LIGHT_BULB).first().waitFor();
  await page.mouse.move(x + 200, y + 200);
  await page.mouse.move(x, y, { steps: 5 });
  await page.locator('.monaco-hover:not(.hidden)', { hasText: RULE }).first().waitFor();
}

/** The list of all findings below the code. */
async function showProblems(page: Page): Promise<void> {
  await page.locator('.squiggly-error').first().waitFor({ state: 'attached' });
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').first().fill('>Problems: Focus on Problems View');
  await page.locator('.quick-input-list .monaco-list-row').first().waitFor();
  await page.keyboard.press('Enter');
  // Brings its line into view.
  await page
    .locator('.markers-panel .monaco-list-row', { hasText: RULE })
    .first()
    .click({ position: { x: 90, y: 8 } }); // Not on the rule's name, which is a link.
  await page.mouse.move(1100, 100);
}

/** Where a text of the editor is on the page. The first that is shown counts. */
async function middleOf(page: Page, text: string): Promise<{ readonly x: number; readonly y: number }> {
  const token = page.locator('.view-line span span', { hasText: text }).first();
  const written = (await token.textContent())!;
  const box = (await token.boundingBox())!;
  const column = written.indexOf(text) + text.length / 2;
  return { x: box.x + (box.width * column) / written.length, y: box.y + box.height / 2 };
}

async function take(picture: Picture, server: Server, browser: Browser, folder: string): Promise<void> {
  const viewport = { width: 1200, height: picture.height };
  const page = await browser.newPage({ viewport });
  page.setDefaultTimeout(PATIENCE_MS);
  const target = path.join(IMAGES, picture.name);
  try {
    await page.goto(server.url(folder, [['openFile', server.uri(path.join(folder, picture.file))]]));
    await page.locator(`.tab[data-resource-name="${picture.file}"]`).waitFor();
    await closeSideBar(page);
    await picture.arrange(page);
    // Until it has faded in.
    await page.waitForTimeout(800);
    await page.screenshot({ path: target });
    console.log(`${path.relative(root, target)}: ${Math.round(statSync(target).size / 1000)} kB`);
  } catch (error) {
    await page.screenshot({ path: path.join(root, 'out', picture.name) });
    throw error;
  } finally {
    await page.close();
  }
}

/** The list of files says nothing here. */
async function closeSideBar(page: Page): Promise<void> {
  const sideBar = page.locator('.part.sidebar');
  if (await sideBar.isVisible()) {
    await page.keyboard.press('Control+b');
    await sideBar.waitFor({ state: 'hidden' });
  }
}

function packageExtension(folder: string): string {
  const vsix = path.join(folder, 'unkey-lint.vsix');
  const args = ['server/tools/package.mjs', '--out', vsix];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error('The extension could not be packaged.');
  return vsix;
}

async function main(): Promise<void> {
  const temporary = mkdtempSync(path.join(tmpdir(), 'unkey-lint-pictures-'));
  try {
    const vsix = process.argv[2] ?? packageExtension(temporary);
    const folder = path.join(temporary, 'orders');
    cpSync(EXAMPLES, folder, { recursive: true });
    mkdirSync(IMAGES, { recursive: true });
    const executablePath = await findChromium();
    const installation = await installVscode(console.log);
    const server = await startServer(installation, { settings, vsix: [vsix], testDriver: false });
    const browser = await chromium.launch({ executablePath, args: chromiumArgs });
    try {
      for (const picture of pictures) await take(picture, server, browser, folder);
    } finally {
      await browser.close();
      await server.stop();
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

await main();
