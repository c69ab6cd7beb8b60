import { itemsOf, membersOf } from '../../json-members.ts';
import { hasMarker } from '../../marker.ts';
import type { Json } from '../../model.ts';
import { readScript } from '../../regions/scripts.ts';
import { type ExtractContext, type Extraction, joined } from '../language.ts';
import { isRun } from '../yaml/scripts.ts';

/** Programs whose commands may call the API. */
const CLIENT = /(?:^|[\s;&|($`])(?:curl|curlie|wget|https?|xhs?)\s/;
/** Values nested deeper are not written by people. */
const DEEPEST = 20;

/** What the commands say that configurations of tools run: `scripts` of npm, tasks of an editor. */
export function scriptsIn(root: Json, context: ExtractContext): Extraction {
  const found: Extraction[] = [];
  const visit = (json: Json, isScripts: boolean, depth: number): void => {
    if (depth > DEEPEST) return;
    for (const item of itemsOf(json)) visit(item, false, depth + 1);
    for (const { key, value } of membersOf(json)) {
      const isRead = isScripts || isRun(key);
      if (value.kind !== 'string') visit(value, key === 'scripts', depth + 1);
      else if (isRead && CLIENT.test(value.value.text) && hasMarker(value.value.text))
        found.push(
          readScript({ language: 'sh', source: value.value, editable: false, writer }, new Map(), context),
        );
    }
  };
  visit(root, false, 0);
  return joined(found);
}

const writer = {
  write: (text: string) => (text.includes('\n') ? undefined : JSON.stringify(text).slice(1, -1)),
};
