/** Thrown while a draft is written, where something cannot be written surely; only `printer.ts` sees it. */
export class Unwritable extends Error {}
