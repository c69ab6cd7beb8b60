import { endpointOfCall } from '../calls.ts';
import { joinedEdits } from '../edits.ts';
import type { Fix } from '../finding.ts';
import type { ReadName, ResponseRead, TextEdit } from '../model.ts';
import { movedInError, movedTo, responseOf } from '../reads/responses.ts';
import type { Report, Rule } from '../rule.ts';
import { namingOf, placeInSdk } from '../sdk/naming.ts';

export const rule: Rule = {
  id: 'unwrapped-response',
  summary:
    'A member read where an answer of v2 does not have it: outside of `data`, or under its name in v1.',
  why: 'v2 answers `{ meta, data }`. What is read at the old place is missing, so that a valid key may be refused or an invalid one let through.',
  severity: 'error',
  category: 'response',
  since: '0.1.0',
  prevents: [],
  checkRead(read) {
    const [first, second] = read.path;
    const { url, sdk } = read.call;
    const { version } = url;
    if (sdk && sdk.generation !== 'v2') return [];
    // Errors are alike, whatever is called. The SDKs throw them.
    if (!sdk && first?.name === 'error' && version.kind === 'literal' && version.value === 'v2')
      return second ? insideError(read, second) : [];
    const endpoint = endpointOfCall(read.call);
    if (endpoint?.version !== 'v2') return [];
    const { operation } = endpoint;
    switch (first?.name) {
      case undefined:
        return [];
      case 'data':
        return second ? insideData(operation, read, second) : [];
      case 'meta':
        return second ? insideMeta(operation, read, second) : [];
      default:
        return unwrapped(operation, read, first!);
    }
  },
};

/** `body.valid` */
function unwrapped(operation: string, read: ResponseRead, name: ReadName): readonly Report[] {
  const to = movedTo(operation, name.name);
  if (to === undefined) return [];
  if (to === null) return [gone(read, name)];
  const place = spelled(read, ...to);
  const isSame = to.at(-1) === name.name;
  const inserted = read.insert?.(to.slice(0, -1), to.at(-1));
  const added = to.length === 1 && !inserted && !read.insert ? [] : inserted?.filter((e) => e.newText !== '');
  // What is read of a value that is another one in v2 changes as well.
  const isMovable =
    isSame ||
    (name.name !== 'ratelimit' && !name.typed?.isKept && (read.path.length === 1 || to.length === 1));
  const message =
    isSame && to[0] === 'data'
      ? `v2 wraps what it answers in data. Read ${place}.`
      : `v2 does not answer ${spelled(read, name.name)} here. Read ${place}.`;
  const edits = added && isMovable ? joinedEdits([...added, ...renamed(read, name, to.at(-1)!)]) : undefined;
  return [{ range: name.range, message, ...fixOf(read, to, edits) }];
}

/** `body.data.remaining` */
function insideData(operation: string, read: ResponseRead, name: ReadName): readonly Report[] {
  const to = movedTo(operation, name.name);
  if (to === undefined || (to?.length === 2 && to[0] === 'data' && to[1] === name.name)) return [];
  if (to === null) return [gone(read, name)];
  const isRename =
    to.length === 2 &&
    to[0] === 'data' &&
    read.path.length === 2 &&
    name.name !== 'ratelimit' &&
    !name.typed?.isKept;
  const message =
    to.length === 1
      ? `In v2, data is the list itself.`
      : `v2 has no ${spelled(read, 'data', name.name)}. Read ${spelled(read, ...to)}.`;
  return [
    { range: name.range, message, ...fixOf(read, to, isRename ? renamed(read, name, to[1]!) : undefined) },
  ];
}

/** `body.error.message` */
function insideError(read: ResponseRead, name: ReadName): readonly Report[] {
  const to = movedInError(name.name);
  if (!to) return [];
  const isRename = to[0] === 'error' && read.path.length === 2 && name.name !== 'docs' && !name.typed?.isKept;
  const message = `Errors of v2 have no ${name.name}. Read ${to.join('.')}.`;
  return [
    { range: name.range, message, ...fixOf(read, to, isRename ? renamed(read, name, to[1]!) : undefined) },
  ];
}

/** `body.meta.userId` */
function insideMeta(operation: string, read: ResponseRead, name: ReadName): readonly Report[] {
  const shape = responseOf(operation);
  // Still being typed, perhaps.
  if ('requestId'.startsWith(name.name) || !shape?.fields.has('meta')) return [];
  const message = 'In v2, meta of the answer holds its requestId only. Read data.meta.';
  return [{ range: read.path[0]!.range, message, ...fixOf(read, ['data', 'meta'], read.insert?.(['data'])) }];
}

const gone = (read: ResponseRead, { name, range }: ReadName): Report => ({
  range,
  message: `v2 does not answer ${spelled(read, name)}, and has nothing in its place.`,
});

/** What the SDK that answered calls a place in its answer. */
const spelled = ({ call }: ResponseRead, ...names: readonly string[]): string =>
  placeInSdk(names.join('.'), namingOf(call.sdk));

function renamed(read: ResponseRead, { name, range, shorthand }: ReadName, to: string): readonly TextEdit[] {
  if (name === to) return [];
  const own = spelled(read, to);
  return [{ range, newText: shorthand === undefined ? own : `${own}${shorthand}${name}` }];
}

function fixOf(
  read: ResponseRead,
  to: readonly string[],
  edits: readonly TextEdit[] | undefined,
): { readonly fix?: Fix } {
  if (!edits || edits.length === 0) return {};
  return { fix: { title: `Read ${spelled(read, ...to)}`, safety: 'suggestion', edits } };
}
