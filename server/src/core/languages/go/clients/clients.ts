import type { Client } from '../../../program/client.ts';
import { netHttp } from './net-http.ts';
import { req } from './req.ts';
import { resty } from './resty.ts';

/** Every HTTP client of Go that calls are read of. */
export const clients: readonly Client[] = [netHttp, req, resty];
