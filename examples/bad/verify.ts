const UNKEY = 'https://api.unkey.com/v2';

interface Verification {
  data: { valid: boolean; keyId?: string };
}

export async function verify(key: string): Promise<boolean> {
  const response = await fetch(`${UNKEY}/keys.verifyKey`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ key }),
  });
  if (!response.ok) {
    const { error } = await response.json();
    if (error.type === 'https://unkey.com/docs/api-reference/errors-v2/unkey/authentication/missing') {
      throw new Error('The root key is not set.');
    }
  }
  const { data } = (await response.json()) as Verification;
  return data.valid;
}

export function revoke(keyId: string) {
  return fetch(`${UNKEY}/keys.revokeKey`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${process.env.UNKEY_ROOT_KEY}` },
    body: JSON.stringify({ keyId }),
  });
}
