import { expect, test } from 'vitest';
import { keepalivedConf } from '../../../../../roles/keepalived/config.ts';
import { LEVELS, succession } from '../../../../../roles/keepalived/director/levels.ts';
import { directorSettings } from '../../../../../roles/keepalived/director/settings.ts';
import { HOSTS } from '../../cluster.ts';
import { director, directors } from '../cluster.ts';

const [n1, n2] = HOSTS;
if (n1 === undefined || n2 === undefined) throw new Error('the example has two directors');
const THREE = [n1, n2, { ...n2, name: 'n3', connection: { host: '192.168.6.4', sshOptions: {} } }];

const standbys = (hostVars: Readonly<Record<string, object>>): readonly (readonly [string, number])[] => {
  const contexts = directors({ hosts: THREE, hostVars });
  const all = contexts[0]?.directors ?? [];
  return succession(all.map((one) => ({ ...one, directors: all }))).map(({ name, standby }) => [name, standby]);
};

test('a director knows the others in the order in which they take over', () => {
  const [, second] = directors({ hosts: THREE });
  expect(second && directorSettings(second)).toBe(`# Written by umctl; read by umctl-notify.
interface=eth0
address=192.168.6.240
addresses=192.168.6.240/24@eth0
asked=192.168.6.240
self=192.168.6.3
others='192.168.6.2 192.168.6.4'
twins=''
names='n1 n3'
standbys='150 130'
priority=140
standby=140
next_address=127.112.0.113
bonus=0
weighs=''
takes_back_after=''
out_after=11
fills_within=8
comes_within=90
takes=5
router_id=240
sync_id=240
sync_group=''
`);
});

test.each([
  { all: { checkinterval: 30, checktimeout: 20, negotiatetimeout: 20 }, seconds: 51 },
  { all: { checkinterval: 60, failurecount: 5 }, seconds: 120 },
])(
  'a shutdown waits until the checks of others have failed, for two minutes at most: $seconds s',
  ({ all, seconds }) => {
    expect(directorSettings(director({ vars: { ldirectord: all } }))).toContain(`\nout_after=${seconds}\n`);
  },
);

test('connections are told of under the number that heartbeat uses, whatever the router id is', () => {
  const context = director({ vars: { keepalived: { virtual_router_id: 77 } } });
  expect(directorSettings(context)).toMatch(/^router_id=77\nsync_id=240$/m);
  expect(keepalivedConf(context)).toContain('  lvs_sync_daemon eth0 VI_1 id 240\n');
});

test('priorities of the inventory decide the order', () => {
  expect(standbys({ n1: { priority: 90 }, n2: { priority: 200 }, n3: { priority: 100 } })).toEqual([
    ['n2', 200],
    ['n3', 100],
    ['n1', 90],
  ]);
});

test.each([
  { n1: { priority: 254 }, n2: { priority: 100 }, n3: { priority: 50 } },
  { n1: { priority: 100 }, n2: { priority: 50 }, n3: { priority: 1 } },
])('priorities that leave no room above or below make way, and keep their order', (given) => {
  const found = standbys(given);
  expect(found.map(([name]) => name)).toEqual(['n1', 'n2', 'n3']);
  for (const [, level] of found) {
    expect(level).toBeGreaterThan(LEVELS.unready + 1);
    expect(level).toBeLessThan(LEVELS.wanted - 1);
  }
});
