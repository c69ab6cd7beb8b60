const headers = {
  Authorization: `bearer ${process.env.UNKEY_ROOT_KEY}`,
  'Content-Type': 'application/json',
};

/** The keys of our customers. */
export class CustomerKeys {
  constructor(private readonly log: (line: string) => void) {}

  /** Gives a new customer a key; undefined when the API is gone. */
  async create(customer: string): Promise<string | undefined> {
    const response = await fetch('https://api.unkey.com/v1/keys.createKey', {
      method: 'POST',
      headers,
      body: JSON.stringify({ apiId: 'key_4Fk9sQzTq1uYw', externalId: customer }),
    });

    const { error, data } = (await response.json()) as Answer;
    if (error?.type === 'https://unkey.com/docs/api-reference/errors-v2/unkey/data/api_not_found') {
      this.log('The API was deleted: create it again.');
      return undefined;
    }
    return data.key;
  }
}

interface Answer {
  data: { keyId: string; key: string };
  error?: { type: string };
}
