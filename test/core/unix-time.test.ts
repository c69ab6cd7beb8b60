import assert from 'node:assert/strict';
import { givesSeconds } from '../../server/src/core/unix-time.ts';

describe('code that gives a time', () => {
  for (const code of [
    'Math.floor(Date.now() / 1000) + 60 * 60',
    'Math.round((Date.now() + 60 * 1000) / 1000)',
    'new Date().getTime() / 1e3',
    'dayjs().add(1, "day").unix()',
    'getUnixTime(addDays(new Date(), 7))',
    'int(time.time()) + 3600',
    'int((datetime.now() + timedelta(days=30)).timestamp())',
    'time() + 30 * 86400',
    'time.Now().Add(24 * time.Hour).Unix()',
    'DateTimeOffset.UtcNow.AddDays(days).ToUnixTimeSeconds()',
    'Instant.now().plus(30, ChronoUnit.DAYS).getEpochSecond()',
    '(Time.now + 90 * 86_400).to_i',
    '30.days.from_now.to_i',
  ])
    it(`in seconds: ${code}`, () => assert.ok(givesSeconds(code)));

  for (const code of [
    'Date.now() + 60 * 1000',
    'Math.floor(Date.now() / 1000) * 1000',
    'int(time.time() * 1000)',
    '1000 * int(time.time())',
    'time.Now().Add(time.Hour).UnixMilli()',
    'Instant.now().toEpochMilli()',
    'toMs(dayjs().unix())',
    'expiresAt',
    'clock.time()',
  ])
    it(`not surely in seconds: ${code}`, () => assert.ok(!givesSeconds(code)));
});
