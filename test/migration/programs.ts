/** A request to v1. */
export interface Program {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly authorized: boolean;
}

/** How one client's user would write a request. Undefined where nobody writes it so. */
interface Writer {
  readonly name: string;
  readonly languageId: string;
  readonly write: (program: Program) => string | undefined;
}

const HOST = 'https://api.unkey.dev';

const queryOf = ({ query }: Program): string => {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    typeof value === 'object' ? [] : [`${name}=${encodeURIComponent(String(value))}`],
  );
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
};

const url = (program: Program): string => HOST + program.path + queryOf(program);

/** An object literal of JavaScript. */
const literal = (value: unknown, indentation: string): string =>
  JSON.stringify(value, undefined, 2)
    .replaceAll(/"([A-Za-z_]\w*)":/g, '$1:')
    .replaceAll('"', "'")
    .replaceAll('\n', `\n${indentation}`);

const python = (value: unknown): string =>
  JSON.stringify(value, undefined, 4)
    .replaceAll(/\btrue\b/g, 'True')
    .replaceAll(/\bfalse\b/g, 'False')
    .replaceAll(/\bnull\b/g, 'None');

function go(value: unknown, depth: string): string {
  if (Array.isArray(value)) {
    const type = typeof value[0] === 'string' ? 'string' : 'map[string]any';
    return `[]${type}{${value.map((item) => go(item, depth)).join(', ')}}`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'nil';
  const members = Object.entries(value).map(([key, v]) => `${depth}\t"${key}": ${go(v, `${depth}\t`)},\n`);
  return `map[string]any{\n${members.join('')}${depth}}`;
}

export const programs: readonly Writer[] = [
  {
    name: 'curl',
    languageId: 'shellscript',
    write: (program) => {
      const { method, body, authorized } = program;
      const lines = [
        `curl -X ${method} '${url(program)}'`,
        ...(authorized ? ['-H "Authorization: Bearer $UNKEY_ROOT_KEY"'] : []),
        ...(body === undefined
          ? []
          : ["-H 'Content-Type: application/json'", `-d '${JSON.stringify(body, undefined, 2)}'`]),
      ];
      return `${lines.join(' \\\n  ')}\n`;
    },
  },
  {
    name: 'http',
    languageId: 'http',
    write: (program) => {
      const { method, body, authorized } = program;
      return [
        `### A request`,
        `${method} ${url(program)}`,
        ...(authorized ? ['Authorization: Bearer {{rootKey}}'] : []),
        ...(body === undefined ? [] : ['Content-Type: application/json', '', JSON.stringify(body)]),
        '',
        '### Another',
        'GET https://example.com/',
        '',
      ].join('\n');
    },
  },
  {
    name: 'fetch',
    languageId: 'typescript',
    write: (program) => {
      const { method, body, authorized } = program;
      const headers = [
        ...(authorized ? ['Authorization: `Bearer ${process.env.UNKEY_ROOT_KEY}`'] : []),
        ...(body === undefined ? [] : ["'Content-Type': 'application/json'"]),
      ];
      const options = [
        ...(method === 'GET' ? [] : [`  method: '${method}',\n`]),
        ...(headers.length > 0 ? [`  headers: { ${headers.join(', ')} },\n`] : []),
        ...(body === undefined ? [] : [`  body: JSON.stringify(${literal(body, '  ')}),\n`]),
      ];
      const given = options.length > 0 ? `, {\n${options.join('')}}` : '';
      return `const response = await fetch('${url(program)}'${given});\n`;
    },
  },
  {
    name: 'axios',
    languageId: 'typescript',
    write: (program) => {
      const { method, path, body, query, authorized } = program;
      const options = [
        ...(authorized ? ['headers: { Authorization: `Bearer ${process.env.UNKEY_ROOT_KEY}` }'] : []),
        ...(Object.keys(query).length > 0 ? [`params: ${literal(query, '')}`] : []),
      ];
      const args = [
        `'${HOST}${path}'`,
        ...(body === undefined && !/^P/.test(method) ? [] : [literal(body ?? {}, '')]),
        ...(options.length > 0 ? [`{ ${options.join(', ')} }`] : []),
      ];
      return `import axios from 'axios';\nconst { data } = await axios.${method.toLowerCase()}(${args.join(', ')});\n`;
    },
  },
  {
    name: 'requests',
    languageId: 'python',
    write: (program) => {
      const { method, path, body, query, authorized } = program;
      const args = [
        `"${HOST}${path}"`,
        ...(authorized ? ['headers={"Authorization": f"Bearer {ROOT_KEY}"}'] : []),
        ...(Object.keys(query).length > 0 ? [`params=${python(query)}`] : []),
        ...(body === undefined ? [] : [`json=${python(body)}`]),
      ];
      return `import requests\n\nROOT_KEY = load()\nresponse = requests.${method.toLowerCase()}(${args.join(', ')})\n`;
    },
  },
  {
    name: 'net/http',
    languageId: 'go',
    write: (program) => {
      const { method, body, authorized } = program;
      const lines = [
        ...(body === undefined ? [] : [`payload, _ := json.Marshal(${go(body, '\t')})`]),
        `req, _ := http.NewRequest("${method}", "${url(program)}", ${body === undefined ? 'nil' : 'bytes.NewReader(payload)'})`,
        ...(authorized ? ['req.Header.Set("Authorization", "Bearer "+os.Getenv("UNKEY_ROOT_KEY"))'] : []),
        ...(body === undefined ? [] : ['req.Header.Set("Content-Type", "application/json")']),
        'return http.DefaultClient.Do(req)',
      ];
      return `package main\n\nimport (\n\t"bytes"\n\t"encoding/json"\n\t"net/http"\n\t"os"\n)\n\nfunc send() (*http.Response, error) {\n${lines.map((line) => `\t${line}\n`).join('')}}\n`;
    },
  },
  {
    name: 'net/http with text',
    languageId: 'go',
    write: (program) => {
      const { method, body, authorized } = program;
      if (body === undefined || !authorized) return undefined;
      return `package main\n\nimport (\n\t"net/http"\n\t"os"\n\t"strings"\n)\n\nfunc send() (*http.Response, error) {\n\treq, _ := http.NewRequest("${method}", "${url(program)}", strings.NewReader(\`${JSON.stringify(body)}\`))\n\treq.Header.Set("Authorization", "Bearer "+os.Getenv("UNKEY_ROOT_KEY"))\n\treturn http.DefaultClient.Do(req)\n}\n`;
    },
  },
  {
    name: 'curl in double quotes',
    languageId: 'shellscript',
    write: (program) => {
      const { method, body, authorized } = program;
      if (body === undefined) return undefined;
      const key = authorized ? ' -H "Authorization: Bearer $UNKEY_ROOT_KEY"' : '';
      return `curl -X ${method} ${url(program)}${key} -H "Content-Type: application/json" -d ${JSON.stringify(JSON.stringify(body))}\n`;
    },
  },
];
