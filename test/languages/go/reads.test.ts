import assert from 'node:assert/strict';
import { readsIn } from '../../harness/facts.ts';

const POST = 'http.Post("https://api.unkey.com/v2/keys.verifyKey", "application/json", body)';

/** The paths read in the body of a function about one call of `keys.verifyKey`. */
async function reads(code: string, types = ''): Promise<readonly string[]> {
  const found = await readsIn(
    'go',
    `package main\n\n${types}\nfunc verify() error {\n${code}\nreturn nil\n}\n`,
  );
  return found.map((read) => read.replace(/^keys\.verifyKey /, ''));
}

const PLAIN = 'type answer struct {\n\tValid bool `json:"valid"`\n\tID string `json:"keyId,omitempty"`\n}\n';

describe('reads of answers in Go', () => {
  it('are the tags of a struct that the body is decoded into', async () => {
    for (const code of [
      `resp, err := ${POST}\nvar out answer\nerr = json.NewDecoder(resp.Body).Decode(&out)`,
      `resp, err := ${POST}\nout := &answer{}\nerr = json.NewDecoder(resp.Body).Decode(out)`,
      `resp, err := ${POST}\nout := new(answer)\nb, err := io.ReadAll(resp.Body)\nerr = json.Unmarshal(b, out)`,
      `resp, err := ${POST}\nb, _ := io.ReadAll(resp.Body)\nvar out answer\nif err := json.Unmarshal([]byte(string(b)), &out); err != nil { return err }`,
    ])
      assert.deepEqual(await reads(code, PLAIN), ['valid', 'keyId'], code);
    assert.deepEqual(
      await reads(
        `resp, err := ${POST}\nvar out struct {\nData answer \`json:"data"\`\n}\nerr = json.NewDecoder(resp.Body).Decode(&out)`,
        PLAIN,
      ),
      ['data.valid', 'data.keyId', 'data'],
    );
  });

  it('are the names that a map is asked for', async () => {
    const decoded = `resp, err := ${POST}\nvar out map[string]any\nerr = json.NewDecoder(resp.Body).Decode(&out)\n`;
    assert.deepEqual(await reads(`${decoded}ok := out["valid"].(bool)\nfmt.Println(out["code"])`), [
      'valid',
      'code',
    ]);
    assert.deepEqual(
      await reads(`${decoded}data := out["data"].(map[string]any)\nok := data["valid"].(bool)`),
      ['data', 'data.valid'],
    );
    assert.deepEqual(await reads(`${decoded}unwrap(out)\nok := out["valid"].(bool)`), []);
  });

  it('are followed through functions that send and decode', async () => {
    const found = await readsIn(
      'go',
      `package main

func call(path string, in any, out any) error {
	b, _ := json.Marshal(in)
	req, err := http.NewRequest(http.MethodPost, "https://api.unkey.com/v2/"+path, bytes.NewReader(b))
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return json.NewDecoder(resp.Body).Decode(out)
}

func create() string {
	var out struct {
		Key string \`json:"key"\`
	}
	call("keys.createKey", map[string]string{"apiId": "api_1"}, &out)
	return out.Key
}
`,
    );
    assert.deepEqual(found, ['keys.createKey key']);
    const returned = await readsIn(
      'go',
      `package main

func call(path string, in any) (map[string]any, error) {
	b, _ := json.Marshal(in)
	resp, err := http.Post("https://api.unkey.com/v2/"+path, "application/json", bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	var out map[string]any
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil {
		return nil, err
	}
	return out, nil
}

func create() any {
	out, err := call("keys.createKey", map[string]string{"apiId": "api_1"})
	if err != nil {
		return nil
	}
	return out["key"]
}
`,
    );
    assert.deepEqual(returned, ['keys.createKey key']);
  });

  it('leave out a struct for the answers of several endpoints, or of both versions', async () => {
    const twice = (url: string): string =>
      `resp, err := http.Post("https://api.unkey.com/v2/${url}", "application/json", body)
var out answer
err = json.NewDecoder(resp.Body).Decode(&out)`;
    assert.deepEqual(
      await readsIn(
        'go',
        `package main\n${PLAIN}\nfunc a() {\n${twice('keys.verifyKey')}\n}\nfunc b() {\n${twice('keys.whoami')}\n}\n`,
      ),
      [],
    );
    const both = 'type answer struct {\n\tValid bool `json:"valid"`\n\tData *answer `json:"data"`\n}\n';
    assert.deepEqual(
      (
        await reads(
          `resp, err := ${POST}\nvar out answer\nerr = json.NewDecoder(resp.Body).Decode(&out)`,
          both,
        )
      ).filter((path) => !path.startsWith('data')),
      [],
    );
  });
});
