import { httpieClient } from './httpie.ts';

/** xh, which takes the arguments of HTTPie. */
export const xh = httpieClient('xh', ['xh', 'xhs']);
