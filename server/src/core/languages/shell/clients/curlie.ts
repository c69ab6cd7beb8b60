import { readItems } from '../options.ts';
import { methodOf, type ShellClient } from './client.ts';
import { CurlReader, curl, curlTable } from './curl.ts';
import { HttpieItems } from './httpie-items.ts';

/** curlie: the options of curl, and the operands of HTTPie. */
export const curlie: ShellClient = {
  ...curl,
  name: 'curlie',
  programs: ['curlie'],
  read: (invocation) => {
    const reader = new CurlReader(invocation);
    const items = new HttpieItems(reader.current.request, invocation);
    for (const item of readItems(invocation.args, curlTable)) {
      if (item.kind === 'operand') items.add(item.argument);
      else reader.take(item);
    }
    const requests = reader.finish();
    items.finish(methodOf);
    return requests;
  },
};
