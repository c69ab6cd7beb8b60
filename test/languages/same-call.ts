/** One wrong call, written with every client of every language: no key, an id of another kind, a field of v1. */
export interface SameCall {
  /** Fence name of the language. */
  readonly language: string;
  readonly client: string;
  readonly text: string;
}

const URL = 'https://api.unkey.com/v2/keys.createKey';
const JSON_BODY = '{"apiId": "key_3ZHYXyz123", "ownerId": "user_1"}';
const JS_BODY = "{ apiId: 'key_3ZHYXyz123', ownerId: 'user_1' }";
const PHP_BODY = "['apiId' => 'key_3ZHYXyz123', 'ownerId' => 'user_1']";
const RUBY_BODY = "{ apiId: 'key_3ZHYXyz123', ownerId: 'user_1' }";
const ESCAPED = JSON_BODY.replaceAll('"', '\\"');

const all = (language: string, clients: Readonly<Record<string, string>>): SameCall[] =>
  Object.entries(clients).map(([client, text]) => ({ language, client, text }));

export const sameCalls: readonly SameCall[] = [
  ...all('ts', {
    fetch: `await fetch('${URL}', { method: 'POST', body: JSON.stringify(${JS_BODY}) });`,
    axios: `import axios from 'axios';\nawait axios.post('${URL}', ${JS_BODY});`,
    ky: `import ky from 'ky';\nawait ky.post('${URL}', { json: ${JS_BODY} });`,
    got: `import got from 'got';\nawait got.post('${URL}', { json: ${JS_BODY} });`,
    undici: `import { request } from 'undici';\nawait request('${URL}', { method: 'POST', body: JSON.stringify(${JS_BODY}) });`,
    ofetch: `import { ofetch } from 'ofetch';\nawait ofetch('${URL}', { method: 'POST', body: ${JS_BODY} });`,
    superagent: `import superagent from 'superagent';\nawait superagent.post('${URL}').send(${JS_BODY});`,
    request: `const request = require('request');\nrequest.post('${URL}', { json: ${JS_BODY} }, (error, response) => {});`,
    needle: `import needle from 'needle';\nawait needle('post', '${URL}', ${JS_BODY}, { json: true });`,
    wretch: `import wretch from 'wretch';\nawait wretch('${URL}').post(${JS_BODY}).json();`,
    'openapi-fetch': `import createClient from 'openapi-fetch';\nconst client = createClient({ baseUrl: 'https://api.unkey.com' });\nawait client.POST('/v2/keys.createKey', { body: ${JS_BODY} });`,
    'RTK Query': `import { createApi, fetchBaseQuery } from '@reduxjs/toolkit/query/react';\nexport const api = createApi({\n  baseQuery: fetchBaseQuery({ baseUrl: 'https://api.unkey.com/v2' }),\n  endpoints: (build) => ({\n    create: build.mutation({ query: () => ({ url: '/keys.createKey', method: 'POST', body: ${JS_BODY} }) }),\n  }),\n});`,
    jQuery: `$.ajax({ url: '${URL}', method: 'POST', contentType: 'application/json', data: JSON.stringify(${JS_BODY}) });`,
    k6: `import http from 'k6/http';\nexport default () => http.post('${URL}', JSON.stringify(${JS_BODY}));`,
    UrlFetchApp: `UrlFetchApp.fetch('${URL}', { method: 'post', contentType: 'application/json', payload: JSON.stringify(${JS_BODY}) });`,
    XMLHttpRequest: `const xhr = new XMLHttpRequest();\nxhr.open('POST', '${URL}');\nxhr.send(JSON.stringify(${JS_BODY}));`,
    'own function': `const post = (path, body) => fetch('https://api.unkey.com/v2/' + path, { method: 'POST', body: JSON.stringify(body) });\nawait post('keys.createKey', ${JS_BODY});`,
    'node:https': `import https from 'node:https';\nconst req = https.request('${URL}', { method: 'POST' });\nreq.write(JSON.stringify(${JS_BODY}));\nreq.end();`,
  }),
  ...all('vue', {
    fetch: `<script setup lang="ts">\nfetch('${URL}', { method: 'POST', body: JSON.stringify(${JS_BODY}) });\n</script>`,
  }),
  ...all('svelte', {
    fetch: `<script>\n  fetch('${URL}', { method: 'POST', body: JSON.stringify(${JS_BODY}) });\n</script>`,
  }),
  ...all('astro', {
    fetch: `---\nawait fetch('${URL}', { method: 'POST', body: JSON.stringify(${JS_BODY}) });\n---\n<p />`,
  }),
  ...all('html', {
    fetch: `<script>\n  fetch('${URL}', { method: 'POST', body: JSON.stringify(${JS_BODY}) });\n</script>`,
  }),
  ...all('python', {
    requests: `import requests\nrequests.post("${URL}", json=${JSON_BODY})`,
    Session: `import requests\nsession = requests.Session()\nsession.post("${URL}", json=${JSON_BODY})`,
    httpx: `import httpx\nhttpx.post("${URL}", json=${JSON_BODY})`,
    'httpx.AsyncClient': `import httpx\n\nasync def main():\n    async with httpx.AsyncClient() as client:\n        await client.post("${URL}", json=${JSON_BODY})`,
    aiohttp: `import aiohttp\n\nasync def main():\n    async with aiohttp.ClientSession() as session:\n        await session.post("${URL}", json=${JSON_BODY})`,
    urllib: `import json, urllib.request\nreq = urllib.request.Request("${URL}", data=json.dumps(${JSON_BODY}).encode(), method="POST")\nurllib.request.urlopen(req)`,
    urllib3: `import urllib3\nurllib3.request("POST", "${URL}", json=${JSON_BODY})`,
  }),
  ...all('go', {
    'net/http': `package main\n\nfunc main() {\n\treq, _ := http.NewRequest("POST", "${URL}", strings.NewReader(\`${JSON_BODY}\`))\n\thttp.DefaultClient.Do(req)\n}`,
    resty: `package main\n\nimport "github.com/go-resty/resty/v2"\n\nfunc main() {\n\tresty.New().R().SetBody(map[string]any${JSON_BODY}).Post("${URL}")\n}`,
    req: `package main\n\nimport "github.com/imroc/req/v3"\n\nfunc main() {\n\treq.C().R().SetBody(map[string]any${JSON_BODY}).Post("${URL}")\n}`,
  }),
  ...all('rust', {
    reqwest: `async fn main() {\n    let client = reqwest::Client::new();\n    client.post("${URL}").json(&serde_json::json!(${JSON_BODY})).send().await?;\n}`,
    ureq: `fn main() {\n    ureq::post("${URL}").send_json(serde_json::json!(${JSON_BODY}))?;\n}`,
    surf: `async fn main() {\n    surf::post("${URL}").body_json(&serde_json::json!(${JSON_BODY}))?.await?;\n}`,
  }),
  ...all('java', {
    HttpClient: `import java.net.http.*;\nclass A {\n  void a() throws Exception {\n    HttpClient client = HttpClient.newHttpClient();\n    HttpRequest request = HttpRequest.newBuilder()\n        .uri(URI.create("${URL}"))\n        .POST(HttpRequest.BodyPublishers.ofString("${ESCAPED}"))\n        .build();\n    client.send(request, HttpResponse.BodyHandlers.ofString());\n  }\n}`,
    OkHttp: `import okhttp3.*;\nclass A {\n  void a() throws Exception {\n    OkHttpClient client = new OkHttpClient();\n    Request request = new Request.Builder()\n        .url("${URL}")\n        .post(RequestBody.create("${ESCAPED}", MediaType.get("application/json")))\n        .build();\n    client.newCall(request).execute();\n  }\n}`,
    RestTemplate: `import org.springframework.web.client.RestTemplate;\nclass A {\n  void a() {\n    RestTemplate template = new RestTemplate();\n    template.postForObject("${URL}", Map.of("apiId", "key_3ZHYXyz123", "ownerId", "user_1"), String.class);\n  }\n}`,
    WebClient: `import org.springframework.web.reactive.function.client.WebClient;\nclass A {\n  void a() {\n    WebClient client = WebClient.create();\n    client.post().uri("${URL}").bodyValue(Map.of("apiId", "key_3ZHYXyz123", "ownerId", "user_1")).retrieve();\n  }\n}`,
  }),
  ...all('csharp', {
    HttpClient: `using System.Net.Http;\nvar client = new HttpClient();\nawait client.PostAsync("${URL}", new StringContent("${ESCAPED}"));`,
    HttpRequestMessage: `using System.Net.Http;\nvar client = new HttpClient();\nvar request = new HttpRequestMessage(HttpMethod.Post, "${URL}");\nrequest.Content = new StringContent("${ESCAPED}");\nawait client.SendAsync(request);`,
    RestSharp: `using RestSharp;\nvar client = new RestClient();\nvar request = new RestRequest("${URL}", Method.Post);\nrequest.AddJsonBody(new { apiId = "key_3ZHYXyz123", ownerId = "user_1" });\nawait client.ExecuteAsync(request);`,
  }),
  ...all('php', {
    curl: `<?php\n$ch = curl_init('${URL}');\ncurl_setopt($ch, CURLOPT_POST, true);\ncurl_setopt($ch, CURLOPT_POSTFIELDS, json_encode(${PHP_BODY}));\ncurl_exec($ch);`,
    Guzzle: `<?php\nuse GuzzleHttp\\Client;\n$client = new Client();\n$client->post('${URL}', ['json' => ${PHP_BODY}]);`,
    Laravel: `<?php\nuse Illuminate\\Support\\Facades\\Http;\nHttp::post('${URL}', ${PHP_BODY});`,
    Symfony: `<?php\nuse Symfony\\Component\\HttpClient\\HttpClient;\n$client = HttpClient::create();\n$client->request('POST', '${URL}', ['json' => ${PHP_BODY}]);`,
  }),
  ...all('ruby', {
    'Net::HTTP': `require 'net/http'\nNet::HTTP.post(URI('${URL}'), ${RUBY_BODY}.to_json)`,
    Faraday: `require 'faraday'\nFaraday.post('${URL}', ${RUBY_BODY}.to_json)`,
    HTTParty: `require 'httparty'\nHTTParty.post('${URL}', body: ${RUBY_BODY}.to_json)`,
    'rest-client': `require 'rest-client'\nRestClient.post('${URL}', ${RUBY_BODY}.to_json)`,
  }),
  ...all('sh', {
    curl: `curl ${URL} -d '${JSON_BODY}'`,
    wget: `wget --post-data='${JSON_BODY}' ${URL}`,
    httpie: `http POST ${URL} apiId=key_3ZHYXyz123 ownerId=user_1`,
    xh: `xh post ${URL} apiId=key_3ZHYXyz123 ownerId=user_1`,
  }),
  ...all('powershell', {
    'Invoke-RestMethod': `Invoke-RestMethod -Uri '${URL}' -Method Post -Body '${JSON_BODY}'`,
    'Invoke-WebRequest': `$body = @{ apiId = 'key_3ZHYXyz123'; ownerId = 'user_1' } | ConvertTo-Json\nInvoke-WebRequest -Uri '${URL}' -Method Post -Body $body`,
  }),
  ...all('http', { http: `POST ${URL}\nContent-Type: application/json\n\n${JSON_BODY}` }),
  ...all('hurl', { hurl: `POST ${URL}\n${JSON_BODY}\nHTTP 200` }),
  ...all('bru', {
    bruno: `meta {\n  name: create\n  type: http\n}\n\npost {\n  url: ${URL}\n  body: json\n  auth: none\n}\n\nbody:json {\n  ${JSON_BODY}\n}`,
  }),
  ...all('yaml', {
    curl: `jobs:\n  a:\n    steps:\n      - run: |\n          curl ${URL} -d '${JSON_BODY}'`,
  }),
  ...all('dockerfile', { curl: `FROM alpine\nRUN curl ${URL} -d '${JSON_BODY}'` }),
  ...all('makefile', { curl: `create:\n\tcurl ${URL} -d '${JSON_BODY}'` }),
  ...all('md', { curl: `\`\`\`bash\ncurl ${URL} -d '${JSON_BODY}'\n\`\`\`` }),
];
