import { angular } from './angular.ts';
import { apollo } from './apollo.ts';
import { appsScript } from './apps-script.ts';
import { axios } from './axios.ts';
import { beacon } from './beacon.ts';
import { betterFetch } from './better-fetch.ts';
import type { HttpClient } from './client.ts';
import { fetch } from './fetch.ts';
import { got } from './got.ts';
import { jquery } from './jquery.ts';
import { k6 } from './k6.ts';
import { ky } from './ky.ts';
import { needle } from './needle.ts';
import { nodeHttp } from './node-http.ts';
import { ofetch } from './ofetch.ts';
import { openapiFetch } from './openapi-fetch.ts';
import { request } from './request.ts';
import { rtkQuery } from './rtk-query.ts';
import { superagent } from './superagent.ts';
import { undici } from './undici.ts';
import { wretch } from './wretch.ts';
import { xhr } from './xhr.ts';

/** Every HTTP client that calls are read of. */
export const clients: readonly HttpClient[] = [
  ...[angular, apollo, appsScript, axios, beacon, betterFetch, fetch, got, jquery, k6, ky],
  ...[needle, nodeHttp, ofetch, openapiFetch, request, rtkQuery, superagent, undici, wretch, xhr],
];
