/** The status that v2 answers where v1 had this code in its error. */
const STATUS: Readonly<Record<string, number>> = {
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  INSUFFICIENT_PERMISSIONS: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  NOT_UNIQUE: 409,
  PRECONDITION_FAILED: 412,
  DELETE_PROTECTED: 412,
  RATE_LIMITED: 429,
  RATELIMITED: 429,
  TOO_MANY_REQUESTS: 429,
  INTERNAL_SERVER_ERROR: 500,
};

/** The status of an answer of v2 that says what a code in an error of v1 said; undefined for other codes. */
export const statusOfCode = (code: string): number | undefined =>
  Object.hasOwn(STATUS, code) ? STATUS[code] : undefined;
