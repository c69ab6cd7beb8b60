import { type Client, eachMethod, METHODS, type Member } from '../../../program/client.ts';

const same = (...args: readonly (Member['args'] & {})[number][]): Member => ({ args, gives: 'same' });

/** https://github.com/ixudra/curl */
export const ixudra: Client = {
  name: 'ixudra/curl',
  roots: { 'Ixudra.Curl.Facades.Curl': 'facade', 'Ixudra.Curl.CurlService': 'service' },
  types: {
    facade: { members: { to: { args: ['url'], gives: 'request' } }, others: 'harmless' },
    service: { members: { new: { gives: 'facade' } }, others: 'harmless' },
    request: {
      members: {
        withHeader: same('headers'),
        withHeaders: same('headers'),
        withBearer: same('bearer'),
        withAuthorization: { header: 'Authorization', gives: 'same' },
        withData: same('json'),
        withOption: same('hook'),
        ...eachMethod(METHODS, { sends: true }),
      },
      others: 'fluent',
    },
  },
};
