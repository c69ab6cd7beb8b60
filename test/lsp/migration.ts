import assert from 'node:assert/strict';
import type {
  ClientCapabilities,
  Range,
  TextDocumentEdit,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { PULL } from './client.ts';

export const OLD = `# Gone with the customer.
POST https://api.unkey.dev/v1/keys.deleteKey
Authorization: Bearer {{rootKey}}
Content-Type: application/json

{ "keyId": "{{keyId}}" }
`;
export const NEW = OLD.replace('dev/v1', 'com/v2');

/** Nothing but a person can migrate it. */
export const BY_HAND = 'GET https://api.unkey.dev/v1/keys.getKeys\n';

export const SHARED = `const base = 'https://api.unkey.dev/v1';
const headers = { Authorization: \`Bearer \${process.env.UNKEY_ROOT_KEY}\`, 'Content-Type': 'application/json' };
await fetch(\`\${base}/keys.deleteKey\`, { method: 'POST', headers, body: JSON.stringify({ keyId: 'k' }) });
await fetch(\`\${base}/apis.deleteApi\`, { method: 'POST', headers, body: JSON.stringify({ apiId: 'a' }) });
`;

/** v1 asked for no root key here. */
export const VERIFY = `POST https://api.unkey.dev/v1/keys.verifyKey
Content-Type: application/json

{ "key": "{{key}}" }
`;

export const MIGRATE = 'source.migrate.unkey-lint';

export const REVIEWING: ClientCapabilities = {
  ...PULL,
  workspace: {
    ...PULL.workspace,
    applyEdit: true,
    workspaceEdit: { documentChanges: true, changeAnnotationSupport: { groupsOnLabel: true } },
  },
  window: { workDoneProgress: true },
};

export interface Result {
  readonly applied: boolean;
  readonly calls: number;
  readonly declined: number;
  readonly todos: readonly { uri: string; range: Range; from: string; reason: string }[];
}

/** Applies edits to a text; columns are UTF-16 units, or bytes. */
export function apply(
  text: string,
  edits: readonly TextEdit[],
  encoding: BufferEncoding = 'utf16le',
): string {
  const lines = text.split('\n');
  const unit = encoding === 'utf8' ? 1 : 2;
  const offset = ({ line, character }: Range['start']): number =>
    Buffer.byteLength(
      lines
        .slice(0, line)
        .map((l) => `${l}\n`)
        .join(''),
      encoding,
    ) +
    character * unit;
  const sorted = [...edits].sort((a, b) => offset(b.range.start) - offset(a.range.start));
  return sorted
    .reduce(
      (bytes, { range, newText }) => {
        const [start, end] = [offset(range.start), offset(range.end)];
        return Buffer.concat([bytes.subarray(0, start), Buffer.from(newText, encoding), bytes.subarray(end)]);
      },
      Buffer.from(text, encoding),
    )
    .toString(encoding);
}

/** The edits of a change to one document. */
export function editsOf(edit: WorkspaceEdit | undefined): TextEdit[] {
  const [change, ...others] = edit!.documentChanges as TextDocumentEdit[];
  assert.deepEqual(others, []);
  return change!.edits as TextEdit[];
}

export const at = (line: number, character: number): Range => ({
  start: { line, character },
  end: { line, character },
});
