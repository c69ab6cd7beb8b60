import { type OptionTable, readItems, words } from '../options.ts';
import type { Request, ShellClient } from './client.ts';
import { ADDRESS, addHeader, fileBody, methodOf, newRequest } from './client.ts';

/** Options of wget 1.24 and wget2 that take a value (source: the manual of GNU Wget). */
const WITH_VALUE =
  words(`accept accept-regex append-output base bind-address body-data body-file ca-certificate
  ca-directory certificate certificate-type ciphers compression config connect-timeout crl-file cut-dirs default-page
  directory-prefix dns-timeout domains egd-file exclude-directories exclude-domains execute follow-tags ftp-password
  ftp-user header hsts-file http-passwd http-password http-user ignore-tags include-directories input-file level
  limit-rate load-cookies local-encoding max-redirect method output-document output-file password post-data post-file
  prefer-family private-key private-key-type progress proxy-passwd proxy-password proxy-user quota random-file
  read-timeout referer regex-type reject reject-regex remote-encoding report-speed restrict-file-names
  retry-on-http-error rejected-log save-cookies secure-protocol start-pos timeout tries use-askpass user user-agent wait
  waitretry warc-cdx warc-dedup warc-file warc-header warc-max-size warc-tempdir pinnedpubkey`);

const FLAGS =
  words(`adjust-extension ask-password auth-no-challenge background backups backup-converted check-certificate
  content-disposition content-on-error continue convert-file-only convert-links cookies debug delete-after directories
  dns-cache follow-ftp force-directories force-html ftps-implicit glob help host-directories hsts html-extension
  http-keep-alive https-only ignore-case ignore-length inet4-only inet6-only input-metalink iri keep-session-cookies
  mirror netrc no-clobber no-verbose no-config page-requisites parent passive-ftp preserve-permissions protocol-directories
  proxy quiet random-wait recursive relative remove-listing retr-symlinks retry-connrefused save-headers server-response
  show-progress span-hosts spider strict-comments timestamping trust-server-names unlink use-server-timestamps verbose
  version warc-cdx warc-compression warc-digests warc-keep-log xattr cache clobber`);

const table: OptionTable = {
  takesValue: (name) =>
    WITH_VALUE.has(name) ? true : FLAGS.has(name) || FLAGS.has(name.replace(/^no-/, '')) ? false : undefined,
  short: {
    a: 'append-output',
    A: 'accept',
    B: 'base',
    D: 'domains',
    e: 'execute',
    i: 'input-file',
    I: 'include-directories',
    l: 'level',
    o: 'output-file',
    O: 'output-document',
    P: 'directory-prefix',
    Q: 'quota',
    R: 'reject',
    t: 'tries',
    T: 'timeout',
    U: 'user-agent',
    w: 'wait',
    X: 'exclude-directories',
  },
  // `-nv`, `-nc` and the like begin with n.
  switches: '46EFHKLNSVbcdhkmnpqrvx',
  equals: true,
};

export const wget: ShellClient = {
  name: 'wget',
  programs: ['wget', 'wget2'],
  read: (invocation) => {
    const request = newRequest(invocation.whole);
    for (const item of readItems(invocation.args, table)) {
      if (item.kind === 'unknown') request.whole = false;
      else if (item.kind === 'operand') {
        if (ADDRESS.test(item.argument.guess.text)) request.urls.push(item.argument);
        else request.whole = false;
      } else if (!item.value) {
        if (item.name === 'auth-no-challenge') request.headersComplete = false;
        if (item.name === 'spider') request.impliedMethod = 'HEAD';
      } else if (item.name === 'header') addHeader(request, { ...item.value, conditional: item.conditional });
      else if (item.name === 'method') request.method = methodOf(item.value);
      else if (/^(?:post|body)-(?:data|file)$/.test(item.name)) {
        const { value } = item.value;
        if (item.conditional) request.body = { kind: 'unknown' };
        else
          request.body = item.name.endsWith('data') ? { kind: 'text', value } : fileBody(value, invocation);
        if (item.name.startsWith('post')) request.impliedMethod = 'POST';
      } else if (/^(?:user|http-user|use-askpass)$/.test(item.name)) request.headersComplete = false;
      else if (/^(?:config|execute|input-file)$/.test(item.name)) request.whole = false;
    }
    return [withoutHead(request)];
  },
  writeHeader: (name, value, quoted) => `--header=${quoted(`${name}: ${value}`)}`,
  writeBody: (body, quoted, isTyped) => [
    ...(isTyped ? [] : [`--header=${quoted('Content-Type: application/json')}`]),
    `--body-data=${body}`,
  ],
  writeMethod: (method) => ({ text: `--method=${method}`, beforeUrl: false }),
};

/** Beside a written method, `--spider` only keeps the answer from being saved. */
const withoutHead = (request: Request): Request =>
  request.method && request.impliedMethod === 'HEAD' ? { ...request, impliedMethod: 'GET' } : request;
