import type { Client } from '../../../program/client.ts';

/** https://docs.rs/unkey, of the community: up to 0.6 it calls v1. */
export const unkey: Client = {
  name: 'unkey',
  sdk: { package: 'unkey', generation: 'v1', models: [] },
  roots: {},
  types: {},
  // A module of that name has other types.
  evidence:
    /^(?![\s\S]*\bmod\s+unkey\b)(?=[\s\S]*\bunkey::(?:\{[^;]{0,500}\b)?Client\b)[\s\S]*\bunkey::(?:\{[^;]{0,500}\b)?models\b/,
};
