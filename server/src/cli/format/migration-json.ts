import { redact } from '../../core/redact.ts';
import { unifiedDiff } from './diff.ts';
import type { MigrationReport } from './report.ts';

/** The report as JSON for programs, with a line ending. The shape is a promise: `version` counts its changes. */
export function formatMigrationJson(files: readonly MigrationReport[]): string {
  return `${JSON.stringify({ version: 1, files: files.map(file) }, null, 2)}\n`;
}

function file({ path, before, edits, calls, todos }: MigrationReport) {
  return {
    path,
    calls: calls.map(({ from, to, notes, step, place }) => ({
      from: redact(from),
      to,
      ...place,
      step,
      notes: notes.map(redact),
    })),
    todos: todos.map(({ from, reason, place }) => ({
      from: redact(from),
      ...place,
      reason: redact(reason),
    })),
    diff: unifiedDiff(path, before, edits),
  };
}
