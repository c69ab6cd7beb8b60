import type { Notation, Nothing } from '../../call-editor.ts';

const FILTERS = /\.compact(?:_blank)?!?(?!\w)|\.(?:reject|delete_if)\s*(?:\{|do)[^\n]*\.(?:nil|blank)\?/;

function mayBe(code: string, document: string): boolean {
  if (/&\.|^(?:params|options|opts|args)\[/.test(code)) return true;
  return (
    /^@?[a-z_]\w*$/.test(code) && new RegExp(String.raw`(?<![\w@])${code}(?::|\s*=)\s*nil\b`).test(document)
  );
}

/** How hashes of Ruby are written where a request is made, so that what `compact` takes out stays out. */
export function withFilter(notation: Notation, near: string): Notation {
  const nothing: Nothing = { mayBe, leaveOut: (object) => `${object}.compact` };
  const code = near.slice(Math.max(0, near.search(/\bdef [^\n]*(?![\s\S]*\bdef )/)));
  if (!FILTERS.test(code)) return { ...notation, nothing };
  const unlessNone = (value: string, object: string): string =>
    /\|\||^\d/.test(value) ? object : `${/^[\w@.?[\]:'"]+$/.test(value) ? value : `(${value})`} && ${object}`;
  return { ...notation, nothing, unlessNone };
}
