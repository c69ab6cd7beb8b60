/** What SDKs of v2 have in the place of classes of errors that those of v1 had, in Python and Go alike. */
export const errorClasses: Readonly<Record<string, string>> = {
  ErrBadRequest: 'BadRequestErrorResponse',
  ErrUnauthorized: 'UnauthorizedErrorResponse',
  ErrForbidden: 'ForbiddenErrorResponse',
  ErrNotFound: 'NotFoundErrorResponse',
  ErrConflict: 'ConflictErrorResponse',
  ErrDeleteProtected: 'PreconditionFailedErrorResponse',
  ErrTooManyRequests: 'TooManyRequestsErrorResponse',
  ErrInternalServerError: 'InternalServerErrorResponse',
};
