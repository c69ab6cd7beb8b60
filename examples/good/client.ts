import axios from 'axios';

/** Every call goes through this client, so the headers are set once. */
const unkey = axios.create({
  baseURL: 'https://api.unkey.com/v2',
  headers: { Authorization: `Bearer ${process.env.UNKEY_ROOT_KEY}` },
});

export async function verify(key: string): Promise<boolean> {
  const { data } = await unkey.post('/keys.verifyKey', { key });
  return data.data.valid;
}

export async function limit(identifier: string): Promise<boolean> {
  const { data } = await unkey.post('/ratelimit.limit', { namespace: 'email', identifier, limit: 10, duration: 60_000 });
  return data.data.success;
}

export function isUnknownKey(error: { type: string }): boolean {
  return error.type === 'https://unkey.com/docs/errors/unkey/data/key_not_found';
}
