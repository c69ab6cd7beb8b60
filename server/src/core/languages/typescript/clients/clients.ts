import { axios } from './axios.ts';
import type { HttpClient } from './client.ts';
import { fetch } from './fetch.ts';
import { got } from './got.ts';
import { ky } from './ky.ts';
import { nodeHttp } from './node-http.ts';
import { ofetch } from './ofetch.ts';
import { undici } from './undici.ts';

/** Every HTTP client that calls are read of. */
export const clients: readonly HttpClient[] = [axios, fetch, got, ky, nodeHttp, ofetch, undici];
