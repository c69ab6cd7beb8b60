import { CONFIG_FILE, defaultSetting, RULE_SETTINGS } from '../../src/core/config.ts';
import { languages } from '../../src/core/languages/index.generated.ts';
import type { Rule } from '../../src/core/rule.ts';
import { rulePage } from '../../src/core/rule-page.ts';

/** The parts of package.json that follow from the rules and the languages. */
export interface Contributions {
  readonly activationEvents: readonly string[];
  readonly capabilities: object;
  readonly contributes: object;
}

const CATEGORY = 'Unkey Lint';

const SETTING_DESCRIPTIONS = [
  'The rule does not run.',
  'Shown as information.',
  'Shown as a warning.',
  'Shown as an error.',
];

/** Languages of documents that every window has, its output among them: they must not start the extension. */
const TEXT = new Set(['plaintext', 'log']);

export function contributions(rules: readonly Rule[]): Contributions {
  const ids = [...new Set(languages.flatMap(({ languageIds }) => languageIds))]
    .filter((id) => !TEXT.has(id))
    .sort();
  return {
    // Commands activate the extension by themselves.
    activationEvents: ids.map((id) => `onLanguage:${id}`),
    capabilities: {
      untrustedWorkspaces: { supported: true },
      virtualWorkspaces: true,
    },
    contributes: {
      // Other extensions own the language: no grammar and no configuration here.
      languages: [
        { id: 'http', extensions: ['.http', '.rest'] },
        { id: 'hurl', extensions: ['.hurl'] },
        { id: 'bruno', extensions: ['.bru'] },
      ],
      commands: [
        command('unkeyLint.lintWorkspace', 'Lint Workspace'),
        command('unkeyLint.fixAll', 'Fix All Problems in This File'),
        command('unkeyLint.migrateWorkspace', 'Migrate Workspace to v2'),
        command('unkeyLint.migrateFile', 'Migrate File to v2'),
        command('unkeyLint.explainError', 'Explain Error'),
        command('unkeyLint.showOutput', 'Show Output'),
        command('unkeyLint.restart', 'Restart Language Server'),
      ],
      grammars: [
        {
          scopeName: 'unkey.injection',
          path: './syntaxes/unkey.tmLanguage.json',
          injectTo: [
            'source.ts',
            'source.tsx',
            'source.js',
            'source.js.jsx',
            'source.shell',
            'source.http',
            'text.html.markdown',
          ],
        },
      ],
      jsonValidation: [{ fileMatch: CONFIG_FILE, url: './docs/unkey-lint.config.schema.json' }],
      menus: {
        commandPalette: ['unkeyLint.fixAll', 'unkeyLint.migrateFile'].map((command) => ({
          command,
          when: 'editorIsOpen && !editorReadonly',
        })),
      },
      configuration: {
        title: 'Unkey Lint',
        properties: {
          'unkeyLint.enable': {
            type: 'boolean',
            default: true,
            scope: 'resource',
            description: 'Lint calls to the Unkey API.',
          },
          'unkeyLint.rules': {
            type: 'object',
            default: {},
            scope: 'resource',
            additionalProperties: false,
            markdownDescription: `How severe each rule is. A rule set here wins over \`${CONFIG_FILE}\`.`,
            properties: Object.fromEntries(rules.map((rule) => [rule.id, ruleProperty(rule)])),
          },
          'unkeyLint.trace.server': {
            type: 'string',
            enum: ['messages', 'verbose'],
            default: 'messages',
            scope: 'window',
            description:
              'How much of the talk between the editor and the language server is logged while the log level of the output is Trace.',
          },
        },
      },
    },
  };
}

function command(id: string, title: string): object {
  return { command: id, title, category: CATEGORY };
}

function ruleProperty(rule: Rule): object {
  const { id, summary } = rule;
  return {
    type: 'string',
    enum: RULE_SETTINGS,
    enumDescriptions: SETTING_DESCRIPTIONS,
    default: defaultSetting(rule),
    markdownDescription: `${summary} [More](${rulePage(id)})`,
  };
}
