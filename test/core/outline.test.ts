import assert from 'node:assert/strict';
import { testService } from '../harness/engine.ts';

const URL = 'https://api.unkey.com/v2/keys.getKey';

/** By language: a text, its functions, and where it catches errors as `first line of what may throw > name > line`. */
const TEXTS: readonly (readonly [language: string, text: string, functions: string, handlers?: string])[] = [
  [
    'typescript',
    `export async function get(id: string): Promise<Key> {
  try {
    return await fetch('${URL}', { body: id }).catch((e) => log(e));
  } catch (error: unknown) {
    throw error;
  }
}
const short = (id: string) => get(id);
class Keys {
  async one<T>(id: T): Promise<T> { return id; }
}
export const saved = useCallback(async () => { await get('a'); }, []);
const names = [1].map((one) => one);
client.interceptors.response.use(undefined, (failed) => { report(failed); });`,
    'get 1-7, - 3-3, short 8-8, one 10-10, saved 12-12, - 13-13, - 14-14',
    '3 > e > 3, 2 > error > 4, 1 > failed > 14',
  ],
  [
    'python',
    `def get(key):
    try:
        return requests.post("${URL}")
    except HTTPError as error:
        raise
    except ValueError:
        return None

class Keys:
    async def one(self): return 1
`,
    'get 1-7, one 10-10',
    '2 > error > 4, 2 > - > 6',
  ],
  [
    'php',
    `<?php
function get($id) {
  try { return file_get_contents('${URL}'); }
  catch (Exception $e) { return null; }
}`,
    'get 2-5',
    '3 > $e > 4',
  ],
  [
    'java',
    `class Keys {
  String get(String id) {
    try { return send("${URL}"); }
    catch (IOException e) { return null; }
  }
}`,
    'get 2-5',
    '3 > e > 4',
  ],
  [
    'csharp',
    `class Keys {
  async Task<string> Get(string id) {
    try { return await client.GetStringAsync("${URL}"); }
    catch (HttpRequestException e) { return null; }
  }
}`,
    'Get 2-5',
    '3 > e > 4',
  ],
  [
    'ruby',
    `def get(id)
  post("${URL}")
rescue HTTPError => e
  nil
end
`,
    'get 1-5',
    '2 > e > 3',
  ],
  ['go', `package a\nfunc (c *Client) Get(id string) error {\n\treturn c.do("${URL}")\n}\n`, 'Get 2-4'],
  ['rust', `async fn get(id: &str) -> String {\n    send("${URL}").await\n}\n`, 'get 1-3'],
  [
    'kotlin',
    `suspend fun get(id: String): Key {\n  return client.post("${URL}")\n}\nfun <T> one(id: T) = get(id)\nval a = 1\n`,
    'get 1-3, one 4-4',
  ],
  ['swift', `func get(_ id: String) async throws -> Key {\n  return send("${URL}")\n}\n`, 'get 1-3'],
  [
    'dart',
    `Future<Key> get(String id) async {\n  if (id.isEmpty) {\n    return none;\n  }\n  return send('${URL}');\n}\n`,
    'get 1-6',
  ],
  [
    'elixir',
    `defmodule Keys do\n  def get(id) do\n    post("${URL}")\n  end\n  defp one(id), do: get(id)\nend\n`,
    'get 2-4, one 5-5',
  ],
  ['lua', `function keys.get(id)\n  return send("${URL}")\nend\n`, 'get 1-3'],
];

/**
 * By language: a text in which `body` of its second line is looked for, and the lines that mean it, `=` where it is given a value.
 * The others mean a variable of another scope, a member, or nothing.
 */
const VARIABLES: readonly (readonly [language: string, text: string, uses: string])[] = [
  [
    'typescript',
    `async function send(id: string) {
  const body = { id };
  const hint = 'the body'; // of the body
  await fetch('${URL}', { body: JSON.stringify(body) });
  if (hint) [1].map((body) => body);
  log(hint.body, \`\${body.id}\`);
}
function other(body: string) { return body; }`,
    '=2, 4, 6',
  ],
  [
    'typescript',
    `let body;
body = '{}';
fetch('${URL}', { body });`,
    '=1, =2, 3',
  ],
  [
    'python',
    `def send(id):
    body = {"id": id}
    # the body
    r = requests.post("${URL}", json=body, body=1)
    body = r.body
    return [body for body in r]

def other(body): return body
`,
    '=2, 4, =5',
  ],
  [
    'go',
    `package a; func send() {
	body := map[string]any{}
	body["a"] = req.body
	do("${URL}", Request{body: body})
}`,
    '=2, 3, 4',
  ],
  [
    'php',
    `<?php function send($url) {
  $body = ['id' => 1];
  post("${URL}", $body, $url->body, "$body");
}
function other($body) { return $body; }`,
    '=2, 3, 3',
  ],
  [
    'powershell',
    `function Send($Id) {
  $Body = @{ id = $Id }
  $Body.id = 1
  Invoke-RestMethod -Uri "${URL}" -Body ($Body | ConvertTo-Json)
}
function Other($Body) { $Body }`,
    '=2, 3, 4',
  ],
  [
    'kotlin',
    `fun send() {
  val body = mapOf("id" to 1)
  // the body
  post("${URL}", body, it.body, "body is $body")
}
fun other(body: String) = body`,
    '=2, 4, 4',
  ],
];

/** What the variable is called where that is not `body`. */
const NAMES: Readonly<Record<string, string>> = { php: '$body', powershell: '$Body' };

describe('outline', () => {
  const service = testService();

  for (const [languageId, text, functions, handlers = ''] of TEXTS)
    it(`functions and handlers of ${languageId}`, async () => {
      const { facts } = await service.analyze({ languageId, path: '', text });
      const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length;
      const outline = facts.outline();
      const found = outline.functions.map(
        ({ name = '-', range }) => `${name} ${lineOf(range.start)}-${lineOf(range.end - 1)}`,
      );
      assert.equal(found.join(', '), functions);
      const caught = outline.handlers.map(
        ({ tried, name = '-', body }) => `${lineOf(tried.start)} > ${name} > ${lineOf(body.start)}`,
      );
      assert.equal(caught.join(', '), handlers);
    });

  for (const [languageId, text, uses] of VARIABLES)
    it(`uses of a variable in ${languageId}`, async () => {
      const { facts } = await service.analyze({ languageId, path: '', text });
      const name = NAMES[languageId] ?? 'body';
      const found = facts.outline().usesOf(name, text.indexOf(name, text.indexOf('\n')));
      const lines = found?.map(({ range, given }) => {
        assert.equal(text.slice(range.start, range.end), name);
        return `${given ? '=' : ''}${text.slice(0, range.start).split('\n').length}`;
      });
      assert.equal(lines?.join(', '), uses);
      assert.equal(facts.outline().usesOf('absent', 0), undefined);
    });

  it('functions of a fence are those of its language, at their places in the document', async () => {
    const text = `# A\n\n\`\`\`ts\nconst get = () => fetch('${URL}');\n\`\`\`\n`;
    const { facts } = await service.analyze({ languageId: 'markdown', path: '', text });
    const [fn] = facts.outline().functions;
    assert.equal(fn?.name, 'get');
    assert.equal(text.slice(fn!.range.start, fn!.range.end), `() => fetch('${URL}')`);
  });
});
