import { afterEach, expect, test } from 'vitest';
import { isRoot } from '../../../is-root.ts';
import { until } from '../../director-node.ts';
import { ACTIVE, becomes, type Director, openPair } from './pair.ts';

let pair: readonly Director[] = [];
afterEach(() => Promise.all(pair.map((one) => one.close())));

/** What keepalived does comes at once; umctl-notify, which is told of it, is later on a busy machine. */
const NOTES_FORCE = `ip -o monitor address dev eth0 | while read -r line; do
  case $line in Deleted*) ;; *' 192.168.6.240/'*) cat /proc/sys/net/ipv4/vs/backup_only >> /run/backup-only ;; esac
done`;

// As when the package is upgraded on both at a time: the active director waits, and hands over again and again.
test.skipIf(!isRoot)(
  'a director that becomes ready while another hands over has its table in force before it is active',
  { timeout: 600_000 },
  async () => {
    const opened = await openPair();
    pair = opened;
    const [a, b] = opened;
    await a.start();
    await becomes(a, ACTIVE);
    await b.start('empty');
    await b.given(`(${NOTES_FORCE}) </dev/null >/dev/null 2>&1 &`);
    // Longer than the other takes to be ready.
    await a.given("sed -i 's/^takes=.*/takes=60/' /etc/keepalived/umctl/director");
    const handsOver = a.notify('yield');
    await until('n1 waits for n2', async () => (await a.state()) === 'active 139 yield');
    await b.fill();
    await handsOver;
    expect(await b.given('cat /run/backup-only')).toBe('0\n');
    await becomes(b, ACTIVE);
  },
);
