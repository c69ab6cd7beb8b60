import type {
  AnnotatedTextEdit,
  ChangeAnnotation,
  TextDocumentEdit,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver';
import type { Migration, MigrationStep } from '../core/migration/migration.ts';
import { redact } from '../core/redact.ts';
import type { ClientFeatures } from './client-features.ts';
import type { Snapshot } from './documents.ts';

/** What is to become of one text. */
export interface TextMigration {
  readonly snapshot: Snapshot;
  readonly migration: Migration;
}

/** The edit that makes all steps, without asking. */
export function migrationEdit(
  texts: readonly TextMigration[],
  { documentChanges }: ClientFeatures,
): WorkspaceEdit {
  if (!documentChanges) {
    const changes: Record<string, TextEdit[]> = {};
    for (const { snapshot, migration } of texts)
      changes[snapshot.uri] = snapshot.lines.edits(migration.steps.flatMap(({ edits }) => edits));
    return { changes };
  }
  return {
    documentChanges: texts.map(({ snapshot, migration }) =>
      documentEdit(snapshot, snapshot.lines.edits(migration.steps.flatMap(({ edits }) => edits))),
    ),
  };
}

/**
 * The edit that makes all steps, each of which the user may leave out. Clients that cannot ask get one that does not.
 * @param show a place as the user knows it: `src/keys.ts:12`.
 */
export function reviewedEdit(
  texts: readonly TextMigration[],
  client: ClientFeatures,
  show: (snapshot: Snapshot, offset: number) => string,
): WorkspaceEdit {
  if (!client.changeAnnotations || !client.documentChanges) return migrationEdit(texts, client);
  const changeAnnotations: Record<string, ChangeAnnotation> = {};
  const documentChanges = texts.map(({ snapshot, migration }) => {
    const edits = migration.steps.flatMap((step): AnnotatedTextEdit[] => {
      const annotationId = `step ${Object.keys(changeAnnotations).length + 1}`;
      const place = show(snapshot, step.calls[0]!.range.start);
      changeAnnotations[annotationId] = annotation(step, place);
      return snapshot.lines.edits(step.edits).map((edit) => ({ ...edit, annotationId }));
    });
    return documentEdit(snapshot, edits);
  });
  return { documentChanges, changeAnnotations };
}

/** Editors put steps of one label together, so that it names the place as well. */
function annotation({ calls }: MigrationStep, place: string): ChangeAnnotation {
  const changes = [...new Set(calls.map(({ from, to }) => `${from} → ${to}`))];
  const more = calls.length > 1 ? ` and ${calls.length - 1} more` : '';
  const notes = calls.flatMap((call) => call.notes);
  return {
    label: redact(`${changes[0]}${more}, ${place}`),
    needsConfirmation: true,
    ...(notes.length > 0 && { description: redact(notes.join(' ')) }),
  };
}

function documentEdit({ uri, version }: Snapshot, edits: TextEdit[]): TextDocumentEdit {
  return { textDocument: { uri, version }, edits };
}
