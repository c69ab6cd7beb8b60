import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionTriggerKind,
  type Diagnostic,
  type TextEdit as LspTextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { applyEdits } from '../core/edits.ts';
import { safeEdits } from '../core/features/fix-all.ts';
import type { Finding } from '../core/finding.ts';
import type { TextEdit } from '../core/model.ts';
import type { Service } from '../core/service.ts';
import type { Range } from '../core/source.ts';
import type { ClientFeatures } from './client-features.ts';
import { type DiagnosticData, type FixData, SOURCE, toDiagnostic, toFixData } from './convert.ts';
import type { Snapshot } from './documents.ts';
import type { Linted, Linter } from './linter.ts';
import { MIGRATE_FILE_KIND, migrateCallActions, migrateFileActions } from './migrate-actions.ts';

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.${SOURCE}`;

/** The kinds that the server offers. */
export const CODE_ACTION_KINDS = [
  CodeActionKind.QuickFix,
  CodeActionKind.RefactorRewrite,
  FIX_ALL,
  MIGRATE_FILE_KIND,
];

interface Context {
  readonly snapshot: Snapshot;
  readonly service: Service;
  readonly linter: Linter;
  readonly client: ClientFeatures;
}

/** The code actions for a place of the snapshot. Edits fit this very snapshot. */
export async function codeActions(params: CodeActionParams, at: Context): Promise<CodeAction[]> {
  const { range, context } = params;
  const { snapshot, linter, client } = at;
  if (!client.codeActions) return [];
  const actions = await migrateCallActions(params, at, (kind) => isWanted(kind, context.only));
  if (isWanted(CodeActionKind.QuickFix, context.only)) {
    const fresh = context.diagnostics.filter((diagnostic) => isFresh(diagnostic, snapshot));
    for (const diagnostic of fresh) {
      const { fix } = dataOf(diagnostic)!;
      if (fix) actions.push(quickFix(fix, diagnostic, at));
    }
    const linted = await linter.lint(snapshot);
    const here = linted.findings.filter((finding) => touches(finding.range, snapshot.lines.offsets(range)));
    for (const finding of here) {
      if (!finding.fix || fresh.some((diagnostic) => isAbout(diagnostic, finding, snapshot))) continue;
      const sent = context.diagnostics.find((diagnostic) => isAbout(diagnostic, finding, snapshot));
      actions.push(
        quickFix(toFixData(finding.fix, snapshot.lines), sent ?? toDiagnostic(finding, snapshot, client), at),
      );
    }
    actions.push(...fixRule(here, linted, at), ...suppressions(here, linted, context.diagnostics, at));
  }
  // A light bulb asks at every move of the cursor and shows no source actions.
  const automatic = context.only === undefined && context.triggerKind === CodeActionTriggerKind.Automatic;
  if (!automatic && isWanted(FIX_ALL, context.only))
    actions.push(...(await fixAll(await linter.lint(snapshot), at)));
  if (!automatic && isWanted(MIGRATE_FILE_KIND, context.only))
    actions.push(...(await migrateFileActions(at)));
  return actions;
}

/** `only` names kinds with all below them: `source` asks for `source.fixAll.unkey-lint` too. */
function isWanted(kind: string, only: readonly string[] | undefined): boolean {
  return (
    only === undefined || only.some((asked) => asked === '' || kind === asked || kind.startsWith(`${asked}.`))
  );
}

function dataOf({ source, data }: Diagnostic): DiagnosticData | undefined {
  const known =
    source === SOURCE && typeof data === 'object' && data !== null && 'stamp' in data && 'rule' in data;
  return known ? (data as DiagnosticData) : undefined;
}

/** True when the diagnostic's own fix was made for this very text. */
function isFresh(diagnostic: Diagnostic, snapshot: Snapshot): boolean {
  return dataOf(diagnostic)?.stamp === snapshot.stamp;
}

function isAbout({ source, code, range }: Diagnostic, finding: Finding, { lines }: Snapshot): boolean {
  return source === SOURCE && code === finding.rule && touches(lines.offsets(range), finding.range);
}

function touches(a: Range, b: Range): boolean {
  return a.start <= b.end && b.start <= a.end;
}

function quickFix({ title, safety, edits }: FixData, diagnostic: Diagnostic, at: Context): CodeAction {
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    edit: workspaceEdit(edits, at),
    ...(safety === 'safe' && at.client.preferredActions && { isPreferred: true }),
  };
}

/** One action for each rule found here that has more than one safe fix in the file. */
function fixRule(here: readonly Finding[], { findings }: Linted, at: Context): CodeAction[] {
  return [...new Set(here.map(({ rule }) => rule))].flatMap((rule) => {
    const fixes = findings.filter((finding) => finding.rule === rule && finding.fix?.safety === 'safe');
    if (fixes.length < 2) return [];
    return {
      title: `Fix all ${rule} problems in this file`,
      kind: CodeActionKind.QuickFix,
      edit: workspaceEdit(at.snapshot.lines.edits(safeEdits(fixes).edits), at),
    };
  });
}

function suppressions(
  here: readonly Finding[],
  { analysis }: Linted,
  sent: readonly Diagnostic[],
  at: Context,
): CodeAction[] {
  if (!analysis) return [];
  const offered = new Set<string>();
  return (['line', 'file'] as const).flatMap((scope) =>
    here.flatMap((finding) => {
      const suppression = at.service.suppress(analysis, finding, scope);
      if (!suppression || offered.has(suppression.title)) return [];
      offered.add(suppression.title);
      const diagnostic = sent.find((candidate) => isAbout(candidate, finding, at.snapshot));
      return {
        title: suppression.title,
        kind: CodeActionKind.QuickFix,
        ...(diagnostic && { diagnostics: [diagnostic] }),
        edit: workspaceEdit(at.snapshot.lines.edits(suppression.edits), at),
      };
    }),
  );
}

async function fixAll({ analysis, findings, config }: Linted, at: Context): Promise<CodeAction[]> {
  const fixable = findings.filter(({ fix }) => fix?.safety === 'safe');
  if (!analysis || fixable.length === 0) return [];
  const { text } = await at.service.fixAll(analysis.document, config);
  if (text === at.snapshot.text) return [];
  const { edits } = safeEdits(fixable);
  const exact = applyEdits(at.snapshot.text, edits) === text ? edits : [difference(at.snapshot.text, text)];
  const edit = workspaceEdit(at.snapshot.lines.edits(exact), at);
  return [{ title: 'Fix all Unkey Lint problems that are safe to fix', kind: FIX_ALL, edit }];
}

/** One edit that turns `before` into `after`, from their first difference to their last. */
function difference(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < shorter - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  if (isInsidePair(before, start)) start--;
  if (isInsidePair(before, before.length - tail)) tail--;
  return { range: { start, end: before.length - tail }, newText: after.slice(start, after.length - tail) };
}

/** True between the two halves of a surrogate pair or of CR LF, which a position cannot name. */
function isInsidePair(text: string, offset: number): boolean {
  return /^(?:[\ud800-\udbff][\udc00-\udfff]|\r\n)$/.test(text.slice(offset - 1, offset + 1));
}

function workspaceEdit(edits: readonly LspTextEdit[], { snapshot, client }: Context): WorkspaceEdit {
  const { uri, version } = snapshot;
  if (!client.documentChanges) return { changes: { [uri]: [...edits] } };
  return { documentChanges: [{ textDocument: { uri, version }, edits: [...edits] }] };
}
