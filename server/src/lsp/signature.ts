import type { Position, SignatureHelp, SignatureHelpOptions } from 'vscode-languageserver';
import type { Service } from '../core/service.ts';
import type { ClientFeatures } from './client-features.ts';
import { toSignatureHelp } from './convert.ts';
import type { Snapshot } from './documents.ts';
import type { Linter } from './linter.ts';

export const SIGNATURE_HELP: SignatureHelpOptions = {
  triggerCharacters: ['{', '(', ',', '"', "'"],
  retriggerCharacters: ['}', ':'],
};

/** The fields of the request body at `position`. */
export async function signatureHelp(
  position: Position,
  snapshot: Snapshot,
  { client, service, linter }: { client: ClientFeatures; service: Service; linter: Linter },
): Promise<SignatureHelp | null> {
  const { analysis } = await linter.lint(snapshot);
  const signature = analysis && service.signature(analysis, snapshot.lines.offset(position));
  return signature ? toSignatureHelp(signature, client) : null;
}
