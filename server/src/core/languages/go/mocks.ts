import type { MockSyntax } from '../../idioms/mocked.ts';

/** Servers of package httptest, and what answers for them. */
export const mocks: MockSyntax = {
  functions: /\bgock\.New()/,
  server: {
    made: /\bhttptest\.New(?:Unstarted|TLS)?Server\(/,
    paths:
      /(?:\b(?:HandleFunc|Handle|Get|Post|GET|POST)\(\s*|\bcase\s+|[!=]=\s*)"(?:(GET|POST) )?(\/v1\/[a-z]+\.\w+)"/g,
  },
};
