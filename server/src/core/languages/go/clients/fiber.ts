import { type Client, eachMethod, METHODS, type Member } from '../../../program/client.ts';

const same = (...args: readonly (Member['args'] & {})[number][]): Member => ({ args, gives: 'same' });

/** https://docs.gofiber.io/api/client, up to version 2 */
export const fiber: Client = {
  name: 'fiber',
  roots: { 'github.com/gofiber/fiber': 'module', 'instance fiber.Agent': 'agent' },
  types: {
    module: {
      members: {
        ...eachMethod(METHODS, { args: ['url'], gives: 'agent' }, (m) => m[0] + m.slice(1).toLowerCase()),
        AcquireAgent: { gives: 'agent' },
      },
      others: 'harmless',
    },
    agent: {
      members: {
        Set: same('header', 'value'),
        Add: same('header', 'value'),
        SetBytesV: same('hook'),
        SetBytesKV: same('hook'),
        BasicAuth: same('credentials'),
        JSON: same('json'),
        Body: same('text'),
        BodyString: same('text'),
        BodyStream: same('text'),
        Form: same('form'),
        MultipartForm: same('form'),
        QueryString: same('query'),
        Request: { args: ['hook'], gives: 'same' },
        Bytes: { sends: true },
        String: { sends: true },
        Struct: { sends: true },
      },
      others: 'fluent',
      request: true,
    },
  },
};
