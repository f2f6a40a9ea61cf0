import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isRoot } from '../../../is-root.ts';
import { until } from '../../director-node.ts';
import { ADDRESS, type Director, openDirectors } from './directors.ts';

const OWN_ONLY = ['192.168.6.2:80 1', '192.168.6.3:80 0', '192.168.6.4:80 0'];
/** What ldirectord does with a real server that fails its checks, `quiescent` or not; and what is then to be in force. */
const FAILS = [
  ['-e', '-g -w 0 -x 0 -y 0', ['192.168.6.2:80 0', '192.168.6.3:80 0', '192.168.6.4:80 1']],
  ['-d', '', ['192.168.6.3:80 0', '192.168.6.4:80 1']],
] as const;

// Where a host shuts down, ldirectord goes on during a hand-over, and finds out that the host's own services have ended.
describe.skipIf(!isRoot)(
  'where the one real server that is left fails its checks, another takes its place',
  {
    timeout: 600_000,
  },
  () => {
    let a: Director;
    let b: Director;
    beforeEach(async () => {
      [a, b] = await openDirectors();
      await a.lvs('start');
      await until('it directs alone', async () => (await a.phase()) === 'none', 90);
    });
    afterEach(async () => {
      await Promise.all([a.close(), b.close()]);
    });
    const becomes = (node: Director, reals: readonly string[]): Promise<void> =>
      until(`${reals}`, async () => `${await node.weights()}` === `${reals}`, 30);
    const longer = (node: Director, setting: string): Promise<string> =>
      node.given(`sed -i 's/^${setting}=.*/${setting}=30/' /etc/ha.d/lvs-director.sh`);

    test.each(FAILS)(
      'on a director that goes, after it has told of its connections (ipvsadm %s)',
      async (verb, words, left) => {
        await a.lvs('stop');
        expect([await a.phase(), await a.weights()]).toEqual(['withdraw', OWN_ONLY]);
        await a.given(`ipvsadm ${verb} -t ${ADDRESS}:80 -r 192.168.6.2:80 ${words}`);
        await becomes(a, left);
      },
    );

    test('on a director that goes, while it tells of its connections', async () => {
      await longer(a, 'TOLD');
      const stopped = a.lvs('stop');
      await becomes(a, OWN_ONLY);
      await a.given(`ipvsadm -d -t ${ADDRESS}:80 -r 192.168.6.2:80`);
      await becomes(a, ['192.168.6.3:80 0', '192.168.6.4:80 1']);
      await stopped;
    });

    test('on a director that goes, while it directs what still comes to it', async () => {
      await longer(a, 'LINGER');
      await a.lvs('stop');
      await b.lvs('start');
      await until('the old one has let the address go', async () => (await a.directs()).startsWith('lo 0'));
      await a.given(`ipvsadm -d -t ${ADDRESS}:80 -r 192.168.6.2:80`);
      await becomes(a, ['192.168.6.3:80 0', '192.168.6.4:80 1']);
    });

    test('on a director that comes', async () => {
      await longer(b, 'SETTLE');
      await a.lvs('stop');
      await b.lvs('start');
      expect([await b.phase(), await b.weights()]).toEqual(['settle', OWN_ONLY]);
      await b.given(`ipvsadm -d -t ${ADDRESS}:80 -r 192.168.6.2:80`);
      await becomes(b, ['192.168.6.3:80 0', '192.168.6.4:80 1']);
    });
  },
);
