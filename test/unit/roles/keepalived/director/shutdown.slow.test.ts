import { afterEach, expect, test } from 'vitest';
import { isRoot } from '../../../is-root.ts';
import { becomes, type Director, openPair, startPair } from './pair.ts';

let pair: readonly Director[] = [];
afterEach(() => Promise.all(pair.map((one) => one.close())));

// Its services run for a moment more: a check that passed just then would have clients sent there again, and nobody is there.
test.skipIf(!isRoot)('a director that shuts down answers no checks of others any more, until it starts', async () => {
  const opened = await openPair();
  pair = opened;
  const [, b] = opened;
  const unanswered = async (): Promise<string> => (await b.given('ip route show type blackhole')).trim();
  await startPair(opened);
  await b.given('touch /run/shuts-down');
  await b.stop();
  expect(await unanswered()).toBe('blackhole 192.168.6.2');
  await b.given('rm /run/shuts-down');
  await b.start();
  expect(await unanswered()).toBe('');
  await becomes(b, 'standby 140 none');
});
