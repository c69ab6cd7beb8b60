import { sdkChange } from '../../../catalogue/sdk-changes.ts';
import type { TextEdit } from '../../../model.ts';
import {
  BROKEN,
  NOT_SEEN,
  partAt,
  renamingEdits,
  type SdkRewriter,
  type SdkSending,
  type SdkText,
} from '../../../program/sdk/programs.ts';
import { apiOperation } from '../../../sdk/naming.ts';
import type { SdkPart, WrittenPart } from '../../../sdk/program.ts';
import { childOf, type SyntaxNode } from '../../../syntax.ts';
import { goAnswerEdits } from './answers.ts';
import { goError } from './errors.ts';
import { METHODS } from './giving.ts';
import { type GoImport, type PackageUse, packageUses, sdkImports, V1, V2 } from './imports.ts';
import { isKept, KEPT, KEPT_OPTIONS, KEPT_TYPES, leftReason } from './kept-names.ts';
import type { PackageNames } from './request-reader.ts';
import {
  givesRemaining,
  memberChanges,
  type RequestValue,
  requestValue,
  type SetStatement,
  settingEdits,
} from './request-variable.ts';
import { goMember, goRequest, requestStruct } from './requests.ts';
import { withoutUnused } from './unused.ts';

/** Rewrites programs of `github.com/unkeyed/unkey-go`. */
export const goSdk: SdkRewriter = {
  client: V1,
  parts: (text, sent) => new GoProgram(text).parts(sent),
  finish: withoutUnused,
};

/** The package of v2 in the place of `sdkerrors`. */
const ERRORS = 'apierrors';

class GoProgram {
  private readonly imports: readonly GoImport[];
  private readonly uses: readonly PackageUse[];
  private readonly packages: PackageNames;
  /** True where options of single calls are used, which both have in the same place. */
  private readonly hasOptions: boolean;
  /** Uses of the packages that go with a request. */
  private readonly settled = new Set<SyntaxNode>();

  constructor(private readonly text: SdkText) {
    this.imports = sdkImports(text);
    this.uses = packageUses(text, this.imports);
    const named = (within: string) => this.imports.find((one) => one.within === within);
    this.hasOptions = this.uses.some(
      ({ of, name }) => of.within === '/models/operations' && KEPT_OPTIONS.test(name),
    );
    const operations = this.hasOptions ? undefined : named('/models/operations');
    const types = named('/models/components') ?? (operations?.isNamed ? operations : undefined);
    this.packages = {
      root: named('')?.name,
      models: this.imports
        .filter(({ within }) => /^\/models\/(?:components|operations)$/.test(within))
        .map(({ name }) => name),
      components: types?.within === '/models/components' || types?.isNamed ? types.name : 'components',
    };
  }

  parts(sent: readonly SdkSending[]): readonly SdkPart[] {
    const [first] = this.imports;
    if (!first) return [];
    if (this.text.names.isBroken(0, this.text.source.length))
      return [partAt(this.text, first.path, V1, V2, [], BROKEN)];
    const calls = sent.map((one) => this.call(one));
    const unseen = this.unseen(sent);
    const left = this.uses.flatMap((use) => this.leftOver(use));
    return [this.importPart(sent.length > 0), ...calls, ...unseen, ...left].sort(
      (a, b) => a.range.start - b.range.start,
    );
  }

  /** The imports, of which those of types become one. */
  private importPart(hasCalls: boolean): SdkPart {
    const { source, to } = this.text;
    const edits: TextEdit[] = [];
    const [first] = this.imports;
    const options = this.hasOptions;
    const hasComponents = this.imports.some(({ within }) => within === '/models/components');
    let obstacle: string | undefined;
    for (const { spec, path, within, name, isNamed } of this.imports) {
      const whole = { start: spec.start, end: spec.end };
      const at = { start: path.start, end: path.end };
      if (
        name === '.' ||
        name === '_' ||
        !/^(?:|\/retry|\/types|\/models\/(?:components|operations|sdkerrors))$/.test(within)
      )
        obstacle ??= `v2 has another package in the place of \`${to.written(path)}\`. Change what uses it, then migrate the file.`;
      if (within === '')
        edits.push({
          range: whole,
          newText: `${isNamed ? to.written(childOf(spec, 'name')!) : name} "${V2}"`,
        });
      else if (within === '/models/sdkerrors') edits.push({ range: at, newText: `${V2}/models/${ERRORS}` });
      else if (within !== '/models/operations' || options) edits.push({ range: at, newText: V2 + within });
      else if (hasComponents) {
        const line = source.text.lastIndexOf('\n', spec.start);
        const isAlone =
          source.text.slice(line, spec.start).trim() === '' &&
          /^[ \t]*\r?\n/.test(source.text.slice(spec.end));
        if (isAlone) edits.push({ range: { start: line, end: spec.end }, newText: '' });
        else obstacle ??= NOT_SEEN;
      } else edits.push({ range: at, newText: `${V2}/models/components` });
      if (options && !hasComponents && within === '/models/operations' && hasCalls) {
        const line = source.text.lastIndexOf('\n', spec.start);
        const lead = source.text.slice(line, spec.start);
        if (lead.trim() === '')
          edits.push({ range: { start: line, end: line }, newText: `${lead}"${V2}/models/components"` });
        else obstacle ??= NOT_SEEN;
      }
    }
    this.sort(edits);
    const isTaken = this.text.names.usesOf(this.packages.components).some((node) => !this.isOfPackage(node));
    if (isTaken && !this.imports.some(({ name }) => name === this.packages.components))
      obstacle ??= `The name \`${this.packages.components}\` stands for something else here. Change it by hand.`;
    if (/"github\.com\/unkeyed\/sdks\/api\/go/.test(source.text))
      obstacle ??= 'Both releases of the SDK are imported here. Change it by hand.';
    return partAt(this.text, first!.path, V1, V2, edits, obstacle);
  }

  /** Puts packages of types that have no names of their own in the order of their paths. */
  private sort(edits: TextEdit[]): void {
    const isOwn = ({ range }: TextEdit): boolean =>
      this.imports.some(
        ({ path, isNamed, within }) => path.start === range.start && within !== '' && !isNamed,
      );
    const places = edits.filter((edit) => edit.newText !== '' && isOwn(edit));
    const texts = places.map(({ newText }) => newText).sort();
    for (const [i, place] of places.entries()) edits[edits.indexOf(place)] = { ...place, newText: texts[i]! };
  }

  private isOfPackage(node: SyntaxNode): boolean {
    return this.uses.some((use) => use.node.start === node.start) || node.field === 'field';
  }

  private call({ node, call, member, token }: SdkSending): SdkPart {
    const callee = childOf(node, 'function');
    const from = METHODS.exec(callee ? this.text.to.written(callee) : '')?.[0].slice(1);
    const operation = member?.operation ?? '';
    const name = from ?? operation;
    const change = sdkChange(V1, name);
    const to = change?.successor ?? name;
    const stays = (reason: string): SdkPart => partAt(this.text, node, name, to, [], reason);
    const args = childOf(node, 'arguments')?.children.filter((c) => c.type !== 'comment') ?? [];
    const given = args[1] && requestValue(this.text, args[1], node);
    const literal = given?.literal;
    const old = this.oldIn(literal);
    if (!from || !call || !callee) return stays(NOT_SEEN);
    if (change && change.successor === undefined) return stays(`v2 has no \`${name}\`: ${change.remedy}.`);
    if (/GetVerifications$|^Migrations/.test(name))
      return stays('v2 takes another request here. Write it by hand.');
    const renaming = renamed(callee, token, name, to);
    const operationOfV2 = apiOperation(to, 'PascalCase');
    const struct = requestStruct(operationOfV2);
    const body = struct.replace('Request', 'Response');
    const answer = goAnswerEdits(this.text, node, operation, body, this.packages.components);
    if (answer.obstacle) {
      const { node: at, reason } = answer.obstacle;
      return { ...stays(reason), range: this.text.source.range(at.start, at.end) };
    }
    for (const type of answer.types) this.settled.add(type);
    const [context] = args;
    if (!renaming || !context) return stays(NOT_SEEN);
    const edits = [...renaming, ...answer.edits];
    if (/^permissions\.list/.test(operation)) {
      // The types of v1 are imported, so that those of v2 will be.
      if (this.packages.models.length === 0) return stays(NOT_SEEN);
      const newText = `, ${this.packages.components}.${struct}{}`;
      edits.push({ range: { start: context.end, end: context.end }, newText });
      return partAt(this.text, node, name, to, edits);
    }
    const request = literal && goRequest(this.text, literal, operationOfV2, this.packages, old);
    if (!request) return stays(NOT_SEEN);
    const changes = memberChanges(this.text, given, struct);
    const later = 'type' in changes ? changes : this.later(given, changes.set, operationOfV2);
    if ('type' in changes || 'type' in later) {
      const at = 'type' in changes ? changes : (later as SyntaxNode);
      const reason = `v2 takes \`${this.text.to.written(at)}\` in another form. Change it by hand, then migrate the file.`;
      return { ...stays(reason), range: this.text.source.range(at.start, at.end) };
    }
    edits.push(...changes.edits);
    const { notes } = answer;
    return { ...partAt(this.text, node, name, to, edits), notes, request: { operation, ...request, later } };
  }

  /** What statements set in a request; a node where it is not understood. */
  private later(
    given: RequestValue,
    set: readonly SetStatement[],
    operationOfV2: string,
  ): readonly WrittenPart[] | SyntaxNode {
    const parts: WrittenPart[] = [];
    const refill = set.find(({ name }) => name === 'Refill');
    // v2 refills what there is a number of.
    if (refill && !givesRemaining(this.text, given, set)) return refill.member;
    for (const one of set) {
      const { components } = this.packages;
      const put = settingEdits(this.text, given, one, set, components);
      const old = this.oldIn(one.statement);
      const part = goMember(this.text, one, operationOfV2, this.packages, old, put);
      if (!part) return one.member;
      parts.push(part);
    }
    return parts;
  }

  /** The types of v1 in a request, which change with it or stay with it. */
  private oldIn(literal: SyntaxNode | undefined): readonly SyntaxNode[] {
    if (!literal) return [];
    const inside = this.uses.filter(({ node }) => node.start >= literal.start && node.end <= literal.end);
    const old = inside.filter((use) => !isKept(use)).map(({ node }) => node);
    for (const one of old) this.settled.add(one);
    return old;
  }

  /** Calls that look like those of the SDK, of something that is not known to be its client. */
  private unseen(sent: readonly SdkSending[]): readonly SdkPart[] {
    const { callNodes, to } = this.text;
    const known = new Set(sent.map(({ node }) => node.start));
    return callNodes.flatMap((node) => {
      const callee = node.type === 'call_expression' ? childOf(node, 'function') : undefined;
      const written = callee ? to.written(callee) : '';
      const name = METHODS.exec(written)?.[0].slice(1);
      return name === undefined || known.has(node.start)
        ? []
        : partAt(
            this.text,
            node,
            name,
            name,
            [],
            'Whether this is a call of the SDK is not seen here. Change it by hand, then migrate the file.',
          );
    });
  }

  /** What a use of a package leaves to do: nothing where v2 has it too. */
  private leftOver({ node, of, name }: PackageUse): readonly SdkPart[] {
    if (this.settled.has(node)) return [];
    if (of.within === '/retry') return [];
    const pattern = of.within === '' ? KEPT : of.within === '/models/operations' ? KEPT_OPTIONS : KEPT_TYPES;
    if (of.within === '' && name === 'WithServerURL') return this.serverPart(node);
    const error = of.within === '/models/sdkerrors' ? goError(this.text, node, name) : undefined;
    if (error) {
      const newText = `${of.isNamed ? of.name : ERRORS}.${error.type}`;
      const isTaken = !of.isNamed && this.text.names.usesOf(ERRORS).length > 0;
      const edits = [{ range: { start: node.start, end: node.end }, newText }, ...error.edits];
      const from = `type ${this.text.to.written(node)}`;
      const obstacle = isTaken ? NOT_SEEN : undefined;
      return [partAt(this.text, node, from, `type ${newText}`, isTaken ? [] : edits, obstacle)];
    }
    if (pattern.test(name) || (of.within === '/types' && KEPT.test(name))) return [];
    const written = this.text.to.written(node);
    return [partAt(this.text, node, written, written, [], leftReason(written, name))];
  }

  private serverPart(node: SyntaxNode): readonly SdkPart[] {
    const call = node.parent;
    const [url] = (call?.type === 'call_expression' && childOf(call, 'arguments')?.children) || [];
    const content = url?.type === 'interpreted_string_literal' ? url.children[0] : undefined;
    const written = content ? this.text.to.written(content) : '';
    if (!url || !/^https:\/\/api\.unkey\.(?:dev|com|cloud)\/?$/.test(written)) {
      const part = partAt(this.text, node, 'WithServerURL', 'WithServerURL', []);
      return [{ ...part, notes: ['The server that is named here has to be one of v2.'] }];
    }
    const edits = content
      ? [{ range: { start: content.start, end: content.end }, newText: 'https://api.unkey.com' }]
      : [];
    return [partAt(this.text, node, 'WithServerURL', 'WithServerURL', edits)];
  }
}

/** The edits that call a method, and its group, what v2 does. */
function renamed(
  callee: SyntaxNode,
  token: SdkSending['token'],
  name: string,
  to: string,
): readonly TextEdit[] | undefined {
  const holder = childOf(callee, 'operand');
  return renamingEdits(holder && childOf(holder, 'field'), token, name, to);
}
