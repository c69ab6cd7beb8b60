// npm run new-rule <id>: writes the module and the fixture of a rule, ready to be filled in.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const [id] = process.argv.slice(2);
if (!id || !/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(id)) {
  console.error('Usage: npm run new-rule <id>. The id names the flaw in kebab case: missing-body-field.');
  process.exit(2);
}
const module = `server/src/core/rules/${id}.ts`;
const fixture = `test/rules/${id}.md`;
for (const file of [module, fixture]) {
  if (existsSync(file)) {
    console.error(`${file} exists already.`);
    process.exit(2);
  }
}
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

writeFileSync(
  module,
  `import type { Rule } from '../rule.ts';

export const rule: Rule = {
  id: '${id}',
  summary: 'What it finds, in one line.',
  why: 'What goes wrong if it is left.',
  severity: 'warning',
  category: 'endpoint',
  since: '${version}',
  prevents: [],
  checkCall() {
    return [];
  },
};
`,
);
writeFileSync(
  fixture,
  `# ${id}

What the rule is about.

## Fails

\`\`\`sh
curl -X POST https://api.unkey.com/v2/keys.whoami -H "Authorization: Bearer $ROOT_KEY" -d '{"key":"k"}'
                                      ^^^^^^^^^^^ ${id} "words of the message"
\`\`\`

\`\`\`http
\`\`\`

\`\`\`ts
\`\`\`

## Passes

\`\`\`ts dynamic
\`\`\`
`,
);
// Twice: the index of rules is read by the generators of pages.
for (let i = 0; i < 2; i++)
  spawnSync(process.execPath, ['server/tools/run.mjs', 'server/tools/gen.ts'], { stdio: 'inherit' });
console.log(
  `Fill in ${module} and ${fixture}, then run: npm run unit -- test/rules/rules.test.ts --grep ${id}`,
);
