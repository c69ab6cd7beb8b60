import type { Client } from '../../../program/client.ts';
import { httpClient } from './http-client.ts';
import { webClient } from './web-client.ts';
import { webCommands } from './web-commands.ts';

/** Every HTTP client of PowerShell that calls are read of; programs such as curl are those of the shell. */
export const clients: readonly Client[] = [webCommands, webClient, httpClient];
