import { CURSOR, checkCases, GO_SDK, service } from '../harness/completion.ts';

describe('completion in programs of Go', () => {
  after(() => service.dispose());

  const URL = 'https://api.unkey.com/v2/keys.createKey';
  const FIELDS = ['apiId', 'externalId'];
  const go = (rest: string): string => `package main\n\nfunc send() {\n${rest}\n}\n`;
  const SEND = `\treq, _ := http.NewRequest("POST", "${URL}", bytes.NewBuffer(body))`;
  checkCases('go', [
    [
      'a body in a variable',
      go(
        `\tpayload := map[string]interface{}{\n\t\t"${CURSOR}\n\t}\n\tbody, _ := json.Marshal(payload)\n${SEND}`,
      ),
      FIELDS,
    ],
    [
      'a body that is encoded',
      go(
        `\tpayload := map[string]any{"${CURSOR}"}\n\tvar body bytes.Buffer\n\tjson.NewEncoder(&body).Encode(payload)\n\thttp.Post("${URL}", "application/json", &body)`,
      ),
      FIELDS,
    ],
    [
      'JSON in a string',
      go(`\thttp.Post("${URL}", "application/json", strings.NewReader(\`{ "${CURSOR}" }\`))`),
      FIELDS,
    ],
    [
      'a text in a variable',
      go(`\tbody := []byte(\`{\n  "name": "x",\n  "${CURSOR}"\n}\`)\n${SEND}`),
      FIELDS,
      ['name'],
    ],
    [
      'a URL that is put together',
      `package main\n\nconst base = "https://api.unkey.com"\n\nfunc f() {\n\tb, err := json.Marshal(map[string]any{"${CURSOR}\n\treq, err := http.NewRequest("POST", fmt.Sprintf("%s/v2/keys.createKey", base), bytes.NewReader(b))\n}\n`,
      FIELDS,
    ],
    [
      'objects in objects',
      go(
        `\tbody, _ := json.Marshal(map[string]any{"credits": map[string]any{"refill": map[string]any{"${CURSOR}\n${SEND}`,
      ),
      ['interval', 'amount'],
      ['apiId'],
    ],
    [
      'lists of objects',
      go(
        `\tbody, _ := json.Marshal(map[string]any{"ratelimits": []map[string]any{{"name": "a", ${CURSOR}}}})\n${SEND}`,
      ),
      ['limit', 'duration'],
      ['name'],
    ],
    [
      'truth values',
      go(`\tbody, _ := json.Marshal(map[string]any{"enabled": ${CURSOR}})\n${SEND}`),
      ['true', 'false'],
    ],
    [
      'other requests',
      go(`\tbody, _ := json.Marshal(map[string]any{"${CURSOR}"})\n\tsend(body) // unkey`),
      [],
    ],
    [
      'maps of its own',
      go(`\town := map[string]any{"${CURSOR}"}\n\tbody, _ := json.Marshal(other)\n${SEND}`),
      [],
    ],
    ['blocks', go(`\tbody, _ := json.Marshal(map[string]any{})\n${SEND}\n\tif err != nil { ${CURSOR} }`), []],
    ['methods', GO_SDK(`res, err := client.Keys.${CURSOR}`), ['CreateKey', 'VerifyKey'], ['CreateAPI']],
    ['members of others', GO_SDK(`res, err := other.Keys.${CURSOR}`), []],
    [
      'endpoints added to a base',
      go(`\t// unkey\n\treq, _ := http.NewRequest("POST", baseURL+"/v2/${CURSOR}", nil)`),
      ['keys.getKey'],
    ],
    [
      'codes of verifications',
      GO_SDK(`res, err := client.Keys.VerifyKey(ctx, x)\n\tif res.Body.Data.Code == "${CURSOR}" {\n\t}`),
      ['EXPIRED'],
    ],
    [
      'codes in a choice',
      GO_SDK(
        `res, err := client.Keys.VerifyKey(ctx, x)\n\tswitch res.Data.Code {\n\tcase "VALID", "${CURSOR}":\n\t}`,
      ),
      ['EXPIRED'],
    ],
    [
      'constants',
      GO_SDK(`x(components.V2KeysUpdateCreditsRequestBody{Operation: ${CURSOR}})`),
      ['components.OperationSet', 'components.OperationIncrement'],
      ['set'],
    ],
    [
      'pointers to truth values',
      GO_SDK(`x(components.V2KeysCreateKeyRequestBody{Enabled: ${CURSOR}})`),
      ['unkey.Pointer(true)', 'unkey.Pointer(false)'],
      ['true'],
    ],
    ['structs of its own', GO_SDK(`own := components.Other{${CURSOR}}`), []],
  ]);
});
