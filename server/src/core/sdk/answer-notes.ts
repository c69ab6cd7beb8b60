/** Said where the one limit of a key of v1 becomes the first of those of v2. */
export const FIRST_LIMIT = 'A key may have several limits in v2: the first of them is read.';
