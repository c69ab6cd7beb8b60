import type { Span } from '../expression.ts';

/** What reads a variable of the environment, up to its name. */
const READ = /(?:\benv(?:\?\.|\.|\[["'`]|\(["'])|\bgetenv\(["']|\benviron(?:\.get\(|\[)["']|\$\{?|\$env:)$/i;
/** The beginning of a line, an object or a list, and words that declare. */
const DECLARED =
  /(?:^|[\n{,(;[])[ \t]*(?:(?:export|set|readonly|declare|ENV|ARG|const|let|var|-)[ \t]+)*["'`]?$/;
const GIVEN = /^["'`]?\??\s*(?::(?!:)|=(?!=))/;
const OPTION = /(?:\b(?:ARG|ENV|export)|(?:^|\s)(?:-e|--env|--build-arg))[ \t=]+["']?$/;
const IMPORTED = /\bimport\s*\{[^{};]{0,300}$/;
const FROM_ENVIRONMENT = /^[^{};]{0,300}\}\s*from\s*["']\$env\//;
const TAKEN = /\b(?:const|let|var)\s*\{[^{};]{0,300}$/;
const FROM_SETTINGS = /^[^{};]{0,300}\}\s*=\s*(?:process|import\.meta)\.env\b/;
/** A check whether the variable is there. */
const ASKED = /\bif\s*\(\s*!*(?:process|import\.meta)\.env\.$/;
const REMOVED = /\b(?:delete\s+(?:process|import\.meta)\.env\.|unset\s+)$/;

/** True where the variable whose name stands at `name` is read or given a value, rather than spoken of. */
export function isVariableUsed(text: string, { start, end }: Span): boolean {
  const before = text.slice(Math.max(0, start - 400), start);
  const after = text.slice(end, end + 400);
  if (REMOVED.test(before) || ASKED.test(before)) return false;
  return (
    READ.test(before) ||
    OPTION.test(before) ||
    (DECLARED.test(before) && GIVEN.test(after)) ||
    (IMPORTED.test(before) && FROM_ENVIRONMENT.test(after)) ||
    (TAKEN.test(before) && FROM_SETTINGS.test(after))
  );
}
