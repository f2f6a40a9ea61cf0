import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectEnd } from '../expect-end.ts';
import { activeDirector, jsonLines, until } from '../umctl.ts';
import type { Act } from './story.ts';

interface Broken {
  readonly break: string;
  /** The check that has to tell, without the name of the host. */
  readonly told: string;
  /** The finding of status. */
  readonly found?: string;
}

/** What can go wrong on a director that stands by, one thing for one check. */
const STANDBY: readonly Broken[] = [
  {
    break: 'chmod 644 /etc/ha.d/authkeys',
    told: 'authkeys is 0600 root:root and the same on every director',
    found: '/etc/ha.d/authkeys has mode 644',
  },
  {
    break: 'ip route replace default via 192.168.6.77',
    told: 'default route goes through the gateway',
    found: 'its default route goes through 192.168.6.77',
  },
  {
    break: 'systemctl disable heartbeat',
    told: 'heartbeat starts at boot (run levels 2 3 4 5)',
    found: 'service heartbeat (enabled no, wanted yes)',
  },
  { break: 'systemctl stop rsyslog syslog.socket', told: 'syslog runs' },
  {
    break: 'ip addr del 192.168.6.240/32 dev lo',
    told: 'holds the virtual address',
    found: 'lo does not have 192.168.6.240',
  },
  { break: 'echo broken > /var/www/html/index.html', told: 'every real server answers its check' },
];
/** What a second node that answers for the address looks like, and a table that is not the inventory's. */
const ACTIVE: readonly Broken[] = [
  {
    break: 'ipvsadm -A -t 192.168.6.240:81 -s rr',
    told: 'the LVS table is the inventory',
  },
];

/** verify tells what is broken, by name and with evidence, and apply mends it. */
export const verified: Act = ({ lab, run }) => {
  let active = '';
  const standby = (): string => (active === 'n1' ? 'n2' : 'n1');
  const report = (): string => join(lab().directory, 'junit.xml');
  const failedChecks = async (): Promise<{ readonly code: number; readonly names: readonly string[] }> => {
    const { code, stdout } = await run('verify', '--json', '--junit', report());
    const results = jsonLines(stdout).flatMap(({ type, result }) => (type === 'check' ? [result as Result] : []));
    return { code, names: results.flatMap(({ name, complaint }) => (complaint === undefined ? [] : [name])) };
  };

  test('each thing that is broken makes its own check fail', async () => {
    active = (await activeDirector(lab())) ?? '';
    for (const { break: script } of STANDBY) expectEnd(await lab().exec(standby(), script), 0);
    for (const { break: script } of ACTIVE) expectEnd(await lab().exec(active, script), 0);
    const { code, names } = await failedChecks();
    for (const { told } of [...STANDBY, ...ACTIVE]) expect(names, told).toContainEqual(expect.stringContaining(told));
    expect(code, names.join()).toBe(7);
    const status = await run('status', '--json');
    const { problems } = JSON.parse(status.stdout) as { readonly problems: readonly string[] };
    for (const { found = '' } of STANDBY) expect(problems, found).toContainEqual(expect.stringContaining(found));
    expectEnd(status, 7);
    expect(await readFile(report(), 'utf8')).toMatch(/<failure [^>]*message="[^"]*192[.]168[.]6[.]77/);
  });

  test('apply puts all of it right but what ldirectord does not know', async () => {
    // It would wait for that, and tell it, as long as a table may take to come right.
    await lab().exec(active, 'ipvsadm -D -t 192.168.6.240:81');
    expectEnd(await run('apply', '--yes'), 0);
    await until('verify passes', 240, async () => (await failedChecks()).code === 0);
  });

  test('two nodes that answer for the address are told', async () => {
    await lab().exec(standby(), 'echo 0 > /proc/sys/net/ipv4/conf/all/arp_ignore');
    const { code, names } = await failedChecks();
    expect([code, names]).toEqual([7, expect.arrayContaining(['exactly one node answers ARP for 192.168.6.240'])]);
  });
};

interface Result {
  readonly name: string;
  readonly complaint?: string;
}
