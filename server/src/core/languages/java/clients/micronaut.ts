import { type Client, eachMethod } from '../../../program/client.ts';
import { inPackage } from '../../../program/packages.ts';

/** https://docs.micronaut.io/latest/guide/#httpClient */
export const micronaut: Client = {
  name: 'micronaut',
  roots: inPackage('io.micronaut.http', { HttpRequest: 'requests' }),
  types: {
    requests: {
      members: {
        ...eachMethod(
          ['POST', 'PUT', 'PATCH', 'DELETE'],
          { args: ['url', 'json'], gives: 'request' },
          (m) => m,
        ),
        ...eachMethod(['GET', 'HEAD', 'OPTIONS'], { args: ['url'], gives: 'request' }, (m) => m),
      },
      others: 'harmless',
    },
    request: {
      members: {
        header: { args: ['header', 'value'], gives: 'same' },
        headers: { args: ['headers'], gives: 'same' },
        bearerAuth: { args: ['bearer'], gives: 'same' },
        basicAuth: { args: ['credentials'], gives: 'same' },
        body: { args: ['json'], gives: 'same' },
        accept: { header: 'Accept', gives: 'same' },
        contentType: { header: 'Content-Type', gives: 'same' },
      },
      others: 'fluent',
      request: true,
      defaults: true,
    },
  },
  evidence: /io\.micronaut/,
};
