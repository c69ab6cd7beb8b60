import type { Client } from '../../../program/client.ts';
import { aiohttp } from './aiohttp.ts';
import { httpx } from './httpx.ts';
import { requests } from './requests.ts';
import { unkeyClient, unkeyElsewhere, unkeyPy, unkeyPyV1 } from './unkey-py.ts';
import { httpClient, urllib } from './urllib.ts';
import { urllib3 } from './urllib3.ts';

/** Every HTTP client and SDK of Python that calls are read of. */
export const clients: readonly Client[] = [
  aiohttp,
  httpx,
  requests,
  urllib,
  httpClient,
  urllib3,
  unkeyPy,
  unkeyPyV1,
  unkeyClient,
  unkeyElsewhere,
];
