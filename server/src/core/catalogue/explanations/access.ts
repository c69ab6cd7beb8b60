import type { Explanation } from '../explanations.ts';

/** Who sends the request, whether they may, and whether the request has the right form. */
export const accessExplanations = (): Readonly<Record<string, Explanation>> => ({
  'err:unkey:authentication:missing': {
    meaning:
      'The request carries no `Authorization` header, so Unkey does not know which workspace is asking.',
    causes: [
      'The header was never set, or a helper that usually adds it was not used for this call.',
      'The variable with the root key is unset in this environment, and the HTTP client left the empty header out.',
      'A redirect or a proxy in between dropped the header.',
      'The call was ported from v1, where `keys.verifyKey` worked without a root key; v2 wants one there too.',
    ],
    fixes: [
      'Send `Authorization: Bearer <root key>` with every v2 call except `liveness` and the portal endpoints for end users.',
      'Check that the environment variable with the root key is set where the code runs, not only on your machine.',
      'Call `https://api.unkey.com` directly, so that no redirect can strip the header.',
    ],
    note: 'The server answers 400 here. The page on unkey.com shows 401, so a retry or login logic that waits for 401 never runs.',
  },
  'err:unkey:authentication:malformed': {
    meaning: 'There is an `Authorization` header, but it does not have the form `Bearer <root key>`.',
    causes: [
      'The root key stands alone; v1 put up with that, v2 does not.',
      'The scheme is written `bearer` or `BEARER`: the comparison is case-sensitive.',
      "Another scheme is used, such as `Basic` from an HTTP client's username option.",
      'Nothing follows `Bearer `, because the variable behind it is empty.',
    ],
    fixes: [
      'Write `Bearer`, one space, then the root key, without quotes around either.',
      'Print the length of the token before the call: zero means the variable did not arrive.',
      'Use the bearer option of the HTTP client (`--oauth2-bearer` in curl) rather than the basic one.',
    ],
    note: "It is an HTTP 400, not the 401 of the vendor's example. A well-formed header with a wrong key gets `err:unkey:authentication:key_not_found`, a 401.",
  },
  'err:unkey:authentication:key_not_found': {
    meaning:
      'The root key in the `Authorization` header is not one Unkey knows, so the request is not let in.',
    causes: [
      'The root key was deleted or rerolled after it was copied.',
      'An ordinary API key, made for your own users, is sent where a root key (`unkey_…`) belongs.',
      'The key was cut off or has a line break at its end from being pasted or read out of a file.',
      'The root key belongs to another Unkey installation, such as a local development server.',
    ],
    fixes: [
      "Compare the start of the token with the root keys in the dashboard's settings, and create a new one if it is not there.",
      'Trim the value you read from a file or secret store before you put it in the header.',
      'Keep the two apart: the root key signs the request, the key of your user goes into the body.',
    ],
    note: 'This is about the root key that signs the request (401). `err:unkey:data:key_not_found` (404) is about the key you name in the body: there the root key was accepted.',
  },
  'err:unkey:authorization:insufficient_permissions': {
    meaning: 'The root key is valid, but it was not given the permission this call needs.',
    causes: [
      'The root key was created for another task, for example only to verify keys.',
      'Its permission covers one API (`api.<api_id>.…`) and the call touches another.',
      'The call asks for more than its name says: `decrypt: true` needs `decrypt_key` on top of `read_key`.',
    ],
    fixes: [
      "Read the error's `detail`, which names the missing permission, and add that permission to the root key in the dashboard.",
      'Use the wildcard form (`api.*.create_key`) if one root key is to serve several APIs.',
      'Leave out options you do not need, such as `decrypt`, and the call gets by with fewer permissions.',
    ],
    note: "It is about the root key; some endpoints answer 404 instead. A user's key that lacks a permission is no error: `keys.verifyKey` answers 200 with `valid: false` and `INSUFFICIENT_PERMISSIONS`.",
  },
  'err:unkey:application:invalid_input': {
    meaning: 'The request arrived and was read, but its body does not match what the endpoint takes.',
    causes: [
      'A required field is missing. In `ratelimits` every entry of `keys.createKey` needs `autoApply` as well as `name`, `limit` and `duration`.',
      'A field has another type, such as a number sent as a string, or it is outside its limits.',
      'The body still has the fields of v1: `ownerId`, `remaining`, `ratelimit`, `identityId`. Most v2 endpoints refuse a field they do not know.',
      "The fields are in the query string, as in v1's GET calls, and the body is empty.",
    ],
    fixes: [
      'Look at `error.errors` in the response: each entry has the `location` of one offending field.',
      'Send the fields as a JSON body by POST with `Content-Type: application/json`.',
      'Rename what v2 renamed: `ownerId` to `externalId`, `remaining` to `credits.remaining`, `identityId` to `identity`.',
    ],
  },
});
