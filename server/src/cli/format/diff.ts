import { formatPatch, OMIT_HEADERS, structuredPatch } from 'diff';
import { redact } from '../../core/redact.ts';
import { type Paint, printable } from './paint.ts';

const CONTEXT = 3;

/**
 * A unified diff of one file, as `git apply` and `patch -p1` take it, with a line ending; empty when nothing changed.
 * Root keys are cut short in it, which such a patch does not survive.
 * @param path with slashes.
 */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return '';
  const patch = structuredPatch('', '', before, after, undefined, undefined, { context: CONTEXT });
  const name = path.replace(/^\//, '');
  return `--- ${header(`a/${name}`)}\n+++ ${header(`b/${name}`)}\n${hideKeys(formatPatch(patch, OMIT_HEADERS))}`;
}

/** The diff in colours, and without what a file could write to the terminal. */
export function paintDiff(diff: string, paint: Paint): string {
  return diff
    .split('\n')
    .map((line) => {
      const shown = line.split('\t').map(printable).join('\t').trimEnd();
      if (/^(?:---|\+\+\+) /.test(line)) return paint('bold', shown);
      if (line.startsWith('@@')) return paint('cyan', shown);
      if (line.startsWith('+')) return paint('green', shown);
      return line.startsWith('-') ? paint('red', shown) : shown;
    })
    .join('\n');
}

/** A tab ends a name with blanks; one with quotes or control characters is written as a string of C. */
function header(name: string): string {
  if (!/[\x00-\x1f"\\\x7f]/.test(name)) return name.includes(' ') ? `${name}\t` : name;
  const escaped = name.replace(/[\x00-\x1f"\\\x7f]/g, (character) =>
    /["\\]/.test(character) ? `\\${character}` : `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`,
  );
  return `"${escaped}"`;
}

/** Names of variables begin like a root key as well; only what was generated has digits among many letters. */
const KEY = /unkey_(?:[A-Za-z\d]+_)?(?=[A-Za-z]*\d)[A-Za-z\d]{14,}/g;

const hideKeys = (diff: string): string => diff.replace(KEY, redact);
