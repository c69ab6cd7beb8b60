/** The answer of a call goes somewhere else as a whole: `return await call()`. */
export const HANDED_ON = 1;
/** Nothing is to be done: it is taken as v2 answers. */
export const IS_NEW = 0;
/** What is in the way of taking what v2 answers; undefined: nothing, all of it is done. */
export type Outcome = string | typeof IS_NEW | typeof HANDED_ON | undefined;
