const headers = { Authorization: `bearer ${process.env.UNKEY_ROOT_KEY}`, 'Content-Type': 'application/json' };

export async function createKey(apiId: string): Promise<Response> {
  return fetch('https://api.unkey.com/v1/keys.createKey', {
    method: 'POST',
    headers,
    body: JSON.stringify({ apiId, prefix: 'acme' }),
  });
}
