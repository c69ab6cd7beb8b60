import type { Client } from '../../../program/client.ts';
import { excon } from './excon.ts';
import { faraday } from './faraday.ts';
import { httpRb } from './http-rb.ts';
import { httparty } from './httparty.ts';
import { httpx } from './httpx.ts';
import { netHttp } from './net-http.ts';
import { openUri } from './open-uri.ts';
import { restClient } from './rest-client.ts';
import { typhoeus } from './typhoeus.ts';

/** Every HTTP client of Ruby that calls are read of. */
export const clients: readonly Client[] = [
  excon,
  faraday,
  httpRb,
  httparty,
  httpx,
  netHttp,
  openUri,
  restClient,
  typhoeus,
];
