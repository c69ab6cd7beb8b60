import { signatureOf } from '../calls.ts';
import { endpointsOf } from '../catalogue/endpoints.ts';
import { type Naming, nameInSdk } from '../sdk/naming.ts';
import type { Analysis } from '../service.ts';
import { codeAround } from './code-around.ts';
import { type Completion, item, rank } from './complete-item.ts';
import { pieceAt } from './request-context.ts';
import { goDialect } from './request-context-go.ts';
import { pythonDialect } from './request-context-python.ts';
import { goClients, pythonClients, type SdkClients } from './sdk-clients.ts';

/** Languages whose SDK is known by its names, and how it names things. */
const SDKS: Readonly<Record<string, SdkClients & { naming: Naming; literals: typeof goDialect.literals }>> = {
  python: { ...pythonClients, naming: 'snake_case', literals: pythonDialect.literals },
  go: { ...goClients, naming: 'PascalCase', literals: goDialect.literals },
};
/** A client, a group of its methods, and the method begun. */
const BEGUN = /(?<!\w)(?<client>\w+)(?:\([^()]*\))?\.(?<group>\w+)\.(?<method>\w*)$/;
const REACH = 300;

/** The methods of a client of an SDK, behind the name of their group. */
export function completeSdkMethod(analysis: Analysis, offset: number): readonly Completion[] {
  const { text } = analysis.document;
  const line = text.slice(Math.max(text.lastIndexOf('\n', offset - 1) + 1, offset - REACH), offset);
  const { client, group, method } = BEGUN.exec(line)?.groups ?? {};
  if (client === undefined || !group) return [];
  const piece = pieceAt(analysis, offset);
  const sdk = piece && Object.hasOwn(SDKS, piece.language) ? SDKS[piece.language] : undefined;
  if (!piece || !sdk?.evidence.test(piece.source.text) || !sdk.isClient(piece.source.text, client)) return [];
  const around = codeAround(piece.source.text, piece.index, sdk.literals);
  if (!around || around.string) return [];
  const rest = /^\w*/.exec(text.slice(offset, offset + REACH))![0];
  const range = { start: offset - method!.length, end: offset + rest.length };
  return endpointsOf('v2').flatMap((endpoint) => {
    const [own = '', name] = endpoint.operation.split('.');
    const written = nameInSdk(own === 'deploy' ? 'internal' : own, sdk.naming);
    if (name === undefined || written !== group) return [];
    return [
      item('endpoint', nameInSdk(name, sdk.naming), range, endpoint.operation, {
        detail: signatureOf(endpoint),
        sortText: `${rank(endpoint.deprecated ? 2 : 1)}${endpoint.operation}`,
        deprecated: endpoint.deprecated,
      }),
    ];
  });
}
