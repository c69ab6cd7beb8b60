'use client';

import { Unkey } from '@unkey/api';

const unkey = new Unkey({ rootKey: process.env.NEXT_PUBLIC_UNKEY_ROOT_KEY! });

export async function signUp(userId: string) {
  const { result, error } = await unkey.keys.create({
    apiId: 'api_2cGKbMxRyIzhCxo1',
    ownerId: userId,
    remaining: 100,
  });
  if (error) throw new Error(error.message);
  return result.key;
}
