import type { Json, TextEdit } from '../../model.ts';
import { namingOf } from '../../sdk/naming.ts';
import type { FinishedSdk, SdkPart, SdkProgram } from '../../sdk/program.ts';
import type { SourceText } from '../../source.ts';
import type { SyntaxNode } from '../../syntax.ts';
import type { AnswerText } from '../answers.ts';
import type { Candidate } from '../extract/candidates.ts';
import { isSentBySdk, sitesOf } from '../extract/followed-requests.ts';
import type { Program } from '../extract/program.ts';
import { inApiNames, type SdkThing } from './calls.ts';

export const BROKEN = 'Something in this text is not understood. Finish it, then migrate it.';
export const NOT_SEEN =
  'Its request is put together in a way that is not seen here. Change it by hand, then migrate the file.';

/** A call of a method of an SDK, and the node that it is. */
export interface SdkSending extends SdkThing {
  readonly node: SyntaxNode;
}

/** Rewrites what a text does with the release of an SDK for v1. */
export interface SdkRewriter {
  /** The name of the client that the release is among those of the language. */
  readonly client: string;
  readonly parts: (text: SdkText, sent: readonly SdkSending[]) => readonly SdkPart[];
  /** As {@link SdkProgram.finish}. */
  readonly finish?: (text: SdkText, edits: readonly TextEdit[]) => FinishedSdk;
}

/** One text that uses an SDK. */
export interface SdkText extends AnswerText {
  readonly callNodes: readonly SyntaxNode[];
  /** True for an object of the client that is rewritten. */
  isClient(node: SyntaxNode): boolean;
  /** What a value is in JSON, its fields by the names of the API. */
  jsonOf(node: SyntaxNode): Json;
}

/** What a text does with the SDKs of its language that are from before v2. */
export function sdkProgramsOf(program: Program, candidates: readonly Candidate[]): readonly SdkProgram[] {
  const { grammar, source, to, names, scope, callNodes } = program;
  return (grammar.sdks ?? []).flatMap(({ client: name, parts, finish }): SdkProgram[] => {
    const client = grammar.clients.find((one) => one.name === name);
    const { sdk, evidence } = client ?? {};
    if (!sdk || !evidence?.test(source.text)) return [];
    const text: SdkText = {
      ...{ source, to, names, scope, callNodes },
      callAt: () => undefined,
      sitesOf: (place) => sitesOf(program, place).map(([node]) => node),
      isClient: (node) => program.machine.thing(to.expression(node))?.client === client,
      jsonOf: (node) => inApiNames(scope.values.json(to.expression(node)), namingOf(sdk)),
    };
    return [
      {
        sdk: { package: sdk.package, generation: sdk.generation },
        parts: () =>
          parts(
            text,
            candidates.flatMap(({ thing, node }) =>
              isSentBySdk(thing) && thing.client === client ? { ...thing, node } : [],
            ),
          ),
        ...(finish ? { finish: (edits: readonly TextEdit[]) => finish(text, edits) } : {}),
      },
    ];
  });
}

/** Edits with indexes into a text as those of its document; undefined where it is not written there letter by letter. */
export function inDocument(source: SourceText, edits: readonly TextEdit[]): readonly TextEdit[] | undefined {
  return edits.every(({ range: { start, end } }) => source.isVerbatim(start, end))
    ? edits.map(({ range: { start, end }, newText }) => ({ range: source.range(start, end), newText }))
    : undefined;
}

/** A use of an SDK at a node; left to do where its edits are not in what is written there letter by letter. */
export function partAt(
  { source }: SdkText,
  node: SyntaxNode,
  from: string,
  to: string,
  edits: readonly TextEdit[],
  obstacle?: string,
): SdkPart {
  const own = inDocument(source, edits);
  const reason = obstacle ?? (own ? undefined : NOT_SEEN);
  return {
    ...{ range: source.range(node.start, node.end), from, to, isOld: true, edits: own ?? [], notes: [] },
    ...(reason === undefined ? {} : { obstacle: reason }),
  };
}

/**
 * The edits that call a method, and its group, what v2 does. `field`: the name of the group where it is called; `ending`:
 * what a program writes behind names of methods.
 */
export function renamingEdits(
  field: SyntaxNode | undefined,
  token: SdkSending['token'],
  name: string,
  to: string,
  ending = '',
): readonly TextEdit[] | undefined {
  const [fromGroup, fromMethod] = name.split('.');
  const [group = '', method = ''] = to.split('.');
  if (!field) return undefined;
  return [
    ...(group === fromGroup ? [] : [{ range: { start: field.start, end: field.end }, newText: group }]),
    ...(method === fromMethod
      ? []
      : [{ range: { start: token.start, end: token.end }, newText: method + ending }]),
  ];
}
