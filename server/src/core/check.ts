import { defaultSetting } from './config.ts';
import type { Finding, RuleSetting, Severity } from './finding.ts';
import { lazy } from './lazy.ts';
import { lineIndex } from './line-index.ts';
import type { Facts, Suppression } from './model.ts';
import { redact } from './redact.ts';
import type { Report, Rule, RuleContext } from './rule.ts';
import { rules } from './rules/index.generated.ts';
import type { LintConfig } from './service.ts';
import type { Range } from './source.ts';

const SEVERITY: Readonly<Record<RuleSetting, Severity | undefined>> = {
  off: undefined,
  info: 'info',
  warn: 'warning',
  error: 'error',
};

/** Judges the facts of a text; sorted by place, then rule, without repetitions. */
export function check(text: string, facts: Facts, config: LintConfig): Finding[] {
  const found: Finding[] = [];
  const context: RuleContext = {
    additionalEndpoints: config.additionalEndpoints ?? [],
    mentionsUnkey: lazy(() => /unkey/i.test(text)),
  };
  const severityOf = (rule: Rule): Severity | undefined => {
    return SEVERITY[config.rules[rule.id] ?? defaultSetting(rule)];
  };
  const add = (rule: Rule, severity: Severity, reports: readonly Report[], scope?: Range): void => {
    const isSet = config.rules[rule.id] !== undefined;
    for (const report of reports)
      found.push({
        rule: rule.id,
        ...(scope ? { scope } : {}),
        ...withoutForeignFix(report, facts),
        severity: isSet ? severity : (report.severity ?? severity),
      });
  };
  for (const rule of rules) {
    const severity = severityOf(rule);
    if (!severity) continue;
    if (rule.checkCall)
      for (const call of facts.calls) add(rule, severity, rule.checkCall(call, context), call.range);
    if (rule.checkName) for (const name of facts.names) add(rule, severity, rule.checkName(name, context));
    if (rule.checkSdk) for (const use of facts.sdk) add(rule, severity, rule.checkSdk(use));
    if (rule.checkRead)
      for (const read of facts.reads) if (!read.unwrapped) add(rule, severity, rule.checkRead(read));
    if (rule.checkSwitch) for (const choice of facts.switches) add(rule, severity, rule.checkSwitch(choice));
    if (rule.checkError)
      for (const reference of facts.errors) add(rule, severity, rule.checkError(reference));
    if (rule.checkSecret) for (const secret of facts.secrets) add(rule, severity, rule.checkSecret(secret));
  }
  if (facts.suppressions.length === 0) return inOrder(found.map(withoutSecrets));

  const { kept, uses } = suppress(text, found, facts.suppressions);
  const judged = new Set(rules.filter((r) => severityOf(r) && !r.checkSuppression).map((r) => r.id));
  const known = new Set(rules.map((r) => r.id));
  for (const rule of rules) {
    const severity = severityOf(rule);
    if (!severity || !rule.checkSuppression) continue;
    for (const suppression of facts.suppressions) {
      const used = uses.get(suppression) ?? new Set();
      const unused = suppression.rules
        .filter((r) => !used.has(r.id) && (judged.has(r.id) || !known.has(r.id)))
        .map((r) => ({ ...r, known: known.has(r.id) }));
      const useless = used.size === 0 && unused.length === suppression.rules.length;
      for (const report of rule.checkSuppression({ suppression, unused, useless })) {
        kept.push({ rule: rule.id, ...report, severity });
      }
    }
  }
  return inOrder(kept.map(withoutSecrets));
}

/** Rules quote what is written, and that may be a root key: what is said of it shows its first characters. */
function withoutSecrets(finding: Finding): Finding {
  const { message, fix, related } = finding;
  return {
    ...finding,
    message: redact(message),
    ...(fix ? { fix: { ...fix, title: redact(fix.title) } } : {}),
    ...(related ? { related: related.map((r) => ({ ...r, message: redact(r.message) })) } : {}),
  };
}

/** A fix that would replace what stands for text of another place is none. */
function withoutForeignFix(report: Report, { foreign }: Facts): Report {
  const { fix, ...rest } = report;
  const lost = fix?.edits.some(({ range }) =>
    foreign.some(({ start, end }) => range.start < end && range.end > start),
  );
  return lost ? rest : report;
}

/** Takes out what suppressions cover, and tells which rules each of them suppressed. */
function suppress(text: string, findings: readonly Finding[], suppressions: readonly Suppression[]) {
  const lineOf = lineIndex(text);
  const uses = new Map<Suppression, Set<string>>();
  const lines = new Map(suppressions.map((s) => [s, targetLine(text, s, lineOf)]));
  // Comments above a call may stand on top of each other: each means what the one below it means.
  const below = new Map(
    suppressions.filter((s) => s.scope === 'next-line').map((s) => [lineOf(s.range.start), lines.get(s)]),
  );
  const targets = suppressions.map((suppression) => {
    let line = lines.get(suppression);
    while (suppression.scope === 'next-line' && line !== undefined && below.has(line)) line = below.get(line);
    return { suppression, line };
  });
  const kept = findings.filter((finding) => {
    // A comment at the first line of a call covers all of it: further down there may be no room for one.
    const lines = [lineOf(finding.range.start), ...(finding.scope ? [lineOf(finding.scope.start)] : [])];
    let suppressed = false;
    for (const { suppression, line } of targets) {
      if (line !== undefined && !lines.includes(line)) continue;
      if (suppression.rules.length > 0 && !suppression.rules.some((r) => r.id === finding.rule)) continue;
      uses.set(suppression, (uses.get(suppression) ?? new Set()).add(finding.rule));
      suppressed = true;
    }
    return !suppressed;
  });
  return { kept, uses };
}

/** The line a suppression speaks of; undefined: the whole file. */
function targetLine(
  text: string,
  { scope, range }: Suppression,
  lineOf: (offset: number) => number,
): number | undefined {
  if (scope === 'file') return undefined;
  if (scope === 'line') return lineOf(range.start);
  const newline = text.indexOf('\n', Math.max(range.start, range.end - 1));
  if (newline < 0) return -1;
  // Above what only opens a block, the first line inside is meant.
  const opening = BLOCK_OPENING.exec(text.slice(newline + 1, newline + 400));
  return lineOf(newline + 1 + (opening ? opening[0].length : 0));
}

/**
 * Lines that open a block of another language: a fence of Markdown, which likes an empty line before it, a block of YAML
 * (`run: |`), a here-document that is a value or an instruction, a block of AsciiDoc or reStructuredText.
 */
const BLOCK_OPENING = new RegExp(
  [
    String.raw`^(?:[ \t>]*\r?\n)?[ \t>]*(?:\`{3,}|~{3,})[^\n]*\n`,
    String.raw`^[ \t>]*(?:-[ \t]+)*(?:-|[\w."'-]+:)[ \t]*[|>][-+\d]*[ \t]*(?:#[^\n]*)?\r?\n`,
    String.raw`^[ \t>]*(?:[\w-]+[ \t]*=|RUN)[ \t]*<<-?["']?\w+["']?[ \t]*\r?\n`,
    String.raw`^(?:[[.][^\n]*\n)*(?:-{4,}|\.{4,})[ \t]*\r?\n`,
    String.raw`^(?:[ \t]*\r?\n)?[ \t]*\.\.[ \t]+[\w-]+::[^\n]*\n(?:[ \t]+:[\w-]+:[^\n]*\n)*[ \t]*\r?\n`,
  ].join('|'),
);

function inOrder(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings
    .filter((f) => {
      const key = `${f.rule} ${f.range.start} ${f.range.end} ${f.message}`;
      return !seen.has(key) && seen.add(key);
    })
    .sort(
      (a, b) =>
        a.range.start - b.range.start ||
        a.range.end - b.range.end ||
        (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
    );
}
