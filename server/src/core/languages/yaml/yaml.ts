import { readCollection } from '../../collections/collection.ts';
import { mayBeRequestFile, REQUEST_COMPANIONS } from '../../collections/surroundings.ts';
import { readYaml } from '../../regions/yaml.ts';
import { withoutUsedUrls } from '../../requests/bare-call.ts';
import type { SourceText } from '../../source.ts';
import { type ExtractContext, type Extraction, joined, type Language } from '../language.ts';
import { reassigned } from './environment.ts';
import { SettingsReader } from './walk.ts';

/** YAML, read for what configurations of CI systems, containers and tools do with it. */
export const language: Language = {
  id: 'yaml',
  title: 'YAML: workflows, pipelines, Compose, Kubernetes, Ansible, Taskfile',
  languageIds: ['yaml', 'dockercompose', 'github-actions-workflow', 'azure-pipelines', 'ansible', 'helm'],
  extensions: ['.yaml', '.yml'],
  fences: ['yaml', 'yml', 'docker-compose', 'compose'],
  comment: ['# ', ''],
  companions: { names: REQUEST_COMPANIONS, wanted: mayBeRequestFile },
  extract,
};

function extract(source: SourceText, context: ExtractContext): Extraction {
  const { documents, comments } = readYaml(source);
  const hidden = reassigned(source.text);
  const found = documents.flatMap((document): readonly Extraction[] => {
    const collection = readCollection(document, {
      notation: 'yaml',
      companions: context.companions,
      document: context.document,
    });
    if (collection) return [{ ...collection, comments: [] }];
    return new SettingsReader(document, hidden, context).read();
  });
  const all = joined([...found, { calls: [], comments }]);
  return { ...all, calls: withoutUsedUrls(all.calls) };
}
