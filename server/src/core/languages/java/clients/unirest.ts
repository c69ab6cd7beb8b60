import { type Client, eachMethod, type Member } from '../../../program/client.ts';
import { inPackage } from '../../../program/packages.ts';

const header: Member = { args: ['header', 'value'], gives: 'same' };

/** Methods that send a request and say what its answer is read as. */
const SENDING = ['Json', 'String', 'Empty', 'Object', 'Bytes'].flatMap((kind) => [
  `as${kind}`,
  `as${kind}Async`,
]);

/** https://kong.github.io/unirest-java/ */
export const unirest: Client = {
  name: 'unirest',
  roots: {
    ...inPackage('kong.unirest', { Unirest: 'module' }),
    'com.mashape.unirest.http.Unirest': 'module',
    'kong.unirest.core.Unirest': 'module',
  },
  types: {
    module: {
      members: {
        ...eachMethod(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'], {
          args: ['url'],
          gives: 'request',
        }),
        request: { args: ['method', 'url'], gives: 'request' },
      },
      others: 'harmless',
    },
    request: {
      members: {
        header,
        headers: { args: ['headers'], gives: 'same' },
        accept: { header: 'Accept', gives: 'same' },
        contentType: { header: 'Content-Type', gives: 'same' },
        basicAuth: { args: ['credentials'], gives: 'same' },
        queryString: { gives: 'same' },
        body: { args: ['json'], gives: 'same' },
        field: { args: ['form'], gives: 'same' },
        fields: { args: ['form'], gives: 'same' },
        ...Object.fromEntries(SENDING.map((name) => [name, { sends: true }])),
      },
      others: 'fluent',
      request: true,
    },
  },
  evidence: /Unirest\b(?![\s\S]*Unirest\.config\(\)[\s\S]{0,200}(?:default|intercept))/,
};
