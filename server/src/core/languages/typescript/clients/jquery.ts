import type { HttpClient } from './client.ts';

/** https://api.jquery.com/jQuery.ajax/ */
export const jquery: HttpClient = {
  name: 'jQuery',
  roots: ['$', 'jQuery', 'jquery'],
  factories: {},
  calls: {
    ajax: { args: ['target', 'options'] },
    get: { method: 'GET', args: ['url', 'ignored'] },
    getJSON: { method: 'GET', args: ['url', 'ignored'] },
    post: { method: 'POST', args: ['url', 'form'] },
  },
  options: {
    method: ['method', 'type'],
    url: 'url',
    headers: 'headers',
    text: 'data',
    auth: 'username',
    hooks: ['beforeSend'],
  },
  defaultMethod: 'GET',
  lateDefaults: ['ajaxSetup', 'ajaxPrefilter', 'ajaxSend'],
  joining: 'reference',
};
