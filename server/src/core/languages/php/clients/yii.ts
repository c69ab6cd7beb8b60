import { type Client, eachMethod, type Meaning, type Member } from '../../../program/client.ts';

const same = (...args: readonly (Member['args'] & {})[number][]): Member => ({ args, gives: 'same' });
const OPTIONS: Readonly<Record<string, Meaning>> = {
  baseUrl: 'base',
  requestConfig: 'hook',
  transport: 'ignored',
};

/** https://github.com/yiisoft/yii2-httpclient */
export const yii: Client = {
  name: 'yii2-httpclient',
  roots: { 'yii.httpclient.Client': 'class', 'instance yii.httpclient.Client': 'client' },
  types: {
    class: { members: { new: { args: ['options'], named: OPTIONS, gives: 'client' } }, others: 'harmless' },
    client: {
      members: {
        createRequest: { gives: 'request' },
        ...eachMethod(['GET', 'HEAD'], { args: ['url', 'query', 'headers'], gives: 'request' }),
        ...eachMethod(['POST', 'PUT', 'PATCH', 'DELETE'], {
          args: ['url', 'json', 'headers'],
          gives: 'request',
        }),
      },
      others: 'harmless',
      defaults: true,
    },
    request: {
      members: {
        setMethod: same('method'),
        setUrl: same('url'),
        setFullUrl: same('url'),
        setHeaders: same('headers'),
        addHeaders: same('headers'),
        setData: same('json'),
        setContent: same('text'),
        setFormat: same(),
        setOptions: same(),
        send: { sends: true },
      },
      others: 'fluent',
      request: true,
    },
  },
  defaultMethod: 'GET',
};
