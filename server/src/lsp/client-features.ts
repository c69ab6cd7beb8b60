import type { DiagnosticTag, InitializeParams } from 'vscode-languageserver';
import type { Encoding } from './convert.ts';

/** What the client said it can do, as far as the server asks. */
export interface ClientFeatures {
  readonly encoding: Encoding;
  /** True: the client asks for diagnostics. False: they are pushed to it. Never both. */
  readonly pullDiagnostics: boolean;
  readonly diagnosticRefresh: boolean;
  readonly diagnosticTags: readonly DiagnosticTag[];
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  readonly diagnosticData: boolean;
  readonly pushVersions: boolean;
  readonly hoverMarkdown: boolean;
  /** Inserted text may have places to type at. */
  readonly snippets: boolean;
  readonly completionMarkdown: boolean;
  /** A signature's parameter may be none of them. */
  readonly noActiveParameter: boolean;
  readonly parameterOffsets: boolean;
  readonly hierarchicalSymbols: boolean;
  readonly codeActions: boolean;
  readonly preferredActions: boolean;
  readonly documentChanges: boolean;
  /** Edits may be put before the user with what they are for. */
  readonly changeAnnotations: boolean;
  /**
   * The editor shows all of an edit as soon as a part needs confirmation, and ticks only what does not. Our own clients
   * say so of VS Code.
   */
  readonly editPreview: boolean;
  /** The client applies edits that the server sends. */
  readonly applyEdit: boolean;
  readonly configuration: boolean;
  readonly configurationRegistration: boolean;
  readonly watchRegistration: boolean;
  readonly workspaceFolders: boolean;
  readonly workDoneProgress: boolean;
  /** Our own notification; only clients that ask get it, others would log an unknown message. */
  readonly status: boolean;
}

/** What a client can do, as it says when it starts. */
export function clientFeatures(params: InitializeParams): ClientFeatures {
  const { general, textDocument, workspace, window } = params.capabilities;
  const pull = textDocument?.diagnostic;
  const push = textDocument?.publishDiagnostics;
  return {
    encoding: encodingOf(general?.positionEncodings),
    pullDiagnostics: pull !== undefined && pull !== null,
    diagnosticRefresh: workspace?.diagnostics?.refreshSupport === true,
    diagnosticTags: pull?.tagSupport?.valueSet ?? push?.tagSupport?.valueSet ?? [],
    relatedInformation: (pull?.relatedInformation ?? push?.relatedInformation) === true,
    codeDescription: (pull?.codeDescriptionSupport ?? push?.codeDescriptionSupport) === true,
    diagnosticData: (pull?.dataSupport ?? push?.dataSupport) === true,
    pushVersions: push?.versionSupport === true,
    hoverMarkdown: (textDocument?.hover?.contentFormat ?? ['markdown'])[0] === 'markdown',
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    completionMarkdown:
      (textDocument?.completion?.completionItem?.documentationFormat ?? ['plaintext'])[0] === 'markdown',
    noActiveParameter: textDocument?.signatureHelp?.signatureInformation?.noActiveParameterSupport === true,
    parameterOffsets:
      textDocument?.signatureHelp?.signatureInformation?.parameterInformation?.labelOffsetSupport === true,
    hierarchicalSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    codeActions: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    preferredActions: textDocument?.codeAction?.isPreferredSupport === true,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    changeAnnotations: workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
    editPreview: isOn(params.initializationOptions, 'editPreview'),
    applyEdit: workspace?.applyEdit === true,
    configuration: workspace?.configuration === true,
    configurationRegistration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchRegistration: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    workDoneProgress: window?.workDoneProgress === true,
    status: isOn(params.initializationOptions, 'status'),
  };
}

/** The first encoding of the client's order that the server speaks; UTF-16 is the protocol's default. */
function encodingOf(offered: readonly string[] | undefined): Encoding {
  for (const encoding of offered ?? []) if (encoding === 'utf-8' || encoding === 'utf-16') return encoding;
  return 'utf-16';
}

/** True when the client set the option; what it sends may be anything. */
function isOn(options: unknown, name: string): boolean {
  return typeof options === 'object' && options !== null && Reflect.get(options, name) === true;
}
