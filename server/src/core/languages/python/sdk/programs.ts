import { sdkChange } from '../../../catalogue/sdk-changes.ts';
import { answerChangeOf } from '../../../catalogue/sdks/answers.ts';
import { lazy } from '../../../lazy.ts';
import {
  BROKEN,
  NOT_SEEN,
  partAt,
  type SdkRewriter,
  type SdkSending,
  type SdkText,
} from '../../../program/sdk/programs.ts';
import { earlierMethods } from '../../../sdk/earlier-methods.ts';
import { answersResult } from '../../../sdk/methods.ts';
import { apiOperation } from '../../../sdk/naming.ts';
import type { SdkPart } from '../../../sdk/program.ts';
import { childOf, type SyntaxNode } from '../../../syntax.ts';
import { answerType } from './answer-types.ts';
import { constantEdit } from './constants.ts';
import { constructedParts } from './constructors.ts';
import { caughtClass, errorReads } from './errors.ts';
import { importPart, NEW_IMPORT, OLD_IMPORT, type Settled, V2 } from './import-parts.ts';
import { earlierUses, type PythonImport, sdkImports, V1 } from './imports.ts';
import { dumpedNote, pythonAnswerEdits } from './method-answers.ts';
import { renamed, revokedEdits, threadedIn } from './methods.ts';
import { mockParts } from './mocks.ts';
import { operationParts } from './operations.ts';
import { heldRequest, preparedRequest } from './prepared.ts';
import { pythonRequest } from './requests.ts';

/** Rewrites programs of releases of `unkey.py` whose module is `unkey_py`. */
export const unkeyPySdk: SdkRewriter = {
  client: V1,
  parts: (text, sent) => new PythonProgram(text).parts(sent),
};

const BOTH =
  'Another release of the SDK is imported here as well. Take one of them out, then migrate the file.';
const EVERY =
  'v2 raises `UnkeyError` for every answer that is an error, v1 raised `SDKError` for those without a class.';
export const UNSEEN =
  'Whether this is a method of the SDK is not seen here. Change it by hand, then migrate the file.';
/** The names of methods of v1, and those of before. */
const KNOWN_METHODS = lazy(
  () =>
    new Set([
      ...earlierMethods(V2, 'snake_case').flatMap(({ name }) => [name, `${name}_async`]),
      'keys.revoke',
    ]),
);
const OFFERED =
  'Other code may read this answer as well, which is not seen here: v2 names `owner_id` and `remaining` otherwise.';
const FIRST_PAGE = 'v2 answers 100 at once: ask for more with the `cursor` of `pagination`.';
const PAGES = 'Lists answer `result` since release 3.1 of unkey.py.';
const ROOT_KEY = /\bUnkey\(\s*root_key\s*=/;
const METHODS = /\.(?:keys|apis|ratelimits?|identities|permissions|migrations|liveness)\.(\w+)$/;
class PythonProgram implements Settled {
  private readonly imports: readonly PythonImport[];
  /** What stands for classes of the SDK for v1, all of each chain of names. */
  private readonly old: readonly SyntaxNode[];
  readonly settled = new Set<SyntaxNode>();
  /** Names of imports that are used as before, with another class. */
  readonly kept = new Set<string>();
  /** Classes of v2 that have another name, by the one of v1. */
  readonly named = new Map<string, string>();
  /** Classes of errors of v2, by the names that v1 had them by in the text. */
  readonly errors = new Map<string, string[]>();

  constructor(private readonly text: SdkText) {
    this.imports = sdkImports(text, V1);
    this.old = this.imports.flatMap((one) => earlierUses(text, one));
  }

  parts(sent: readonly SdkSending[]): readonly SdkPart[] {
    const [first] = this.imports;
    // The first pre-releases of 2.0 had this module and the methods of v2.
    const isCurrent =
      sent.some(({ member }) => member?.version === 'v2') || ROOT_KEY.test(this.text.source.text);
    if (isCurrent) return [];
    const mocks = mockParts(this.text);
    if (!first) return mocks;
    if (this.text.names.isBroken(0, this.text.source.length))
      return [partAt(this.text, first.statement, OLD_IMPORT, NEW_IMPORT, [], BROKEN)];
    const [other] = sdkImports(this.text, 'unkey');
    if (other) return [partAt(this.text, other.statement, OLD_IMPORT, NEW_IMPORT, [], BOTH)];
    const calls = sent.map((one) => this.call(one));
    const operations = operationParts(
      this.text,
      this.old.filter((node) => !this.settled.has(node)),
    );
    for (const { node, local } of operations) {
      this.settled.add(node);
      this.kept.add(local);
    }
    const made = this.text.callNodes.flatMap((node) => constructedParts(this.text, this.imports, node));
    const unseen = this.unseen(sent);
    const caught = this.old.flatMap((node) => (this.settled.has(node) ? [] : this.caught(node)));
    const types = this.old.flatMap((node) => (this.settled.has(node) ? [] : this.answerType(node)));
    const constants = this.old.flatMap((node) => (this.settled.has(node) ? [] : this.constant(node)));
    const left = this.old.filter((node) => !this.settled.has(node)).map((node) => this.leftOver(node));
    const imports = this.imports.map((one) => importPart(this.text, one, this));
    const uses = [...operations.map(({ part }) => part), ...caught, ...types, ...constants, ...left];
    return [...imports, ...mocks, ...calls, ...made, ...unseen, ...uses].sort(
      (a, b) => a.range.start - b.range.start,
    );
  }

  /** `except models.SDKError`, which v2 has in another module. */
  private caught(node: SyntaxNode): readonly SdkPart[] {
    const { to, names } = this.text;
    const written = to.written(node);
    const now = caughtClass(this.text, node);
    const [local = '', ...rest] = written.split('.');
    const of = this.imports.flatMap((one) =>
      one.names.filter((name) => name.local === local && name.name === local).map(() => one.within),
    );
    const isModule =
      local === 'models' && of[0] === '' && rest.length === 1 && names.usesOf('errors').length === 0;
    const isOfErrors = of[0] === 'models' && local === 'errors' && rest.length === 1;
    const isClass = of[0] === 'models' && rest.length === 0;
    if (now === undefined || of.length !== 1 || !(isModule || isOfErrors || isClass)) return [];
    this.settled.add(node);
    this.errors.set(local, [...(this.errors.get(local) ?? []), now]);
    const newText = isClass ? now : `errors.${now}`;
    const part = partAt(this.text, node, `except ${written}`, `except ${newText}`, [
      { range: { start: node.start, end: node.end }, newText },
      ...errorReads(this.text, node),
    ]);
    return [now === 'UnkeyError' ? { ...part, notes: [EVERY] } : part];
  }

  /** `-> models.CreateKeyResponseBody` */
  private answerType(node: SyntaxNode): readonly SdkPart[] {
    const written = this.text.to.written(node);
    const now = answerType(this.text, node);
    const [local = '', ...rest] = written.split('.');
    const of = this.imports.flatMap((one) =>
      one.names.filter((name) => name.local === local && name.name === local).map(() => one.within),
    );
    const isModule = local === 'models' && of[0] === '' && rest.length === 1;
    const isClass = of[0] === 'models' && rest.length === 0;
    if (now === undefined || of.length !== 1 || !(isModule || isClass)) return [];
    this.settled.add(node);
    this.kept.add(local);
    const newText = isClass ? now : `${local}.${now}`;
    if (isClass) this.named.set(local, now);
    const { start, end } = node;
    const edits = [{ range: { start, end }, newText }];
    return [partAt(this.text, node, `type ${written}`, `type ${newText}`, edits)];
  }

  /** `CreateKeyInterval.DAILY`, which v2 takes as text. */
  private constant(node: SyntaxNode): readonly SdkPart[] {
    const edit = constantEdit(this.text, node);
    if (!edit || node.parent?.type === 'attribute') return [];
    this.settled.add(node);
    return [partAt(this.text, node, this.text.to.written(node), edit.newText, [edit])];
  }

  private call({ node, call, member, token }: SdkSending): SdkPart {
    const threaded = threadedIn(node, this.text);
    const callee = threaded ?? childOf(node, 'function');
    const written = METHODS.exec(callee ? this.text.to.written(callee) : '')?.[0].slice(1);
    const operation = member?.operation ?? '';
    const ending = /_async$/.exec(written ?? '')?.[0] ?? '';
    const name = written?.replace(/_async$/, '') ?? operation;
    const change = sdkChange(V2, name);
    const to = change?.successor ?? name;
    const { named = [], ignored = [] } = member?.request ?? {};
    const parameters = { named, ignored, from: threaded ? 1 : 0 };
    const prepared = preparedRequest(this.text, node, this.old, parameters);
    const held = prepared ? undefined : heldRequest(this.text, node, (one) => this.isOwn(one));
    const isIn = (one: SyntaxNode, outer: SyntaxNode | undefined): boolean =>
      outer !== undefined && one.start >= outer.start && one.end <= outer.end;
    const old = [...(prepared?.old ?? []), ...this.old.filter((one) => isIn(one, node) || isIn(one, held))];
    for (const one of old) this.settled.add(one);
    // What v1 alone names would be missing.
    const alone = old.length === 0 ? ({ alone: true } as const) : {};
    const stays = (reason: string): SdkPart => ({
      ...partAt(this.text, node, name, to, [], reason),
      ...alone,
    });
    if (!written || !call || !callee) return stays(NOT_SEEN);
    if (change && change.successor === undefined) return stays(`v2 has no \`${name}\`: ${change.remedy}.`);
    if (/get_verifications$|^migrations/.test(name))
      return stays('v2 takes another request here. Write it by hand.');
    const renaming = renamed(callee, token, name, to, ending);
    const operationOfV2 = apiOperation(to, 'snake_case');
    const answer = pythonAnswerEdits(this.text, node, operation, operationOfV2);
    if (answer.obstacle) {
      const { node: at, reason } = answer.obstacle;
      return { ...stays(reason), range: this.text.source.range(at.start, at.end) };
    }
    const isOwn = (one: SyntaxNode): boolean => this.isOwn(one);
    const request = prepared ?? pythonRequest(this.text, node, { ...parameters, held }, old, isOwn);
    if (!request || !renaming) return stays(NOT_SEEN);
    const { json, write } = request;
    return {
      ...partAt(this.text, node, name, to, [...renaming, ...answer.edits]),
      ...alone,
      notes: [
        ...(answersResult(operationOfV2) && answer.edits.length > 0
          ? [...(answerChangeOf(operation).list === 'bare' ? [FIRST_PAGE] : []), PAGES]
          : []),
        ...(answer.isOffered ? [OFFERED] : []),
        ...(answer.isDumped ? [dumpedNote(operation)] : []),
      ],
      request: { operation, json, write },
    };
  }

  /** True for a class of the SDK, or a member of one. */
  private isOwn(node: SyntaxNode): boolean {
    return this.old.some((one) => one.start === node.start && one.end >= node.end);
  }

  /** Methods that look like those of the SDK, of something that is not known to be its client, or that are handed on. */
  private unseen(sent: readonly SdkSending[]): readonly SdkPart[] {
    const { names, to } = this.text;
    const known = new Set(
      sent.map(({ node }) => (threadedIn(node, this.text) ?? childOf(node, 'function'))?.start),
    );
    return names.nodes.flatMap((node) => {
      const name = node.type === 'attribute' ? METHODS.exec(to.written(node))?.[0].slice(1) : undefined;
      if (name === undefined || known.has(node.start) || !KNOWN_METHODS().has(name)) return [];
      const edits = name === 'keys.revoke' ? revokedEdits(this.text, node) : undefined;
      const now = edits ? 'keys.delete_key' : name;
      return { ...partAt(this.text, node, name, now, edits ?? [], edits ? undefined : UNSEEN), alone: true };
    });
  }

  private leftOver(node: SyntaxNode): SdkPart {
    const written = this.text.to.written(node);
    const what = /Err/.test(written) ? 'raises other errors than' : 'has something else in the place of';
    return partAt(
      this.text,
      node,
      written,
      written,
      [],
      `v2 ${what} \`${written}\`. Change it by hand, then migrate the file.`,
    );
  }
}
