import type { Client } from '../../../program/client.ts';
import { flurl } from './flurl.ts';
import { httpClient } from './http-client.ts';
import { refit } from './refit.ts';
import { restSharp } from './rest-sharp.ts';
import { webRequest } from './web-request.ts';

/** Every HTTP client of C# that calls are read of. */
export const clients: readonly Client[] = [httpClient, restSharp, flurl, webRequest, refit];
