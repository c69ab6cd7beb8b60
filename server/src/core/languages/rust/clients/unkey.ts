import type { Client } from '../../../program/client.ts';

/** https://docs.rs/unkey, of the community: up to 0.6 it calls v1. */
export const unkey: Client = {
  name: 'unkey',
  sdk: { package: 'unkey', generation: 'v1', models: [] },
  roots: {},
  types: {},
  // A module of that name has other types. A client that another file makes is known by its requests.
  evidence:
    /^(?![\s\S]*\bmod\s+unkey\b)(?:(?=[\s\S]*\bunkey::(?:\{[^;]{0,500}\b)?Client\b)[\s\S]*\bunkey::(?:\{[^;]{0,500}\b)?models\b|[\s\S]*\buse\s+(?:::)?unkey::\{?\s*models::(?:\{[^;]{0,500}\b)?(?:Create|Verify|Update|Get|List|Revoke|Delete)[A-Z]\w*Request\b)/,
};
