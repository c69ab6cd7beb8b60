import type { Client } from '../../../program/client.ts';
import { fasthttp } from './fasthttp.ts';
import { fiber } from './fiber.ts';
import { netHttp } from './net-http.ts';
import { req } from './req.ts';
import { resty } from './resty.ts';
import { retryablehttp } from './retryablehttp.ts';
import { unkeyGo, unkeyGoCommunity, unkeyGolang, unkeyGoV1 } from './unkey-go.ts';

/** Every HTTP client and SDK of Go that calls are read of. */
export const clients: readonly Client[] = [
  fasthttp,
  fiber,
  netHttp,
  req,
  resty,
  retryablehttp,
  unkeyGo,
  unkeyGoV1,
  unkeyGolang,
  unkeyGoCommunity,
];
