import assert from 'node:assert/strict';
import { looseCommands } from '../../../server/src/core/regions/loose-commands.ts';
import { markdownRegions } from '../../../server/src/core/regions/markdown.ts';
import { SourceText } from '../../../server/src/core/source.ts';
import { callsIn, describeCall } from '../../harness/facts.ts';

const URL = 'https://api.unkey.com/v2/keys.whoami';

/** The fences of `markdown` as `language: content`. */
const fencesOf = (markdown: string): string[] =>
  markdownRegions(SourceText.verbatim(markdown)).fences.map((f) => `${f.language}: ${f.content.text}`);

const fences: readonly (readonly [name: string, markdown: string, ...fences: string[]])[] = [
  ['backquotes', '```sh\na\n```\nb', 'sh: a\n'],
  ['tildes', '~~~sh\na\n~~~\nb', 'sh: a\n'],
  ['tildes around backquotes', '~~~md\n```sh\n~~~\nb', 'md: ```sh\n'],
  ['no language', '```\na\n```', ': a\n'],
  ['no content', '```sh\n```\nb', 'sh: '],
  ['CRLF', '```sh\r\na\r\n```\r\nb\r\n', 'sh: a\r\n'],
  ['two', '```sh\na\n```\n\n```ts\nb\n```\n', 'sh: a\n', 'ts: b\n'],
  ['title behind the language', '```bash cURL {1,3} theme={"a"}\na\n```', 'bash: a\n'],
  ['attributes', '```{.bash .numberLines}\na\n```', 'bash: a\n'],
  ['file behind the language', '```ts:src/a.ts\na\n```', 'ts: a\n'],
  ['upper case', '```HTTP\na\n```', 'http: a\n'],
  ['code in a line is no fence', '```sh a``` and more\ncurl'],
  ['never closed', '```sh\na\nb', 'sh: a\nb'],
  ['longer marks close', '```sh\na\n`````\nb', 'sh: a\n'],
  ['shorter marks do not', '````md\n```sh\na\n```\n````\nb', 'md: ```sh\na\n```\n'],
  ['marks with a language do not', '```sh\na\n```ts\nb\n```', 'sh: a\n```ts\nb\n'],
  ['indented', '   ```sh\n   a\n     b\n   ```\nc', 'sh: a\n  b\n'],
  ['marks indented deeper do not close', '```md\n- a\n\n    ```\n```\nb', 'md: - a\n\n    ```\n'],
  ['in a list', '1. x\n\n   ```sh\n   a\n   ```\n2. y', 'sh: a\n'],
  ['as a list item', '- ```sh\n  a\n  ```\n- y', 'sh: a\n'],
  ['a list item ends it', '- ```sh\n  a\n\n  b\n\nText\n\n```ts\nc\n```\n', 'sh: a\n\nb\n\n', 'ts: c\n'],
  ['in a quote', '> ```sh\n> a\n>   b\n> ```\nc', 'sh: a\n  b\n'],
  ['in a quote in a quote', '> > ```sh\n> > a\n> > ```\n', 'sh: a\n'],
  ['the end of a quote ends it', '> ```sh\n> a\n\nText\n\n```ts\nc\n```\n', 'sh: a\n', 'ts: c\n'],
  [
    'a fence in a quote inside does not close',
    '```md\n> ```sh\n> a\n> ```\n```\nb',
    'md: > ```sh\n> a\n> ```\n',
  ],
  ['in a comment', '<!--\n```sh\na\n```\n-->\n```ts\nb\n```\n', 'ts: b\n'],
  ['in a comment of MDX', '{/*\n```sh\na\n```\n*/}\n```ts\nb\n```\n', 'ts: b\n'],
  ['behind a comment never closed', '<!-- x\n```sh\na\n```\n', 'sh: a\n'],
  ['a comment inside', '```html\n<!--\n```\n```sh\na\n```\n-->', 'html: <!--\n', 'sh: a\n'],
];

/** Text and the commands that stand in it. */
const loose: readonly (readonly [name: string, text: string, ...commands: string[]])[] = [
  ['a line', `Send:\ncurl ${URL}\nDone.`, `curl ${URL}`],
  ['at the end', `curl ${URL}`, `curl ${URL}`],
  ['behind a prompt', `$ curl ${URL}\n`, `curl ${URL}`],
  ['indented', `  curl -X POST ${URL}\n`, `curl -X POST ${URL}`],
  ['continued', `curl -X POST \\\n  ${URL}\nDone.`, `curl -X POST \\\n  ${URL}`],
  ['continued, CRLF', `curl -X POST \\\r\n  ${URL}\r\nDone.`, `curl -X POST \\\r\n  ${URL}\r`],
  ['a body over several lines', `curl ${URL} -d '{\n\n}'\nDone.`, `curl ${URL} -d '{\n\n}'`],
  ['a quote never closed', `curl ${URL} -d '{\n}\n\nDone.`, `curl ${URL} -d '{\n}`],
  ['two', `curl ${URL}\ncurl -I ${URL}\n`, `curl ${URL}`, `curl -I ${URL}`],
  ['a variable for the URL', `curl "$BASE/v2/keys.whoami"\n`, `curl "$BASE/v2/keys.whoami"`],
  ['a sentence about curl', 'curl is a tool.\ncurl sends it.'],
  ['a sentence with a URL', `curl ${URL} to see who it is`],
  ['in the middle of a line', `Use curl ${URL}`],
  ['another word', `curling ${URL}\nlibcurl ${URL}`],
];

describe('markdownRegions', () => {
  for (const [name, markdown, ...expected] of fences)
    it(name, () => assert.deepEqual(fencesOf(markdown), expected));

  it('knows where the lines of a fence in a quote stand', () => {
    const markdown = '> ```sh\n> ab\n> cd\n> ```\n';
    const [fence] = markdownRegions(SourceText.verbatim(markdown)).fences;
    const at = fence!.content.text.indexOf('cd');
    assert.equal(fence!.content.offset(at), markdown.indexOf('cd'));
  });

  it('covers every character once', () => {
    for (const [name, markdown] of fences) {
      const { prose } = markdownRegions(SourceText.verbatim(markdown));
      for (const [i, piece] of prose.entries()) {
        const { start, end } = piece.range();
        assert.equal(markdown.slice(start, end), piece.text, name);
        assert.ok(i === 0 || prose[i - 1]!.range().end <= start, name);
      }
    }
  });
});

describe('looseCommands', () => {
  for (const [name, text, ...expected] of loose) {
    it(name, () =>
      assert.deepEqual(
        looseCommands(SourceText.verbatim(text)).map((c) => c.text),
        expected,
      ),
    );
  }
});

describe('calls in Markdown', () => {
  const cases: readonly (readonly [name: string, markdown: string, ...calls: string[]])[] = [
    ['in prose', `Send:\n\ncurl -X POST ${URL}\n`, `POST ${URL} |  | -`],
    ['in a fence without a language', `\`\`\`\ncurl ${URL}\n\`\`\`\n`, `(GET) ${URL} |  | -`],
    ['in a fence of a fence', `\`\`\`\`md\n\`\`\`sh\ncurl ${URL}\n\`\`\`\n\`\`\`\`\n`, `(GET) ${URL} |  | -`],
    [
      'in tabs of MDX',
      `<Tab title="cURL">\n\`\`\`bash cURL\ncurl ${URL}\n\`\`\`\n</Tab>\n`,
      `(GET) ${URL} |  | -`,
    ],
    ['in a language nobody reads', `\`\`\`diff\n- curl ${URL}\n\`\`\`\n`],
    ['in code in a line', `Use \`curl ${URL}\` for it.\n`],
    ['in a table', `| old |\n|---|\n| ${URL} |\n`],
    ['in a comment', `<!--\ncurl ${URL}\n-->\n`],
    ['in a comment of MDX', `{/*\ncurl ${URL}\n*/}\n`],
    ['in a sentence', `curl ${URL} returns 404\n`, `(_) ${URL} | … | _`],
    ['followed by its outcome', `curl -X POST ${URL} -> 400\n`, `POST ${URL} | … | _`],
    ['followed by dots', `curl -X POST ${URL} …\n`, `POST ${URL} | … | _`],
  ];
  for (const [name, markdown, ...expected] of cases) {
    it(name, async () => {
      assert.deepEqual((await callsIn('markdown', markdown)).map(describeCall), expected);
    });
  }
});
