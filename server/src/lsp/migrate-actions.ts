import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
} from 'vscode-languageserver';
import type { Migration, MigrationStep } from '../core/migration/migration.ts';
import type { Range } from '../core/source.ts';
import type { ClientFeatures } from './client-features.ts';
import { SOURCE } from './convert.ts';
import type { Snapshot } from './documents.ts';
import type { Linter } from './linter.ts';
import { migrationEdit } from './migration-edit.ts';

/** Migrates a whole file. */
export const MIGRATE_FILE_KIND = `${CodeActionKind.Source}.migrate.${SOURCE}`;

/** The rules whose findings go away by migrating the call. */
const V1_RULES: ReadonlySet<unknown> = new Set([
  'deprecated-v1-endpoint',
  'endpoint-version-mismatch',
  'legacy-sdk-call',
]);

interface Context {
  readonly snapshot: Snapshot;
  readonly linter: Linter;
  readonly client: ClientFeatures;
}

type Wanted = (kind: string) => boolean;

/** The actions that migrate the calls at a place. Of both kinds the first that is wanted: the same edit is offered once. */
export async function migrateCallActions(
  { range, context }: CodeActionParams,
  { snapshot, linter, client }: Context,
  isWanted: Wanted,
): Promise<CodeAction[]> {
  const here = snapshot.lines.offsets(range);
  const steps = (await linter.migration(snapshot)).steps.filter((step) => isAt(step, here));
  if (steps.length === 0) return [];
  const calls = steps.flatMap((step) => step.calls).length;
  const action = {
    title: calls === 1 ? 'Migrate this call to Unkey v2' : `Migrate these ${calls} calls to Unkey v2`,
    edit: migrationEdit([{ snapshot, migration: { steps, todos: [] } }], client),
  };
  const diagnostics = context.diagnostics.filter((diagnostic) => isSolved(diagnostic, steps, snapshot));
  if (diagnostics.length > 0 && isWanted(CodeActionKind.QuickFix))
    return [{ ...action, kind: CodeActionKind.QuickFix, diagnostics }];
  return isWanted(CodeActionKind.RefactorRewrite)
    ? [{ ...action, kind: CodeActionKind.RefactorRewrite }]
    : [];
}

/** The action that migrates all that can be migrated in the file. */
export async function migrateFileActions({ snapshot, linter, client }: Context): Promise<CodeAction[]> {
  const migration: Migration = await linter.migration(snapshot);
  const calls = migration.steps.flatMap((step) => step.calls).length;
  if (calls === 0) return [];
  return [
    {
      title: `Migrate this file to Unkey v2 (${calls} ${calls === 1 ? 'call' : 'calls'})`,
      kind: MIGRATE_FILE_KIND,
      edit: migrationEdit([{ snapshot, migration }], client),
    },
  ];
}

/** True in a call of the step, and where it is changed: at a base URL that calls share. */
function isAt({ calls, edits }: MigrationStep, place: Range): boolean {
  return [...calls, ...edits].some(({ range }) => range.start <= place.end && place.start <= range.end);
}

function isSolved(
  { source, code, range }: Diagnostic,
  steps: readonly MigrationStep[],
  { lines }: Snapshot,
): boolean {
  return source === SOURCE && V1_RULES.has(code) && steps.some((step) => isAt(step, lines.offsets(range)));
}
