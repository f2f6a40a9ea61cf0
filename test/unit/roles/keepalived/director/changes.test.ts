import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isRoot } from '../../../is-root.ts';
import { ACTIVE, becomes, type Director, openPair, startPair } from './pair.ts';

const keepalived = { virtual_router_id: 77, authentication: { password: { from_env: 'X' } } };

// One story: each test begins where the one before it ended.
describe.skipIf(!isRoot)('two directors whose settings change', { timeout: 120_000 }, () => {
  let a: Director;
  let b: Director;
  beforeAll(async () => {
    [a, b] = await openPair();
    await startPair([a, b]);
  }, 120_000);
  afterAll(async () => {
    await Promise.all([a?.close(), b?.close()]);
  });
  /** As the phases of `apply` have it: the standby stops, the active director changes, and the standby starts. */
  const both = async (given: Parameters<Director['setUp']>[0]): Promise<void> => {
    await b.stop();
    await a.setUp(given);
    await becomes(a, ACTIVE);
    await b.setUp(given);
    await b.start();
    await becomes(b, 'standby 140 none');
    await becomes(a, ACTIVE);
  };

  test('another virtual router id: no split brain is told, as there was none', async () => {
    await both({ vars: { keepalived: { virtual_router_id: 77 } } });
    expect((await a.logged()).join('\n')).not.toContain('SPLIT BRAIN');
  });

  test('a password, and the version of VRRP that has one', async () => {
    await both({ vars: { keepalived }, password: 'eight888' });
    expect((await a.logged()).join('\n')).not.toContain('SPLIT BRAIN');
  });
});
