import { sdkChange } from '../../../catalogue/sdk-changes.ts';
import type { TextEdit } from '../../../model.ts';
import {
  BROKEN,
  NOT_SEEN,
  partAt,
  type SdkRewriter,
  type SdkSending,
  type SdkText,
} from '../../../program/sdk/programs.ts';
import { apiOperation } from '../../../sdk/naming.ts';
import type { SdkPart } from '../../../sdk/program.ts';
import { childOf, type SyntaxNode } from '../../../syntax.ts';
import { chainOf, type PythonImport, sdkImports, usesOfName } from './imports.ts';
import { renamed } from './methods.ts';
import { UNSEEN } from './programs.ts';
import { pythonRequest } from './requests.ts';
import { resultEdits } from './results.ts';
import { shownParts } from './shown.ts';

/** Rewrites programs of releases of `unkey.py` before 0.8, whose module is `unkey`. */
export const unkeySdk: SdkRewriter = {
  client: 'unkey',
  parts: (text, sent) => new CommunityProgram(text).parts(sent),
};

const V2 = 'unkey.py';
const METHODS =
  /\.(?:keys\.(?:create_key|verify_key|revoke_key|update_key|get_key|update_remaining)|apis\.(?:get_api|list_keys))$/;
const RAISES = 'v2 raises an error where v1 gave one.';
const NO_CLIENT = 'v2 has no such method of its client. Change it by hand, then migrate the file.';
const INNER =
  'This reads what only the SDK itself is meant to, and v2 has none of it. Change it by hand, then migrate the file.';
const PERIOD =
  'v1 took the milliseconds until the key expires here, and v2 takes the moment. Change it by hand, then migrate the file.';
const NAMED_ALREADY = 'The name `Unkey` stands for something else here. Change it by hand.';

class CommunityProgram {
  private readonly imports: readonly PythonImport[];
  /** All of each chain of names that stands for something of the module. */
  private readonly chains: readonly SyntaxNode[];
  private readonly settled = new Set<SyntaxNode>();
  private catches = false;

  constructor(private readonly text: SdkText) {
    this.imports = sdkImports(text, 'unkey');
    this.chains = this.imports.flatMap(({ names, local, statement }) =>
      [...names.map((one) => one.local), ...(local === undefined ? [] : [local])].flatMap((name) =>
        usesOfName(text, name, statement).map(chainOf),
      ),
    );
  }

  parts(sent: readonly SdkSending[]): readonly SdkPart[] {
    const [first] = this.imports;
    // The module of v2 is in it.
    if (!first || this.imports.some(({ within }) => within.startsWith('py'))) return [];
    const shown = this.imports.flatMap(({ names }) => names.filter(({ name }) => name === 'Unkey'));
    if (shown.length > 0)
      return shownParts(
        this.text,
        shown.map(({ local }) => local),
      );
    if (!this.isEarly(sent)) return [];
    if (this.text.names.isBroken(0, this.text.source.length))
      return [partAt(this.text, first.statement, 'import unkey', `import ${V2}`, [], BROKEN)];
    const calls = sent.map((one) => this.call(one));
    const made = this.text.callNodes.flatMap((node) => this.constructed(node));
    const sessions = this.sessions();
    const classes = this.chains.filter((node) => this.isClass(node)).map((node) => this.classPart(node));
    const left = this.chains
      .filter((node) => !this.isClass(node) && !this.settled.has(node))
      .map((node) => this.leftOver(node));
    const imports = this.imports.map((one) => this.importPart(one));
    return [...imports, ...calls, ...made, ...sessions, ...classes, ...left].sort(
      (a, b) => a.range.start - b.range.start,
    );
  }

  /** True where something is used that only this client has: others were shown with the same module. */
  private isEarly(sent: readonly SdkSending[]): boolean {
    const { to } = this.text;
    const isKnown = this.chains.some((node) => this.isClass(node) || /\bprotected$/.test(to.written(node)));
    return !this.chains.some((node) => /\.Unkey$/.test(to.written(node))) && (isKnown || sent.length > 0);
  }

  private importPart(one: PythonImport): SdkPart {
    const { statement, names, isWildcard } = one;
    const { source, names: all } = this.text;
    const from = 'import unkey';
    const to = `import ${V2}`;
    const [only, ...others] = this.keptOf(one);
    if (names.length > 0 && !only) return partAt(this.text, statement, from, to, this.removal(statement));
    if (isWildcard || others.length > 0 || (only && only.name !== 'Client'))
      return partAt(
        this.text,
        statement,
        from,
        to,
        [],
        'What this imports is not in v2. Change what uses it, then migrate the file.',
      );
    const alias = only && only.local !== only.name ? ` as ${only.local}` : '';
    if (all.usesOf('Unkey').length > 0 || all.usesOf('UnkeyError').length > 0)
      return partAt(this.text, statement, from, to, [], NAMED_ALREADY);
    const lead = source.text.slice(source.text.lastIndexOf('\n', statement.start) + 1, statement.start);
    if (lead.trim() !== '') return partAt(this.text, statement, from, to, [], NOT_SEEN);
    const first = this.imports.find((each) => each.names.length === 0 || this.keptOf(each).length > 0);
    const errors =
      this.catches && first?.statement === statement ? `\n${lead}from ${V2}.errors import UnkeyError` : '';
    const newText = `from ${V2} import Unkey${alias}${errors}`;
    return partAt(this.text, statement, from, to, [
      { range: { start: statement.start, end: statement.end }, newText },
    ]);
  }

  /** The names of an import that are used once the calls are those of v2. */
  private keptOf({ names, statement }: PythonImport): PythonImport['names'] {
    return names.filter(({ name, local }) => {
      const uses = usesOfName(this.text, local, statement);
      const isGone = uses.length > 0 && uses.every((use) => this.settled.has(chainOf(use)));
      return name === 'Client' || !isGone;
    });
  }

  /** True for the class of clients: `unkey.Client`. */
  private isClass(node: SyntaxNode): boolean {
    const written = this.text.to.written(node);
    return this.imports.some(({ names, local }) =>
      local === undefined
        ? names.some((one) => one.name === 'Client' && one.local === written)
        : written === `${local}.Client` || written === `${local}.client.Client`,
    );
  }

  private classPart(node: SyntaxNode): SdkPart {
    const written = this.text.to.written(node);
    const isAliased = this.imports.some(({ names }) =>
      names.some((one) => one.local === written && one.local !== one.name),
    );
    const edits = isAliased ? [] : [{ range: { start: node.start, end: node.end }, newText: 'Unkey' }];
    return partAt(this.text, node, written, 'Unkey', edits);
  }

  /** `unkey.Client(api_key=…)` */
  private constructed(node: SyntaxNode): readonly SdkPart[] {
    const { to, source } = this.text;
    const callee = childOf(node, 'function');
    const list = childOf(node, 'arguments');
    if (!callee || !list || !this.isClass(callee)) return [];
    const part = (edits: readonly TextEdit[], obstacle?: string): SdkPart =>
      partAt(this.text, list, 'Client(api_key=)', 'Unkey(root_key=)', edits, obstacle);
    const args = list.children.filter((c) => c.type !== 'comment');
    const [first] = args;
    if (!first) {
      if (!/^import os\b/m.test(source.text))
        return [part([], 'v2 needs a root key to verify keys. Give it one, then migrate the file.')];
      const newText = 'root_key=os.environ["UNKEY_ROOT_KEY"]';
      const made = part([{ range: { start: list.start + 1, end: list.end - 1 }, newText }]);
      return [
        {
          ...made,
          notes: [
            'It needs a root key now: set UNKEY_ROOT_KEY where this runs, with the permission to verify keys.',
          ],
        },
      ];
    }
    const key = childOf(first, 'name');
    if (args.length > 1 || /splat/.test(first.type) || (key && to.written(key) !== 'api_key'))
      return [part([], 'v2 has other options here. Change them by hand, then migrate the file.')];
    return [
      part([
        key
          ? { range: { start: key.start, end: key.end }, newText: 'root_key' }
          : { range: { start: first.start, end: first.start }, newText: 'root_key=' },
      ]),
    ];
  }

  /** `await client.start()`, which v2 needs not; other methods of a client. */
  private sessions(): readonly SdkPart[] {
    const { names, to } = this.text;
    return names.nodes.flatMap((node): SdkPart[] => {
      const [object, field] =
        node.type === 'attribute' ? [childOf(node, 'object'), childOf(node, 'attribute')] : [];
      if (!object || !field) return [];
      const name = to.written(field);
      if (METHODS.test(to.written(node)))
        return this.settled.has(node)
          ? []
          : [partAt(this.text, node, to.written(node), to.written(node), [], UNSEEN)];
      if (/^(?:keys|apis|append|add)$/.test(name) || !/^(?:start|close|set_\w+|_\w+)$/.test(name)) return [];
      if (!this.text.isClient(object)) return [];
      const call = node.parent;
      const statement = call?.parent?.type === 'await' ? call.parent.parent : undefined;
      const isAlone =
        /^(?:start|close)$/.test(name) && call?.type === 'call' && statement?.type === 'expression_statement';
      if (!isAlone || !statement)
        return [partAt(this.text, node, name, name, [], name.startsWith('_') ? INNER : NO_CLIENT)];
      return [partAt(this.text, node, `${name}()`, 'not needed', this.removal(statement))];
    });
  }

  /** Takes a statement away with its lines; the only one of a block becomes `pass`. */
  private removal(statement: SyntaxNode): readonly TextEdit[] {
    const { text } = this.text.source;
    const { start, end, parent } = statement;
    const others = parent?.children.filter((c) => c !== statement && c.type !== 'comment') ?? [];
    const lineStart = text.lastIndexOf('\n', start) + 1;
    const rest = /^[ \t]*(?:#[^\n]*)?\r?\n/.exec(text.slice(end))?.[0].length;
    const isAlone = text.slice(lineStart, start).trim() === '' && rest !== undefined;
    if (others.length === 0 || !isAlone) return [{ range: { start, end }, newText: 'pass' }];
    // A blank line in front of the last statement goes with it, and one of two that stood around it.
    const isBehindBlank = /\n\r?\n$/.test(text.slice(0, lineStart).slice(-3));
    const isLast = parent?.children.at(-1) === statement || /^[ \t]*\r?\n/.test(text.slice(end + rest));
    const blank = isBehindBlank && isLast ? 1 : 0;
    return [{ range: { start: lineStart - blank, end: end + rest }, newText: '' }];
  }

  private call({ node, call, member, token }: SdkSending): SdkPart {
    const callee = childOf(node, 'function');
    const written = METHODS.exec(callee ? this.text.to.written(callee) : '')?.[0].slice(1);
    const operation = member?.operation ?? '';
    const name = written ?? operation;
    const to = sdkChange(V2, name)?.successor ?? name;
    const old = this.chains.filter((one) => one.start >= node.start && one.end <= node.end);
    for (const one of old) this.settled.add(one);
    if (callee) this.settled.add(callee);
    const alone = old.length === 0 ? ({ alone: true } as const) : {};
    const stays = (reason: string): SdkPart => ({
      ...partAt(this.text, node, name, to, [], reason),
      ...alone,
    });
    if (!written || !call || !callee) return stays(NOT_SEEN);
    const operationOfV2 = apiOperation(to, 'snake_case');
    const result = resultEdits(this.text, node, operation, operationOfV2);
    if (result.obstacle) {
      const { node: at, reason } = result.obstacle;
      return { ...stays(reason), range: this.text.source.range(at.start, at.end) };
    }
    const { named = [] } = member?.request ?? {};
    const isOwn = (one: SyntaxNode): boolean =>
      this.chains.some((chain) => chain.start === one.start && chain.end >= one.end);
    const request = pythonRequest(this.text, node, { named, ignored: [], from: 0 }, old, isOwn);
    const renaming = renamed(callee, token, name, `${to}_async`, '');
    if (!request || !renaming) return stays(NOT_SEEN);
    if (request.json.members.some(({ key }) => key === 'expires')) return stays(PERIOD);
    this.catches ||= result.catches;
    for (const one of result.settled) this.settled.add(one);
    return {
      ...partAt(this.text, node, name, to, [...renaming, ...result.edits]),
      ...alone,
      request: { operation, ...request },
      notes: result.raises ? [RAISES] : [],
    };
  }

  private leftOver(node: SyntaxNode): SdkPart {
    const written = this.text.to.written(node);
    const remedy = sdkChange(V2, written)?.remedy;
    const reason =
      remedy === undefined
        ? `v2 has something else in the place of \`${written}\`. Change it by hand, then migrate the file.`
        : `v2 has no \`${written}\`: ${remedy}.`;
    return partAt(this.text, node, written, written, [], reason);
  }
}
