/** Asks another service, which has an endpoint of the same name. */
export async function getKey(): Promise<Response> {
  return fetch('https://api.example.com/v1/keys.getKey', { method: 'POST' });
}
