import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isRoot } from '../../../is-root.ts';
import { until } from '../../director-node.ts';
import { becomes, type Director, openPair } from './pair.ts';

const ADDRESS = '192.168.6.240/24 brd + dev eth0';
const NEXT = 'ip -4 -o addr show dev lo to 127.112.0.0/16';
/** One of keepalived that has ended, of which its parent does not ask. */
const ZOMBIE = `perl -e 'if (my $pid = fork) { open F, ">", "/run/vrrp.pid"; print F "$pid\\n"; close F; sleep 300 } $0 = "keepalived"'`;
const PEER = /192\.168\.6\.3$/gm;

// Two nodes' namespaces can be joined by root only. One story: each test begins where the one before it ended.
describe.skipIf(!isRoot)('a director that has just been started', { timeout: 600_000 }, () => {
  let a: Director;
  let b: Director;
  beforeAll(async () => {
    [a, b] = await openPair();
    // It does not know the other yet.
    await a.configure((text) => text.replaceAll(PEER, '192.168.6.99'));
  }, 300_000);
  afterAll(async () => {
    await Promise.all([a?.close(), b?.close()]);
  });

  test('is not active before its table is filled, although nobody else is', async () => {
    await a.start('empty');
    await until('the other virtual router is taken', async () =>
      (await a.given('ip addr show dev lo')).includes('127.112.'),
    );
    expect(await a.state()).toBe('standby -104 hold');
    await a.fill();
    await becomes(a, 'active 240 none');
  });

  test('is not active beside one that it does not hear, and whoever hears is a standby', async () => {
    await b.start();
    await becomes(b, 'standby -114 held');
    await a.configure((text) => text.replaceAll('192.168.6.99', '192.168.6.3'));
    await becomes(b, 'standby 140 none');
    // By what keepalived itself says of each of its changes.
    expect(await b.given('grep -c "(VI_1) Entering MASTER" /run/log || :')).toBe('0\n');
  });

  test('takes over from a director of another stack when it is told to, which gets all that is not known here', async () => {
    await b.kill();
    await a.kill();
    await a.given(`ip addr add ${ADDRESS}`);
    await b.start();
    await becomes(b, 'standby -114 held');
    await b.notify('takeover');
    expect(await b.targets()).toEqual(['192.168.6.2:80']);
    await a.given(`ip addr del ${ADDRESS.replace('brd + ', '')}`);
    await becomes(b, 'active 240 none');
    expect(await b.targets()).toEqual(['192.168.6.2:80', '192.168.6.3:80']);
  });

  test('is not active while that one is there, whatever was left of it, and whatever keepalived loses for a moment', async () => {
    await b.kill();
    await b.given('ip addr add 127.112.0.113/32 dev lo');
    // By which keepalived would take itself to be running.
    await b.given(`sleep 300 </dev/null >/dev/null 2>&1 & echo $! > /run/keepalived.pid
${ZOMBIE} </dev/null >/dev/null 2>&1 & until grep -q . /run/vrrp.pid; do sleep 0.1; done`);
    // As SELinux labels what is made in /run; the kernel keeps labels without it, too.
    await b.given(`mkdir -p /run/umctl-keepalived; echo 0 > /run/umctl-keepalived/priority
setfattr -n security.selinux -v system_u:object_r:var_run_t:s0 /run/umctl-keepalived /run/umctl-keepalived/priority`);
    await b.notify('prepare');
    expect(await b.given('getfattr --only-values -n security.selinux /run/umctl-keepalived/priority')).toMatch(
      /^system_u:object_r:keepalived_var_run_t:s0/,
    );
    expect(await b.given(NEXT)).toBe('');
    await a.given(`ip addr add ${ADDRESS}`);
    await b.start();
    await becomes(b, 'standby -114 held');
    await b.given('ip addr del 127.112.0.113/32 dev lo');
    await until('keepalived has it again', async () => (await b.given(NEXT)) !== '');
    expect(await b.state()).toBe('standby -114 held');
  });

  test('takes over by itself when that one is gone', async () => {
    await a.given(`ip addr del ${ADDRESS.replace('brd + ', '')}`);
    await becomes(b, 'active 240 none');
  });
});
