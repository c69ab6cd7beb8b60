/**
 * Starts each line of the suite, unseen, so that it can be told from what else the console of a page shows.
 */
export const SUITE_LINE = '\u200b';
