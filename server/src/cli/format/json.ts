import { rulePage } from '../../core/rule-page.ts';
import { type FileReport, placesOf } from './report.ts';

/** The report as JSON for programs, with a line ending. The shape is a promise: `version` counts its changes. */
export function formatJson(files: readonly FileReport[]): string {
  return `${JSON.stringify({ version: 1, files: files.map(file) }, null, 2)}\n`;
}

function file({ path, text, findings }: FileReport) {
  const place = placesOf(text);
  return {
    path,
    findings: findings.map((finding) => {
      const start = place(finding.range.start);
      const end = place(finding.range.end);
      return {
        rule: finding.rule,
        severity: finding.severity,
        message: finding.message,
        line: start.line,
        column: start.column,
        endLine: end.line,
        endColumn: end.column,
        url: rulePage(finding.rule),
        fix: finding.fix ? { title: finding.fix.title, safety: finding.fix.safety } : null,
      };
    }),
  };
}
