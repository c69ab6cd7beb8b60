import type {
  AnnotatedTextEdit,
  ChangeAnnotation,
  CreateFile,
  TextEdit as LspTextEdit,
  TextDocumentEdit,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { applyEdits } from '../core/edits.ts';
import type { Migration, MigrationStep } from '../core/migration/migration.ts';
import type { TextEdit } from '../core/model.ts';
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
    const changes: Record<string, LspTextEdit[]> = {};
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
 * @param show a place as the user knows it: `src/keys.ts:12:5`.
 */
export function reviewedEdit(
  texts: readonly TextMigration[],
  client: ClientFeatures,
  show: (snapshot: Snapshot, offset: number) => string,
): WorkspaceEdit {
  if (!client.changeAnnotations || !client.documentChanges) return migrationEdit(texts, client);
  const changeAnnotations: Record<string, ChangeAnnotation> = {};
  const annotate = (annotation: ChangeAnnotation): string => {
    const id = String(Object.keys(changeAnnotations).length + 1);
    changeAnnotations[id] = annotation;
    return id;
  };
  const preview = client.editPreview ? texts.slice(0, 1).map((text) => openPreview(text, annotate)) : [];
  const changes = texts.map(({ snapshot, migration: { steps } }) => {
    const sorted = steps.flatMap(({ edits }) => edits).sort((a, b) => a.range.start - b.range.start);
    const order = new Map(sorted.map((edit, i) => [edit, i]));
    const edits = steps.flatMap((step): AnnotatedTextEdit[] => {
      const label = labelOf(step, show(snapshot, step.calls[0]!.range.start));
      const notes = [...new Set(step.calls.flatMap((call) => call.notes))].join(' ');
      const annotationId = annotate({
        label: redact(label),
        needsConfirmation: !client.editPreview,
        ...(notes !== '' && { description: redact(notes) }),
      });
      const whole = inOne(step.edits, snapshot.text, order);
      return snapshot.lines.edits(whole).map((edit) => ({ ...edit, annotationId }));
    });
    return documentEdit(snapshot, edits);
  });
  return { documentChanges: [...preview, ...changes], changeAnnotations };
}

/**
 * What needs confirmation, so that the rest is shown: to create a file that is there does nothing, and is not shown. Were
 * the steps themselves to need it, the user would have to tick each.
 */
function openPreview(
  { snapshot }: TextMigration,
  annotate: (annotation: ChangeAnnotation) => string,
): CreateFile {
  const annotationId = annotate({ label: 'Migrate to Unkey v2', needsConfirmation: true });
  const uri = snapshot.notebook ?? snapshot.uri;
  return { kind: 'create', uri, options: { ignoreIfExists: true }, annotationId };
}

/** Editors put steps of one label together, so that it names the place as well. */
function labelOf({ calls: [first, ...others] }: MigrationStep, place: string): string {
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  return `${first!.from} → ${first!.to}${more}, ${place}`;
}

const LONGEST = 2_000;

/**
 * Editors let the user leave out each edit, and half of a step is wrong; so it is one edit where nothing else is between.
 * @param order counts the edits of the text.
 */
function inOne(
  edits: readonly TextEdit[],
  text: string,
  order: ReadonlyMap<TextEdit, number>,
): readonly TextEdit[] {
  const [first, last] = [edits[0]!, edits.at(-1)!];
  const { start } = first.range;
  const { end } = last.range;
  const isAlone = order.get(last)! - order.get(first)! === edits.length - 1;
  if (end - start > LONGEST || !isAlone) return edits;
  const moved = edits.map(({ range, newText }) => ({
    range: { start: range.start - start, end: range.end - start },
    newText,
  }));
  return [{ range: { start, end }, newText: applyEdits(text.slice(start, end), moved) }];
}

function documentEdit({ uri, version }: Snapshot, edits: LspTextEdit[]): TextDocumentEdit {
  return { textDocument: { uri, version }, edits };
}
