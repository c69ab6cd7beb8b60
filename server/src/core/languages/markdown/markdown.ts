import { commandsIn, readFence } from '../../regions/fences.ts';
import { inlineCommands } from '../../regions/inline-commands.ts';
import { markdownComments, markdownRegions } from '../../regions/markdown.ts';
import type { Range, SourceText } from '../../source.ts';
import { type ExtractContext, type Extraction, joined, type Language } from '../language.ts';

export const language: Language = {
  id: 'markdown',
  title: 'Markdown and MDX',
  languageIds: ['markdown', 'mdx'],
  extensions: ['.md', '.markdown', '.mdx', '.mdc'],
  fences: ['md', 'markdown', 'mdx'],
  prose: true,
  comment: ['<!-- ', ' -->'],
  extract,
};

function extract(source: SourceText, context: ExtractContext): Extraction {
  const { fences, prose } = markdownRegions(source);
  const found: Extraction[] = fences.map((fence) => readFence(fence, context));
  for (const piece of prose) {
    const comments = markdownComments(piece);
    const hidden = comments.map((c) => c.range());
    found.push({ calls: [], comments });
    const commands = [
      ...commandsIn(piece, context),
      ...inlineCommands(piece).map((one) => context.commands(one)),
    ];
    for (const { calls, comments: inside } of commands) {
      found.push({
        calls: calls.filter((call) => !hidden.some((h) => within(call.range, h))),
        comments: inside,
      });
    }
  }
  return joined(found);
}

const within = (inner: Range, outer: Range): boolean => inner.start >= outer.start && inner.start < outer.end;
