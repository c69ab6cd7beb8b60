import assert from 'node:assert/strict';
import { callsIn, describeCall } from '../../harness/facts.ts';

const URL = 'https://api.unkey.com/v2/keys.whoami';
const post = (rest: string): string => `POST ${URL} | ${rest}`;

/** A script and the calls in it, as {@link describeCall} writes them. */
const cases: readonly (readonly [name: string, script: string, ...calls: string[]])[] = [
  ['a URL alone', `irm ${URL}`, `(GET) ${URL} |  | -`],
  ['quotes', `Invoke-RestMethod '${URL}'`, `(GET) ${URL} |  | -`],
  ['-Uri', `Invoke-WebRequest -Uri "${URL}"`, `(GET) ${URL} |  | -`],
  ['a module in front', `Microsoft.PowerShell.Utility\\Invoke-RestMethod ${URL}`, `(GET) ${URL} |  | -`],
  ['any case', `INVOKE-RESTMETHOD -URI ${URL} -METHOD post`, `POST ${URL} |  | -`],
  ['short parameters', `irm -Ur ${URL} -Me Post -He @{ A = '1' } -B '{}'`, post('A: 1 | {}')],
  ['a parameter with a colon', `irm -Uri:${URL} -Method:Post`, post(' | -')],
  ['a switch before the address', `irm -UseBasicParsing ${URL}`, `(GET) ${URL} |  | -`],
  ['continuation lines', `irm \`\n  -Method Post \`\n  ${URL}`, post(' | -')],
  ['a comment between', `irm <# here #> -Method Post ${URL} # there`, post(' | -')],
  ['a variable', `$u = '${URL}'\nirm $u`, `(GET) ${URL} |  | -`],
  ['a variable in another case', `$Url = '${URL}'\nirm $URL`, `(GET) ${URL} |  | -`],
  ['a scope', `$script:Url = '${URL}'\nfunction f { irm $script:Url }`, `(GET) ${URL} |  | -`],
  ['a name in braces', `\${my url} = '${URL}'\nirm \${my url}`, `(GET) ${URL} |  | -`],
  ['a variable of the environment', `irm "$env:BASE/v2/keys.whoami"`, '(GET) _/v2/keys.whoami |  | -'],
  [
    'one that the script sets',
    `$env:BASE = 'https://api.unkey.com'\nirm "$env:BASE/v2/keys.whoami"`,
    `(GET) ${URL} |  | -`,
  ],
  ['a fallback', `$b = $env:BASE ?? 'https://api.unkey.com'\nirm "$b/v2/keys.whoami"`, `(GET) ${URL} |  | -`],
  [
    'a default of a parameter',
    `param([string] $Base = 'https://api.unkey.com')\nirm "$Base/v2/keys.whoami"`,
    `(GET) ${URL} |  | -`,
  ],
  ['a concatenation', `irm ('https://api.unkey.com' + '/v2/' + 'keys.whoami')`, `(GET) ${URL} |  | -`],
  ['a format', `irm ('{0}/v2/{1}' -f 'https://api.unkey.com', 'keys.whoami')`, `(GET) ${URL} |  | -`],
  [
    'String.Format',
    `irm ([string]::Format('{0}/v2/keys.whoami', 'https://api.unkey.com'))`,
    `(GET) ${URL} |  | -`,
  ],
  [
    'a member in a string',
    `$c = @{ Base = 'https://api.unkey.com' }\nirm "$($c.Base)/v2/keys.whoami"`,
    `(GET) ${URL} |  | -`,
  ],
  ['a cast', `[string]$u = '${URL}'\nirm ([uri]$u)`, `(GET) ${URL} |  | -`],
  ['Uri.new', `irm ([System.Uri]::new('${URL}'))`, `(GET) ${URL} |  | -`],
  ['New-Object Uri', `$u = New-Object System.Uri '${URL}'\nirm $u.AbsoluteUri`, `(GET) ${URL} |  | -`],
  [
    'a branch',
    `$b = if ($dev) { 'http://localhost' } else { 'https://api.unkey.com' }\nirm "$b/v2/keys.whoami"`,
    '(GET) _/v2/keys.whoami |  | -',
  ],
  [
    'a hashtable of headers',
    `irm ${URL} -Headers @{ 'A' = '1'; B = "x $k" }`,
    `(GET) ${URL} | A: 1, B: x _ | -`,
  ],
  ['headers by index', `$h = @{}\n$h['A'] = '1'\nirm ${URL} -Headers $h`, `(GET) ${URL} | A: 1 | -`],
  ['headers by name', `$h = @{}\n$h.A = '1'\nirm ${URL} -Headers $h`, `(GET) ${URL} | A: 1 | -`],
  [
    'headers by Add',
    `$h = New-Object 'System.Collections.Generic.Dictionary[[String],[String]]'\n$h.Add('A', '1')\nirm ${URL} -Headers $h`,
    `(GET) ${URL} | A: 1 | -`,
  ],
  [
    'a header under a condition',
    `$h = @{}\nif ($k) { $h.A = '1' }\nirm ${URL} -Headers $h`,
    `(GET) ${URL} | A: 1? | -`,
  ],
  [
    'headers from a function',
    `function H { @{ A = '1' } }\nirm ${URL} -Headers (H)`,
    `(GET) ${URL} | A: 1 | -`,
  ],
  ['headers from elsewhere', `irm ${URL} -Headers (Get-Headers)`, `(GET) ${URL} | … | -`],
  [
    'headers added together',
    `irm ${URL} -Headers (@{ A = '1' } + @{ B = '2' })`,
    `(GET) ${URL} | A: 1, B: 2 | -`,
  ],
  [
    'a bearer token',
    `irm ${URL} -Authentication Bearer -Token $t`,
    `(GET) ${URL} | Authorization: Bearer _ | -`,
  ],
  ['a user', `irm ${URL} -Authentication Basic -Credential $c`, `(GET) ${URL} | Authorization: Basic _ | -`],
  ['a user who is asked for', `irm ${URL} -Credential $c`, `(GET) ${URL} | … | -`],
  ['a session', `irm ${URL} -WebSession $s`, `(GET) ${URL} | … | -`],
  [
    'a body of JSON',
    `irm ${URL} -Method Post -Body (@{ key = $k; n = 1; on = $true } | ConvertTo-Json)`,
    post(' | {"key":_,"n":1,"on":true}'),
  ],
  [
    'ConvertTo-Json with an argument',
    `irm ${URL} -Method Post -Body (ConvertTo-Json @{ key = 'k' } -Depth 5)`,
    post(' | {"key":"k"}'),
  ],
  [
    'a body from a pipeline',
    `@{ key = 'k' } | ConvertTo-Json | irm ${URL} -Method Post`,
    post(' | {"key":"k"}'),
  ],
  [
    'an ordered body',
    `$b = [ordered]@{ a = 'x'; list = @('a', 'b') }\nirm ${URL} -Method Post -Body ($b | ConvertTo-Json)`,
    post(' | {"a":"x","list":["a","b"]}'),
  ],
  [
    'a list over several lines',
    `irm ${URL} -Method Post -Body (ConvertTo-Json @{ list = @(\n  @{ a = 1 }\n  @{ a = 2 }\n) })`,
    post(' | {"list":[{"a":1},{"a":2}]}'),
  ],
  [
    'a PSCustomObject',
    `irm ${URL} -Method Post -Body ([pscustomobject]@{ key = 'k' } | ConvertTo-Json)`,
    post(' | {"key":"k"}'),
  ],
  ['a here-string', `irm ${URL} -Method Post -Body @"\n{"key":"$k"}\n"@`, post(' | {"key":"_"}')],
  ['a verbatim here-string', `irm ${URL} -Method Post -Body @'\n{"key":"$k"}\n'@`, post(' | {"key":"$k"}')],
  ['escaped quotes', `irm ${URL} -Method Post -Body "{\`"key\`":\`"k\`"}"`, post(' | {"key":"k"}')],
  ['doubled quotes', `irm ${URL} -Method Post -Body "{""key"":""k""}"`, post(' | {"key":"k"}')],
  [
    'bytes',
    `irm ${URL} -Method Post -Body ([Text.Encoding]::UTF8.GetBytes('{"key":"k"}'))`,
    post(' | {"key":"k"}'),
  ],
  ['a form', `irm ${URL} -Method Post -Body @{ key = 'k' }`, post(' | _')],
  ['splatted parameters', `$p = @{ Uri = '${URL}'; Method = 'Post'; Body = '{}' }\nirm @p`, post(' | {}')],
  ['parameters in small letters', `$p = @{ uri = '${URL}'; method = 'Post' }\nirm @p`, post(' | -')],
  ['parameters from elsewhere', `irm ${URL} @p`, `_ ${URL} | … | _`],
  [
    'defaults of the session',
    `$PSDefaultParameterValues['irm:Headers'] = $h\nirm ${URL}`,
    `_ ${URL} | … | _`,
  ],
  [
    'a function',
    `function Call($op, $body) { irm "https://api.unkey.com/v2/$op" -Method Post -Body $body }\nCall keys.whoami '{}'`,
    post(' | {}'),
  ],
  [
    'named arguments in another case',
    `function Call { param([string] $Op) irm "https://api.unkey.com/v2/$Op" }\ncall -OP keys.whoami`,
    `(GET) ${URL} |  | -`,
  ],
  [
    'a method',
    `class C {\n  [string] $Base = 'https://api.unkey.com/v2'\n  [object] Call([string] $op) { return irm "$($this.Base)/$op" }\n  [object] Who() { return $this.Call('keys.whoami') }\n}`,
    `(GET) ${URL} |  | -`,
  ],
  [
    'in a pipeline',
    `irm ${URL} | Select-Object -ExpandProperty data | Format-Table id, name`,
    `(GET) ${URL} |  | -`,
  ],
  ['in parentheses', `(irm ${URL}).data.keys | % { $_.id }`, `(GET) ${URL} |  | -`],
  [
    'in a script block',
    `Start-Job { irm ${URL} }\n1..3 | ForEach-Object { irm ${URL} }`,
    `(GET) ${URL} |  | -`,
    `(GET) ${URL} |  | -`,
  ],
  [
    'in one line with others',
    `$h=@{A='1'};If($x){irm '${URL}' -Headers $h}Else{exit 1}`,
    `(GET) ${URL} | A: 1 | -`,
  ],
  [
    'try and catch',
    `try { irm ${URL} } catch [System.Net.WebException] { throw } finally { 1 }`,
    `(GET) ${URL} |  | -`,
  ],
  ['curl.exe', `curl.exe -X POST ${URL} -H "A: $k" -d '{\\"key\\":\\"k\\"}'`, post('A: _ | {"key":"k"}')],
  ['the alias curl', `curl -Uri ${URL} -Method Post`, post(' | -')],
  ['curl as a program', `curl -sX POST ${URL}`, post(' | -')],
  [
    'WebClient',
    `$w = New-Object Net.WebClient\n$w.Headers.Add('A', '1')\n$w.UploadString('${URL}', 'POST', '{}')`,
    post('A: 1 | {}'),
  ],
  ['a half-typed hashtable', `irm ${URL} -Method Post -Headers @{ A =`, post('A: _, … | _')],
  ['a half-typed string', `irm ${URL} -Method Post -Body '{"key":`, post(' … | _').replace(' … ', '… ')],
  ['a comment', `# irm ${URL}`],
  ['a mention', `Write-Host "irm ${URL}"`],
];

describe('requests in PowerShell', () => {
  for (const [name, script, ...calls] of cases) {
    it(name, async () => {
      const text = script.includes('unkey') ? script : `${script}\n# unkey`;
      assert.deepEqual((await callsIn('powershell', text)).map(describeCall), calls, script);
    });
  }

  it('reads a deep nesting without losing its breath', async () => {
    for (const piece of ['(', '@{ a = ', '$(', '"$(', '{ ', '@(', '[string]', '$x.a', ' + 1', '- ', ', '])
      assert.deepEqual(await callsIn('powershell', `unkey ${piece.repeat(5000)}`), []);
  });
});
