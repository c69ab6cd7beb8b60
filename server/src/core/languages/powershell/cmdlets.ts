/** Parameters of `Invoke-RestMethod` and `Invoke-WebRequest` that take a value (source: the help of PowerShell 7). */
const WEB_PARAMETERS =
  `Authentication Body Certificate CertificateThumbprint ConnectionTimeoutSeconds ContentType Credential
  CustomMethod Form Headers HttpVersion InFile MaximumFollowRelLink MaximumRedirection MaximumRetryCount Method
  OperationTimeoutSeconds OutFile Proxy ProxyCredential ResponseHeadersVariable RetryIntervalSec SessionVariable SslProtocol
  StatusCodeVariable TimeoutSec Token TransferEncoding UnixSocket Uri UserAgent WebSession ErrorAction ErrorVariable
  OutVariable WarningAction`.split(/\s+/);
const WEB_SWITCHES =
  `AllowInsecureRedirect AllowUnencryptedAuthentication DisableKeepAlive FollowRelLink NoProxy PassThru
  PreserveAuthorizationOnRedirect PreserveHttpMethodOnRedirect ProxyUseDefaultCredentials Resume SkipCertificateCheck
  SkipHeaderValidation SkipHttpErrorCheck UseBasicParsing UseDefaultCredentials Verbose Debug`.split(/\s+/);
/** Short names beside the beginnings that tell a parameter from the others. */
const ALIASES: Readonly<Record<string, string>> = {
  ea: 'ErrorAction',
  cm: 'CustomMethod',
  rhv: 'ResponseHeadersVariable',
  sv: 'SessionVariable',
  vb: 'Verbose',
};
/** Parameters that a beginning means where it fits others too: newer ones came later. */
const FIRST = ['Uri', 'Method', 'Headers', 'Body', 'ContentType', 'Token', 'Authentication'];
const WEB = new Set(['invoke-restmethod', 'invoke-webrequest', 'irm', 'iwr']);
const COMMON_SWITCHES =
  /^(?:verbose|debug|whatif|confirm|force|passthru|recurse|raw|compress|asarray|asplaintext|quiet)$/i;

/** True for a command that sends requests. */
export const isWebCommand = (name: string): boolean => WEB.has(name);

/** The full name of a parameter of a web command; of any other command the name as written. */
export function canonicalName(command: string, written: string): string {
  const short = written.toLowerCase();
  if (!isWebCommand(command)) return written;
  const all = [...WEB_PARAMETERS, ...WEB_SWITCHES];
  const exact = all.find((name) => name.toLowerCase() === short) ?? ALIASES[short];
  if (exact) return exact;
  const begun = all.filter((name) => name.toLowerCase().startsWith(short));
  return begun.length === 1 ? begun[0]! : (FIRST.find((name) => begun.includes(name)) ?? written);
}

/** True for a parameter without a value. */
export function isSwitch(command: string, written: string): boolean {
  if (isWebCommand(command)) return WEB_SWITCHES.includes(canonicalName(command, written));
  return COMMON_SWITCHES.test(written);
}
