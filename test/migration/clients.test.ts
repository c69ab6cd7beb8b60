import assert from 'node:assert/strict';
import { takeWarnings, testService } from '../harness/engine.ts';
import { applySteps } from '../harness/migration.ts';

const service = testService();

async function migrated(languageId: string, lines: readonly string[]): Promise<string[]> {
  const text = lines.join('\n');
  const migration = await service.migrate({ languageId, path: '', text });
  assert.deepEqual(migration.todos, [], text);
  return applySteps(text, migration).split('\n');
}

async function assertLeft(languageId: string, lines: readonly string[]): Promise<void> {
  const migration = await service.migrate({ languageId, path: '', text: lines.join('\n') });
  assert.deepEqual(migration.steps, []);
  assert.equal(migration.todos.length, 1);
}

describe('migration of the clients of each language', () => {
  afterEach(() => assert.deepEqual(takeWarnings(), []));

  it('gives a curl handle of PHP the body and the header beside its URL', async () => {
    const lines = [
      '<?php',
      '$ch = curl_init();',
      'curl_setopt_array($ch, [',
      '    CURLOPT_URL => "https://api.unkey.dev/v1/keys.getKey?keyId={$id}",',
      '    CURLOPT_HTTPGET => true,',
      "    CURLOPT_HTTPHEADER => ['Authorization: Bearer ' . $key],",
      ']);',
      'curl_exec($ch);',
    ];
    assert.deepEqual(await migrated('php', lines), [
      ...lines.slice(0, 3),
      "    CURLOPT_POSTFIELDS => json_encode(['keyId' => $id]),",
      '    CURLOPT_URL => "https://api.unkey.com/v2/keys.getKey",',
      '    CURLOPT_POST => true,',
      "    CURLOPT_HTTPHEADER => ['Content-Type: application/json', 'Authorization: Bearer ' . $key],",
      ...lines.slice(6),
    ]);
  });

  it('sends an object where PHP would write an empty list', async () => {
    const lines = ['<?php', "Http::withToken($key)->get('https://api.unkey.dev/v1/permissions.listRoles');"];
    assert.deepEqual(await migrated('php', lines), [
      '<?php',
      "Http::withToken($key)->withBody('{}')->post('https://api.unkey.com/v2/permissions.listRoles');",
    ]);
  });

  it('adds lines to a request of Ruby and arguments to a call', async () => {
    const lines = [
      'uri = URI("https://api.unkey.dev/v1/keys.getKey?keyId=#{id}")',
      'request = Net::HTTP::Get.new(uri)',
      'request["Authorization"] = "Bearer #{key}"',
      'Net::HTTP.start(uri.host, uri.port, use_ssl: true) { |http| http.request(request) }',
      "HTTParty.post('https://api.unkey.dev/v1/keys.verifyKey', body: { apiId: 'a', key: key }.to_json)",
    ];
    assert.deepEqual(await migrated('ruby', lines), [
      'uri = URI("https://api.unkey.com/v2/keys.getKey")',
      'request = Net::HTTP::Post.new(uri)',
      'request["Content-Type"] = "application/json"',
      'request.body = { keyId: id }.to_json',
      ...lines.slice(2, 4),
      `HTTParty.post('https://api.unkey.com/v2/keys.verifyKey', headers: { "Authorization" => "Bearer #{ENV.fetch('UNKEY_ROOT_KEY')}" }, body: { key: key }.to_json)`,
    ]);
  });

  const JAVA = ['import java.net.http.*;', 'class A {', 'void a(String id) {'];

  it('writes JSON as a string of Java', async () => {
    const lines = [
      ...JAVA,
      'HttpRequest request = HttpRequest.newBuilder()',
      '    .uri(URI.create("https://api.unkey.dev/v1/keys.getKey?keyId=" + id))',
      '    .header("Authorization", "Bearer " + key)',
      '    .GET()',
      '    .build();',
      'HttpClient.newHttpClient().send(request, handler);',
      '}}',
    ];
    assert.deepEqual(await migrated('java', lines), [
      ...JAVA,
      'HttpRequest request = HttpRequest.newBuilder()',
      '    .uri(URI.create("https://api.unkey.com/v2/keys.getKey"))',
      '    .header("Content-Type", "application/json")',
      '    .header("Authorization", "Bearer " + key)',
      String.raw`    .POST(HttpRequest.BodyPublishers.ofString("{\"keyId\": \"" + id + "\"}"))`,
      ...lines.slice(7),
    ]);
  });

  const sent = (body: string): string[] => [
    ...JAVA,
    `String body = ${body};`,
    'HttpRequest request = HttpRequest.newBuilder(URI.create("https://api.unkey.dev/v1/keys.createKey"))',
    '    .header("Authorization", "Bearer " + key)',
    '    .POST(HttpRequest.BodyPublishers.ofString(body)).build();',
    'HttpClient.newHttpClient().send(request, handler);',
    '}}',
  ];
  const bodyOf = async (body: string): Promise<string> => (await migrated('java', sent(body)))[3]!;

  it('keeps what joins the strings of a text of JSON', async () => {
    assert.equal(
      await bodyOf(String.raw`"{\"apiId\": \"" + id + "\", \"remaining\": " + n + ", \"ownerId\": \"u\"}"`),
      String.raw`String body = "{\"apiId\": \"" + id + "\", \"credits\": {\"remaining\": " + n + "}, \"externalId\": \"u\"}";`,
    );
    assert.equal(
      await bodyOf('mapper.writeValueAsString(Map.of("apiId", id, "ownerId", user))'),
      'String body = mapper.writeValueAsString(Map.of("apiId", id, "externalId", user));',
    );
  });

  it('renames fields of a text that is formatted, and takes none of its places away', async () => {
    assert.equal(
      await bodyOf(String.raw`String.format("{\"apiId\": \"%s\", \"ownerId\": \"%s\"}", id, user)`),
      String.raw`String body = String.format("{\"apiId\": \"%s\", \"externalId\": \"%s\"}", id, user);`,
    );
    await assertLeft(
      'java',
      sent(String.raw`String.format("{\"apiId\": \"%s\", \"remaining\": %d}", id, 3)`),
    );
  });

  it('takes statements away that set what goes, with a condition that only they stand under', async () => {
    const lines = (condition: string): string[] => [
      'import requests',
      'import os',
      'payload = {"key": key}',
      condition,
      `${condition === 'pass' ? '' : '    '}payload["apiId"] = "api_1"`,
      'requests.post("https://api.unkey.dev/v1/keys.verifyKey", json=payload, headers={"Authorization": key})',
    ];
    assert.deepEqual(await migrated('python', lines('pass')), [
      ...lines('pass').slice(0, 4),
      'requests.post("https://api.unkey.com/v2/keys.verifyKey", json=payload, headers={"Authorization": key})',
    ]);
    assert.deepEqual(await migrated('python', lines('if ready:')), [
      ...lines('if ready:').slice(0, 3),
      'requests.post("https://api.unkey.com/v2/keys.verifyKey", json=payload, headers={"Authorization": key})',
    ]);
    await assertLeft('python', lines('if ready():'));
  });

  it('makes a request of C# send JSON', async () => {
    const lines = [
      'using System.Net.Http;',
      'class A { async Task B(string id) {',
      '  var http = new HttpClient();',
      '  http.DefaultRequestHeaders.Add("Authorization", "Bearer " + key);',
      '  var one = await http.GetAsync($"https://api.unkey.dev/v1/keys.getKey?keyId={id}");',
      '  await http.PostAsJsonAsync("https://api.unkey.dev/v1/keys.createKey", new { apiId = "a", remaining = 1 });',
      '} }',
    ];
    assert.deepEqual(await migrated('csharp', lines), [
      'using System.Net.Http.Json;',
      ...lines.slice(0, 4),
      '  var one = await http.PostAsJsonAsync($"https://api.unkey.com/v2/keys.getKey", new { keyId = id });',
      '  await http.PostAsJsonAsync("https://api.unkey.com/v2/keys.createKey", new { apiId = "a", credits = new { remaining = 1 } });',
      '} }',
    ]);
  });

  it('makes pairs of a query of Rust an object, and keeps what formats a URL', async () => {
    const lines = [
      'fn a(id: &str) -> reqwest::Result<()> {',
      '    let client = reqwest::blocking::Client::new();',
      '    client.get("https://api.unkey.dev/v1/apis.listKeys").query(&[("apiId", id), ("limit", "10")]).bearer_auth(key).send()?;',
      '    let url = format!("https://api.unkey.dev/v1/keys.getKey?keyId={}", id);',
      '    client.get(&url).bearer_auth(key).send()?;',
      '    client.get(&format!("https://api.unkey.dev/v1/keys.getKey?keyId={id}")).bearer_auth(key).send()?;',
      '}',
    ];
    assert.deepEqual(await migrated('rust', lines), [
      ...lines.slice(0, 2),
      '    client.post("https://api.unkey.com/v2/apis.listKeys").json(&serde_json::json!({ "apiId": id, "limit": 10 })).bearer_auth(key).send()?;',
      '    let url = format!("https://api.unkey.com/v2/keys.getKey");',
      '    client.post(&url).json(&serde_json::json!({ "keyId": id })).bearer_auth(key).send()?;',
      '    client.post("https://api.unkey.com/v2/keys.getKey").json(&serde_json::json!({ "keyId": id })).bearer_auth(key).send()?;',
      '}',
    ]);
  });

  it('writes hashtables of PowerShell in lines', async () => {
    const lines = [
      '$params = @{',
      "    Uri    = 'https://api.unkey.dev/v1/keys.createKey'",
      "    Method = 'Post'",
      '    Headers = @{ Authorization = "Bearer $key" }',
      '    Body = @{',
      "        apiId = 'a'",
      '        remaining = 5',
      "        ownerId = 'u'",
      '    } | ConvertTo-Json',
      '}',
      'Invoke-RestMethod @params',
    ];
    assert.deepEqual(await migrated('powershell', lines), [
      '$params = @{',
      "    Uri    = 'https://api.unkey.com/v2/keys.createKey'",
      ...lines.slice(2, 6),
      '        credits = @{ remaining = 5 }',
      "        externalId = 'u'",
      ...lines.slice(8),
    ]);
  });

  it('changes the URL alone of a request of which the rest stays', async () => {
    const lines = (method: string): string[] => [
      `await http.${method}(Uri.parse('https://api.unkey.dev/v1/keys.deleteKey'), headers: headers, body: body);`,
    ];
    assert.deepEqual(await migrated('dart', lines('post')), [
      "await http.post(Uri.parse('https://api.unkey.com/v2/keys.deleteKey'), headers: headers, body: body);",
    ]);
    // What a body may hold of v1 is told.
    const unseen = "await http.post(Uri.parse('https://api.unkey.dev/v1/keys.verifyKey'), body: body);";
    assert.deepEqual(await migrated('dart', [unseen]), [
      "await http.post(Uri.parse('https://api.unkey.com/v2/keys.verifyKey'), headers: {'Authorization': 'Bearer ${Platform.environment['UNKEY_ROOT_KEY']}'}, body: body);",
    ]);
  });

  it('leaves a request whose options are not seen', async () => {
    await assertLeft('php', [
      '<?php',
      'use GuzzleHttp\\Client;',
      "(new Client())->request('GET', 'https://api.unkey.dev/v1/permissions.listRoles', $options);",
    ]);
    await assertLeft('java', [
      'import kong.unirest.Unirest;',
      'class A { void a() {',
      'Unirest.get("https://api.unkey.dev/v1/keys.getKey").queryString("keyId", id).header("Authorization", k).asJson();',
      '} }',
    ]);
  });
});
