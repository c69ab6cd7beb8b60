import { type Client, eachMethod, METHODS, type Member } from '../../../program/client.ts';

const START: Member = { args: ['base'], gives: 'connection', yields: 'connection' };
const classOf = (method: string): string => `${method[0]}${method.slice(1).toLowerCase()}.new`;

/** https://docs.ruby-lang.org/en/master/Net/HTTP.html */
export const netHttp: Client = {
  name: 'net/http',
  roots: { 'Net.HTTP': 'module', 'Net.HTTPS': 'module' },
  types: {
    module: {
      members: {
        new: { args: ['base'], gives: 'connection' },
        start: START,
        get: { method: 'GET', args: ['url', 'headers'], sends: true },
        get_response: { method: 'GET', args: ['url', 'headers'], sends: true },
        post: { method: 'POST', args: ['url', 'text', 'headers'], sends: true },
        put: { method: 'PUT', args: ['url', 'text', 'headers'], sends: true },
        post_form: { method: 'POST', args: ['url', 'form'], sends: true },
        ...eachMethod(METHODS, { args: ['url', 'headers'], gives: 'request' }, classOf),
        const_get: { gives: 'class' },
        'GenericRequest.new': {
          args: ['method', 'ignored', 'ignored', 'url', 'headers'],
          gives: 'request',
        },
      },
      others: 'harmless',
    },
    class: { members: { new: { args: ['url', 'headers'], gives: 'request' } }, others: 'harmless' },
    connection: {
      members: {
        start: { gives: 'same', yields: 'same' },
        request: { args: ['request', 'text'], sends: true },
        ...eachMethod(['GET', 'HEAD', 'DELETE', 'OPTIONS'], { args: ['url', 'headers'], sends: true }),
        ...eachMethod(['POST', 'PUT', 'PATCH'], { args: ['url', 'text', 'headers'], sends: true }),
        request_get: { method: 'GET', args: ['url', 'headers'], sends: true },
        request_post: { method: 'POST', args: ['url', 'text', 'headers'], sends: true },
        send_request: { args: ['method', 'url', 'text', 'headers'], sends: true },
        tap: { gives: 'same', setup: 'connection' },
      },
      others: 'harmless',
      defaults: true,
    },
    request: {
      members: {
        '[]': {},
        add_field: { args: ['header', 'value'] },
        'body=': { args: ['text'] },
        'content_type=': {},
        'content_length=': {},
        'body_stream=': { args: ['form'] },
        set_form: { args: ['form'] },
        set_form_data: { args: ['form'] },
        'form_data=': { args: ['form'] },
        basic_auth: { args: ['credentials'] },
        initialize_http_header: { args: ['headers'] },
        delete: { args: ['hook'] },
        tap: { gives: 'same', setup: 'request' },
      },
      others: 'harmless',
      request: true,
      defaults: true,
    },
  },
};
