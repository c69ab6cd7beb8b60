import { HOST, type Program, queryOf, url } from './program.ts';
import { csharp, go, isEmpty, java, literal, php, powershell, python, ruby } from './program-values.ts';

/** How one client's user would write a request. Undefined where nobody writes it so. */
interface Writer {
  readonly name: string;
  readonly languageId: string;
  readonly write: (program: Program) => string | undefined;
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
  {
    name: 'Guzzle',
    languageId: 'php',
    write: (program) => {
      const { method, path, body, query, authorized } = program;
      if (isEmpty(body)) return undefined;
      const options = [
        ...(authorized
          ? ["    'headers' => ['Authorization' => 'Bearer ' . getenv('UNKEY_ROOT_KEY')],\n"]
          : []),
        ...(Object.keys(query).length > 0 ? [`    'query' => ${php(query, '    ')},\n`] : []),
        ...(body === undefined ? [] : [`    'json' => ${php(body, '    ')},\n`]),
      ];
      return `<?php\nuse GuzzleHttp\\Client;\n$client = new Client(['base_uri' => '${HOST}']);\n$response = $client->request('${method}', '${path}', [\n${options.join('')}]);\n`;
    },
  },
  {
    name: 'curl of PHP',
    languageId: 'php',
    write: (program) => {
      const { method, body, authorized } = program;
      if (isEmpty(body)) return undefined;
      const headers = [
        ...(authorized ? ["'Authorization: Bearer ' . getenv('UNKEY_ROOT_KEY')"] : []),
        ...(body === undefined ? [] : ["'Content-Type: application/json'"]),
      ];
      const lines = [
        `$ch = curl_init('${url(program)}');`,
        `curl_setopt($ch, CURLOPT_CUSTOMREQUEST, '${method}');`,
        ...(headers.length > 0 ? [`curl_setopt($ch, CURLOPT_HTTPHEADER, [${headers.join(', ')}]);`] : []),
        ...(body === undefined
          ? []
          : [`curl_setopt($ch, CURLOPT_POSTFIELDS, json_encode(${php(body, '')}));`]),
        'curl_setopt($ch, CURLOPT_RETURNTRANSFER, true);',
        '$response = curl_exec($ch);',
      ];
      return `<?php\n${lines.join('\n')}\n`;
    },
  },
  {
    name: 'Laravel',
    languageId: 'php',
    write: (program) => {
      const { method, path, body, query, authorized } = program;
      if (isEmpty(body)) return undefined;
      const data = body ?? (Object.keys(query).length > 0 ? query : undefined);
      const token = authorized ? "withToken(config('services.unkey.key'))->" : '';
      const given = data === undefined ? '' : `, ${php(data, '')}`;
      return `<?php\nuse Illuminate\\Support\\Facades\\Http;\n$response = Http::${token}${method.toLowerCase()}('${HOST}${path}'${given});\n`;
    },
  },
  {
    name: 'Net::HTTP',
    languageId: 'ruby',
    write: (program) => {
      const { method, body, authorized } = program;
      const lines = [
        `uri = URI('${url(program)}')`,
        `request = Net::HTTP::${method[0]}${method.slice(1).toLowerCase()}.new(uri)`,
        ...(authorized ? [`request['Authorization'] = "Bearer #{ENV.fetch('UNKEY_ROOT_KEY')}"`] : []),
        ...(body === undefined
          ? []
          : ["request['Content-Type'] = 'application/json'", `request.body = ${ruby(body, '')}.to_json`]),
        'response = Net::HTTP.start(uri.host, uri.port, use_ssl: true) { |http| http.request(request) }',
      ];
      return `require 'net/http'\n\n${lines.join('\n')}\n`;
    },
  },
  {
    name: 'HTTParty',
    languageId: 'ruby',
    write: (program) => {
      const { method, path, body, query, authorized } = program;
      const args = [
        `'${HOST}${path}'`,
        ...(authorized
          ? [
              `headers: { 'Authorization' => "Bearer #{ENV.fetch('UNKEY_ROOT_KEY')}", 'Content-Type' => 'application/json' }`,
            ]
          : []),
        ...(Object.keys(query).length > 0 ? [`query: ${ruby(query, '')}`] : []),
        ...(body === undefined ? [] : [`body: ${ruby(body, '')}.to_json`]),
      ];
      return `require 'httparty'\n\nresponse = HTTParty.${method.toLowerCase()}(${args.join(', ')})\n`;
    },
  },
  {
    name: 'java.net.http',
    languageId: 'java',
    write: (program) => {
      const { method, body, authorized } = program;
      if (method === 'PUT') return undefined;
      const text = body === undefined ? '' : JSON.stringify(JSON.stringify(body));
      const publisher = `HttpRequest.BodyPublishers.${body === undefined ? 'noBody()' : `ofString(${text})`}`;
      const how =
        /^(?:GET|DELETE)$/.test(method) && body === undefined
          ? `${method}()`
          : `method("${method}", ${publisher})`;
      const lines = [
        `        .uri(URI.create("${url(program)}"))`,
        ...(authorized
          ? ['        .header("Authorization", "Bearer " + System.getenv("UNKEY_ROOT_KEY"))']
          : []),
        `        .${how}`,
        '        .build();',
      ];
      return `import java.net.http.*;\n\nclass Keys {\n    void send() throws Exception {\n        HttpRequest request = HttpRequest.newBuilder()\n${lines.join('\n')}\n        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());\n    }\n}\n`;
    },
  },
  {
    name: 'WebClient',
    languageId: 'java',
    write: (program) => {
      const { method, path, body, authorized } = program;
      const lines = [
        `.${method.toLowerCase()}()`,
        `.uri("${path}${queryOf(program)}")`,
        ...(authorized ? ['.header("Authorization", "Bearer " + key)'] : []),
        ...(body === undefined ? [] : [`.bodyValue(${java(body, '            ')})`]),
        '.retrieve();',
      ];
      return `import java.util.List;\nimport java.util.Map;\nimport org.springframework.web.reactive.function.client.WebClient;\n\nclass Keys {\n    void send(String key) {\n        WebClient client = WebClient.create("${HOST}");\n        client\n            ${lines.join('\n            ')}\n    }\n}\n`;
    },
  },
  {
    name: 'HttpClient',
    languageId: 'csharp',
    write: (program) => {
      const { method, body, authorized } = program;
      const lines = [
        `var request = new HttpRequestMessage(HttpMethod.${method[0]}${method.slice(1).toLowerCase()}, "${url(program)}");`,
        ...(authorized ? ['request.Headers.Add("Authorization", $"Bearer {key}");'] : []),
        ...(body === undefined ? [] : [`request.Content = JsonContent.Create(${csharp(body, '        ')});`]),
        'var response = await http.SendAsync(request);',
      ];
      return `using System.Net.Http;\n\nclass Keys\n{\n    async Task Send(string key)\n    {\n        var http = new HttpClient();\n${lines.map((line) => `        ${line}\n`).join('')}    }\n}\n`;
    },
  },
  {
    name: 'reqwest',
    languageId: 'rust',
    write: (program) => {
      const { method, body, authorized } = program;
      const lines = [
        `.${method.toLowerCase()}("${url(program)}")`,
        ...(authorized ? ['.bearer_auth(key)'] : []),
        ...(body === undefined
          ? []
          : [`.json(&json!(${JSON.stringify(body, undefined, 4).replaceAll('\n', '\n        ')}))`]),
        '.send()',
        '.await?;',
      ];
      return `use serde_json::json;\n\nasync fn send(key: &str) -> reqwest::Result<()> {\n    let client = reqwest::Client::new();\n    let response = client\n        ${lines.join('\n        ')}\n    Ok(())\n}\n`;
    },
  },
  {
    name: 'Invoke-RestMethod',
    languageId: 'powershell',
    write: (program) => {
      const { method, body, authorized } = program;
      const parameters = [
        `-Uri '${url(program)}' -Method ${method}`,
        ...(authorized ? ['-Headers @{ Authorization = "Bearer $env:UNKEY_ROOT_KEY" }'] : []),
        ...(body === undefined
          ? []
          : ["-Body ($body | ConvertTo-Json -Depth 5) -ContentType 'application/json'"]),
      ];
      const before = body === undefined ? '' : `$body = ${powershell(body)}\n`;
      return `${before}$response = Invoke-RestMethod ${parameters.join(' ')}\n`;
    },
  },
];
