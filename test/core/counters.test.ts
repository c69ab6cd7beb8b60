import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { countWork } from '../../bench/counters.ts';

const FILE = 'bench/counters.json';

describe('work', () => {
  it(`is what ${FILE} says; UPDATE=1 writes it anew`, async () => {
    const counted = `${JSON.stringify(await countWork(), null, 2)}\n`;
    if (process.env['UPDATE']) writeFileSync(FILE, counted);
    assert.equal(readFileSync(FILE, 'utf8'), counted);
  });
});
