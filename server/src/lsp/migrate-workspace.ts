import {
  type CancellationToken,
  type Connection,
  MessageType,
  type Range,
  ShowMessageNotification,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { applyEdits, movedOffset } from '../core/edits.ts';
import type { Migration, MigrationTodo } from '../core/migration/migration.ts';
import { postponed } from '../core/migration/postpone.ts';
import { redact } from '../core/redact.ts';
import { Lines } from './convert.ts';
import type { Snapshot } from './documents.ts';
import type { Linter } from './linter.ts';
import { migrationEdit, reviewedEdit, type TextMigration } from './migration-edit.ts';
import { visitWorkspace, type WorkspaceContext } from './workspace-texts.ts';

/** What a command answers. */
export interface MigrationResult {
  /** False when there was nothing to change, or the user or the client declined. */
  readonly applied: boolean;
  /** Calls that were migrated. */
  readonly calls: number;
  /** Calls that could be, but were left out. */
  readonly declined: number;
  readonly todos: readonly Todo[];
}

/** A place of the text as it is after the change. */
export interface Todo {
  readonly uri: string;
  readonly range: Range;
  readonly from: string;
  readonly reason: string;
}

type Context = WorkspaceContext & { readonly linter: Linter };

/** Migrates the workspace's folders; where the client can, the user chooses among the calls. Undefined when cancelled. */
export async function migrateWorkspace(
  params: { readonly workDoneToken?: string | number },
  token: CancellationToken,
  context: Context,
): Promise<MigrationResult | undefined> {
  const texts: TextMigration[] = [];
  const finished = await visitWorkspace(params, token, context, async (snapshot) => {
    const migration = readable(snapshot, await context.linter.migration(snapshot));
    if (migration.steps.length + migration.todos.length > 0) texts.push({ snapshot, migration });
  });
  if (!finished) return undefined;
  const show = (snapshot: Snapshot, offset: number): string => placeOf(snapshot, offset, context);
  return apply(texts, (changed) => reviewedEdit(changed, context.client, show), context);
}

/** Bytes of a file that are not UTF-8 were replaced, so that places in it are not certain; the editor knows its encoding. */
function readable({ version, text }: Snapshot, migration: Migration): Migration {
  if (version !== null || !text.includes('\uFFFD')) return migration;
  return postponed(migration, 'The file may not be UTF-8 text: open it and migrate it alone.');
}

/** Migrates an open document, or all cells of an open notebook. */
export async function migrateFile(uri: string, context: Context): Promise<MigrationResult> {
  const { documents, linter, client } = context;
  const file = documents.get(uri)?.notebook ?? uri;
  const texts: TextMigration[] = [];
  for (const snapshot of documents.all()) {
    if ((snapshot.notebook ?? snapshot.uri) !== file) continue;
    texts.push({ snapshot, migration: await linter.migration(snapshot) });
  }
  return apply(texts, (changed) => migrationEdit(changed, client), context);
}

/** Applies the edit of all steps, lists what is left in the log, and tells the user how it went. */
async function apply(
  texts: readonly TextMigration[],
  edit: (changed: readonly TextMigration[]) => WorkspaceEdit,
  context: Context,
): Promise<MigrationResult> {
  const { connection, client, log } = context;
  const changed = texts.filter(({ migration }) => migration.steps.length > 0);
  const applied = changed.length > 0 && client.applyEdit && (await send(edit(changed), connection));
  const left = applied ? await readAgain(texts, context) : texts;
  const declined = countCalls(left);
  const result: MigrationResult = {
    applied,
    calls: Math.max(0, countCalls(texts) - declined),
    declined,
    todos: left.flatMap(({ snapshot, migration }) => migration.todos.map((todo) => toTodo(todo, snapshot))),
  };
  if (applied) for (const check of checks(texts, left, context)) log.info(redact(`To check: ${check}`));
  for (const { snapshot, migration } of left)
    for (const { range, from, reason } of migration.todos)
      log.info(redact(`Left to do by hand: ${placeOf(snapshot, range.start, context)}: ${from}: ${reason}`));
  const message = client.applyEdit || changed.length === 0 ? messageOf(result) : CANNOT_APPLY;
  await connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message });
  return result;
}

async function send(edit: WorkspaceEdit, connection: Connection): Promise<boolean> {
  const label = 'Migrate to Unkey v2';
  const params = { label, edit, metadata: { isRefactoring: true } };
  return (await connection.workspace.applyEdit(params)).applied;
}

/** The same texts as they are now: the user may have left out steps, and lines have moved. */
async function readAgain(
  texts: readonly TextMigration[],
  { documents, files, linter, client }: Context,
): Promise<readonly TextMigration[]> {
  const now: TextMigration[] = [];
  for (const { snapshot: before, migration } of texts) {
    let snapshot = documents.get(before.uri);
    let text = snapshot?.text ?? (await files.readText(before.uri)) ?? '';
    if (!client.changeAnnotations && text === before.text) {
      // Nobody could leave out anything: the change is made, and will be told or saved later.
      const edits = migration.steps.flatMap((step) => step.edits);
      text = applyEdits(text, edits);
    }
    if (snapshot?.text !== text)
      snapshot = {
        ...documents.snapshot(before.uri, before.languageId, before.version, text),
        ...cellOf(before),
      };
    now.push({ snapshot, migration: readable(snapshot, await linter.migration(snapshot)) });
  }
  return now;
}

const cellOf = ({ notebook }: Snapshot): Pick<Snapshot, 'notebook'> =>
  notebook === undefined ? {} : { notebook };

/** What to look at in the calls that were migrated: each note, and below it the places as they are now. */
function checks(
  before: readonly TextMigration[],
  after: readonly TextMigration[],
  context: Context,
): readonly string[] {
  const places = new Map<string, string[]>();
  for (const [i, { migration }] of before.entries()) {
    const now = after[i]!;
    const left = new Set(now.migration.steps.flatMap(({ calls }) => calls.map(({ from }) => from)));
    const edits = migration.steps.flatMap((step) => step.edits);
    for (const { from, to, range, notes } of migration.steps.flatMap(({ calls }) => calls)) {
      if (left.has(from)) continue;
      const place = placeOf(now.snapshot, movedOffset(range.start, edits), context);
      for (const note of notes) places.set(note, [...(places.get(note) ?? []), `\n  ${place}: ${to}`]);
    }
  }
  return [...places].map(([note, lines]) => note + lines.join(''));
}

const countCalls = (texts: readonly TextMigration[]): number =>
  texts.reduce(
    (sum, { migration }) => migration.steps.reduce((calls, step) => calls + step.calls.length, sum),
    0,
  );

function toTodo({ range, from, reason }: MigrationTodo, { uri, lines }: Snapshot): Todo {
  return { uri, range: lines.range(range), from: redact(from), reason: redact(reason) };
}

const CANNOT_APPLY =
  'This editor lets no language server change files. Run "unkey-lint migrate --write" instead.';

function messageOf({ applied, calls, declined, todos }: MigrationResult): string {
  if (calls + declined + todos.length === 0) return 'There are no calls to Unkey v1 here.';
  const done =
    calls > 0 ? [`Migrated ${count(calls)} to Unkey v2.`] : applied ? [] : ['Nothing was changed.'];
  const out = declined > 0 ? [`${count(declined)} can still be migrated.`] : [];
  const hand =
    todos.length > 0
      ? [
          `${count(todos.length)} ${todos.length === 1 ? 'has' : 'have'} to be changed by hand; see the output.`,
        ]
      : [];
  return [...done, ...out, ...hand].join(' ');
}

const count = (calls: number): string => `${calls} ${calls === 1 ? 'call' : 'calls'}`;

/** `src/keys.ts:12:5`, as the user knows the place. */
function placeOf({ uri, notebook, text }: Snapshot, offset: number, { workspace }: Context): string {
  const { line, character } = new Lines(text, 'utf-16').position(offset);
  const where = notebook === undefined ? '' : ' of a cell';
  return `${workspace.show(notebook ?? uri)}:${line + 1}:${character + 1}${where}`;
}
