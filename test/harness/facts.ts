import type { ApiCall, Fact, Json } from '../../server/src/core/model.ts';
import { WHOLE } from '../../server/src/core/reads/answer-body.ts';
import { EACH } from '../../server/src/core/reads/flow.ts';
import { HOLE } from '../../server/src/core/source.ts';
import { takeWarnings, testService } from './engine.ts';

const service = testService();

/** The calls found in `text`, read as `languageId`. Fails the test when the engine had trouble. */
export async function callsIn(languageId: string, text: string): Promise<readonly ApiCall[]> {
  const { facts } = await service.analyze({ languageId, path: '', text });
  const warnings = takeWarnings();
  if (warnings.length > 0) throw new Error(warnings.join('\n'));
  return facts.calls;
}

/**
 * The members that are read of answers in `text`, in its order: `keys.verifyKey data.valid`. Without those that only
 * migrations see, of bodies that may be those of v1. Fails the test when a name does not stand where it is said to.
 */
export async function readsIn(languageId: string, text: string): Promise<readonly string[]> {
  const { facts } = await service.analyze({ languageId, path: '', text });
  const warnings = takeWarnings();
  if (warnings.length > 0) throw new Error(warnings.join('\n'));
  const seen = facts.reads.filter(({ unwrapped }) => !unwrapped);
  const members = seen.map(({ call, path }) => {
    if (!facts.calls.includes(call)) throw new Error('a read of no call');
    return { call, path: path.filter(({ name }) => name !== WHOLE && name !== EACH) };
  });
  return members
    .filter(({ path }) => path.length > 0)
    .sort((a, b) => a.path.at(-1)!.range.start - b.path.at(-1)!.range.start)
    .map(({ call, path }) => {
      for (const { name, range } of path)
        if (text.slice(range.start, range.end) !== name)
          throw new Error(`${name} is not where it is said to be`);
      const { operation } = call.url;
      return `${operation.kind === 'literal' ? operation.value.text : '_'} ${path.map((p) => p.name).join('.')}`;
    });
}

/**
 * A call in one line: `POST https://api.unkey.com/v2/keys.getKey | Authorization: Bearer _ | {"keyId":"k"}`. `_` stands
 * for what is not known, `(GET)` for a method that is not written, `…` for headers that were not seen.
 */
export function describeCall(call: ApiCall): string {
  const method = factText(call.method);
  const headers = call.headers.map((h) => `${h.name}: ${readable(h.value.text)}${h.conditional ? '?' : ''}`);
  const parts = [
    `${call.methodImplied ? `(${method})` : method} ${readable(call.url.text.text)}`,
    [...headers, ...(call.headersComplete ? [] : ['…'])].join(', '),
    call.body.kind === 'literal' ? jsonText(call.body.value) : call.body.kind === 'absent' ? '-' : '_',
  ];
  return parts.join(' | ');
}

const readable = (text: string): string => text.replaceAll(HOLE, '_');

const factText = (fact: Fact<string>): string =>
  fact.kind === 'literal' ? fact.value : fact.kind === 'dynamic' ? '_' : '-';

function jsonText(json: Json): string {
  switch (json.kind) {
    case 'object': {
      const members = json.members.map((m) => `${JSON.stringify(m.key)}:${jsonText(m.value)}`);
      return `{${[...members, ...(json.complete ? [] : ['…'])].join(',')}}`;
    }
    case 'array':
      return `[${[...json.items.map(jsonText), ...(json.complete ? [] : ['…'])].join(',')}]`;
    case 'string':
      return JSON.stringify(readable(json.value.text));
    case 'dynamic':
      return '_';
    case 'null':
      return 'null';
    default:
      return String(json.value);
  }
}
