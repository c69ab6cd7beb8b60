export const FLAT =
  'This takes what early releases answered, without `result`. In v2 it is in `data`: change it by hand.';
/** Begins what is said of members that no release answered. */
export const NEITHER = 'Neither v1 nor v2 answers';
export const NO_DATA = 'v2 answers no `data` here. Take out what reads `result`, then migrate it.';
export const SHARED =
  'What is read of this answer may be of another value, or has a type of its own, so it stays as it is.';
export const THROWS = 'v2 throws an error where v1 answered one.';
export const SAME_SHAPE =
  'What it answers is handed on as { result, error } as before, and v2 names some of the result otherwise. Check where it is read.';
export const IGNORED = 'Nothing waits for it, so its errors are ignored, as before.';
export const NULL =
  'in v2 the type of `credits.remaining` has null as well, so test for that before it is counted with';
/** Said of credits that are read and sent. */
export const MISSING =
  'this may be missing, and v2 takes no `credits` without `remaining`: leave `credits` out then';
