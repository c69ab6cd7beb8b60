import type { ShellClient } from './client.ts';
import { curl } from './curl.ts';
import { curlie } from './curlie.ts';
import { httpie } from './httpie.ts';
import { wget } from './wget.ts';
import { xh } from './xh.ts';

/** The clients whose commands are read. */
export const clients: readonly ShellClient[] = [curl, wget, httpie, xh, curlie];
