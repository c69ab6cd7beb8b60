import type { ApiCall } from '../../model.ts';
import { HOLE } from '../../source.ts';
import { functionOf } from '../areas.ts';
import { typeOf } from '../name-events.ts';
import type { Program } from './program.ts';

const FIRST_WORD = /^[$@]?[A-Za-z_]\w*/;
/** Code longer than this is not one name. */
const LONGEST_NAME = 200;

/**
 * A call to an unknown host with the names of that: the code it comes from, without the object whose method this is and
 * with the type of a parameter in the place of its name. The function and class around it count where they name Unkey.
 */
export function withHostNames(program: Program, call: ApiCall): ApiCall {
  const { url } = call;
  if (url.host.kind === 'literal' || url.hostNames !== undefined) return call;
  const hole = Math.max(0, url.text.text.indexOf(HOLE));
  const { start, end } = url.text.range(hole, hole + 1);
  const at = program.source.indexOfOffset(start);
  if (at < 0) return call;
  const code = program.source.text.slice(at, at + Math.min(end - start, LONGEST_NAME));
  const { names } = program;
  const first = FIRST_WORD.exec(code)?.[0] ?? '';
  const known = first === '' ? [] : (names.homeOf(first, at)?.names.get(names.fold(first)) ?? []);
  const isSelf = known.some(({ declared }) => declared.kind === 'self');
  const type = known.every(({ declared }) => declared.kind === 'parameter')
    ? known.map(typeOf).find((t) => t !== undefined)
    : undefined;
  const said = isSelf || type !== undefined ? `${type ?? ''} ${code.slice(first.length)}` : code;
  const area = names.areaAt(at);
  const around = [functionOf(area)?.shape?.name ?? '', names.ownerOf(area) ?? ''];
  const hostNames = [said, ...around.filter((name) => /unkey/i.test(name))].join(' ');
  return { ...call, url: { ...url, hostNames } };
}
