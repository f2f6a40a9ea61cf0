import { afterAll, describe, test } from 'vitest';
import { isRoot } from '../../../is-root.ts';
import { ACTIVE, becomes, type Director, type Given, openPair, startPair } from './pair.ts';

const open: Director[] = [];

/** Notes from now on, while the director has no virtual address, whether its table is in force (0) or may not be (1). */
const forceWatched = (node: Director): Promise<string> =>
  node.given(`setsid sh -c 'while sleep 0.02; do
  ip -o addr show dev eth0 | grep -q "192[.]168[.]6[.]240/" || cat /proc/sys/net/ipv4/vs/backup_only
done' </dev/null >/run/forced 2>&1 &`);

// Namespaces can be joined by root only.
describe.skipIf(!isRoot)('two directors', { timeout: 180_000 }, () => {
  afterAll(async () => {
    await Promise.all(open.map((node) => node.close()));
  });

  test('get another virtual router id, adverts by multicast, and a password: the active one directs meanwhile', async ({
    expect,
  }) => {
    const [a, b] = await openPair();
    open.push(a, b);
    await startPair([a, b]);
    await forceWatched(a);
    // As the phases of `apply` have it: the standby stops, the active director changes, and the standby starts.
    const both = async (given: Given): Promise<void> => {
      await b.stop();
      await a.notify('begins-anew');
      await a.setUp(given);
      await becomes(a, ACTIVE);
      await b.setUp(given);
      await b.start();
      await becomes(b, 'standby 140 none');
      await becomes(a, ACTIVE);
    };
    await both({ vars: { keepalived: { virtual_router_id: 77 } } });
    await both({ vars: { keepalived: { virtual_router_id: 77, adverts: 'multicast' } } });
    const authentication = { password: { from_env: 'X' } };
    await both({ vars: { keepalived: { virtual_router_id: 77, authentication } }, password: 'eight888' });
    expect((await a.logged()).join('\n')).not.toContain('SPLIT BRAIN');
    // It has let go of the address each time, so this is not empty.
    expect(new Set((await a.given('cat /run/forced')).trim().split('\n'))).toEqual(new Set(['0']));
  });
});
