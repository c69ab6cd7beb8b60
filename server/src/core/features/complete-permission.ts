import { knownPermissions } from '../catalogue/permissions.ts';
import type { Analysis } from '../service.ts';
import { type Completion, item } from './complete-item.ts';

const BEGUN = /(["'`])([a-z]+\.[\w.*<>-]*)$/;
/** A list or a field that is named after permissions, still open. */
const PLACE = /permissions?\w*["']?\s*(?:[:=(]|\bof\b)[^()[\]{}]*[[(]?[^()[\]{}]*$/i;
const REACH = 600;

/** The permissions of root keys, in a string of a list of permissions that begins like one. */
export function completePermission({ document: { text } }: Analysis, offset: number): readonly Completion[] {
  const before = text.slice(Math.max(0, offset - REACH), offset);
  const begun = BEGUN.exec(before);
  if (!begun || !PLACE.test(before.slice(0, begun.index))) return [];
  const typed = begun[2]!;
  const resource = typed.slice(0, typed.indexOf('.') + 1);
  const rest = /^[\w.*<>-]*/.exec(text.slice(offset, offset + REACH))![0];
  const range = { start: offset - typed.length, end: offset + rest.length };
  return knownPermissions()
    .filter((permission) => permission.startsWith(resource))
    .map((permission) => item('permission', permission, range, permission, { insert: insertOf(permission) }));
}

/** The id's placeholder is left to be typed over. */
function insertOf(permission: string): Completion['insert'] {
  const [before, placeholder, behind] = permission.split(/<(\w+)>/);
  return placeholder === undefined ? [permission] : [before!, { text: placeholder }, behind!];
}
