import { describe, expect, test } from 'vitest';
import type { AskedNode } from '../../../../src/cluster/status/node.ts';
import { exitOf } from '../../../../src/cluster/status/verdict.ts';
import { EXIT } from '../../../../src/core/errors.ts';
import { type Captured, captured, type Edits, edited, printed } from './captured.ts';
import { CLUSTER, readAnswer, status } from './cluster.ts';

const replaced = (from: string | RegExp, to: string) => (text: string) => {
  const made = text.replace(from, to);
  if (made === text) throw new Error(`nothing to replace: ${from}`);
  return made;
};

/** What is said of one change by hand, of the standby unless told otherwise; all of it has the exit code of a finding. */
function said(edits: Edits, { from = 'make-before-break', on = 'n2' }: { from?: Captured; on?: 'n1' | 'n2' } = {}) {
  const made = on === 'n1' ? status(edits, {}, { from }) : status({}, edits, { from });
  expect([made.alarms, exitOf(made)]).toEqual([[], made.problems.length > 0 ? EXIT.unhealthy : EXIT.done]);
  return made.problems;
}

describe.each(['classic', 'make-before-break'] as const)('what is undone by hand on the standby: %s', (from) => {
  test.each<[string, Edits]>([
    ['n2: lo does not have 192.168.6.240: it drops what', { addresses: '' }],
    ['n2: lo has 192.168.6.240/24, wanted /32', { addresses: replaced('240/32', '240/24') }],
    ['n2: arp_ignore is 0 on eth0, wanted 1', { kernel: replaced('conf/all/arp_ignore:1', 'conf/all/arp_ignore:0') }],
    ['n2: arp_announce is 0 on eth0, wanted 2', { kernel: replaced('all/arp_announce:2', 'all/arp_announce:0') }],
    ['n2: /etc/ha.d/authkeys has mode 644, wanted 600', { files: replaced('authkeys:600', 'authkeys:644') }],
    ['n2: its default route goes through 192.168.6.9, wanted 192.168.6.1', { routes: replaced('6.1 ', '6.9 ') }],
    ['n2: it has no default route through a gateway', { routes: '' }],
  ])('%s', (finding, edits) => {
    expect(said(edits, { from })).toEqual([expect.stringContaining(finding)]);
  });

  test('a director that answers no ARP at all could not take over', () => {
    expect(said({ kernel: replaced('conf/all/arp_ignore:1', 'conf/all/arp_ignore:8') }, { from })).toEqual([
      'n2: arp_ignore is 8 on eth0, wanted 1: it would answer no ARP for 192.168.6.240 after a fail-over',
    ]);
  });

  test('an interface may be silent by its own setting, and by a stricter one', () => {
    for (const to of ['conf/all/arp_ignore:0\nconf/eth0/arp_ignore:1', 'conf/all/arp_ignore:2\nconf/eth0/arp_ignore:0'])
      expect(said({ kernel: replaced('conf/all/arp_ignore:1\nconf/eth0/arp_ignore:0', to) }, { from })).toEqual([]);
  });
});

describe('gateways of both families', () => {
  const asked = [...CLUSTER.asked].map(
    ([name, node]) => [name, { ...node, gateways: ['192.168.6.1', 'fe80::1'] }] as const,
  );
  const cluster = { ...CLUSTER, asked: new Map(asked) };
  const ipv4 = printed('make-before-break', 'n1', 'routes');
  const both = { routes: `${ipv4}\ndefault via fe80::1 dev eth0 proto ra metric 1024 pref medium\n` };

  test.each([
    ['both are there', both.routes, []],
    [
      'another one of IPv6',
      both.routes.replace('fe80::1', 'fe80::9'),
      ['its default route goes through fe80::9, wanted fe80::1'],
    ],
    ['none of IPv6', `${ipv4}\n`, ['it has no default route of IPv6 through a gateway, wanted fe80::1']],
    ['none of IPv4', both.routes.replace(ipv4, ''), ['it has no default route through a gateway, wanted 192.168.6.1']],
  ])('%s', (_, routes, findings) => {
    const { problems } = status(both, { routes }, { cluster });
    expect(problems).toEqual(findings.map((finding) => expect.stringContaining(`n2: ${finding}:`)));
  });
});

describe('a standby whose table is in force', () => {
  const inForce = expect.stringContaining('n2: a standby, but its LVS table is in force: it balances again');

  test('is named where it should have none', () => {
    const table = printed('classic', 'n1', 'table');
    const kernel = printed('classic', 'n1', 'kernel');
    expect(said({ table, kernel }, { from: 'classic' })).toEqual([inForce]);
    expect(said({ table, kernel, ldirectord: { code: 0, stdout: '', stderr: '' } }, { from: 'classic' })).toEqual([
      'n2: ldirectord runs on a standby, and fills its LVS table',
      inForce,
    ]);
  });

  test.each([
    ['backup_only is off', replaced('backup_only:1', 'backup_only:0')],
    ['no sync daemon listens, without which backup_only is nothing', replaced(/^backup sync daemon.*\n/m, '')],
  ])('is named where %s', (_, kernel) => {
    expect(said({ kernel })).toEqual([inForce]);
  });

  test('is none while duties are handed over', () => {
    const moving = { resources: 'none\nhands over\n', kernel: replaced('backup_only:1', 'backup_only:0') };
    expect(said(moving)).toEqual([]);
  });
});

describe('an active director', () => {
  test.each<[string, Edits]>([
    ['no sync daemon master', { kernel: replaced(/^master sync daemon.*\n/m, '') }],
    [
      'it is active, and net.ipv4.vs.backup_only is 1, so it balances nothing',
      { kernel: replaced('only:0', 'only:1') },
    ],
    ['net.ipv4.vs.sloppy_tcp is 1', { kernel: replaced('sloppy_tcp:0', 'sloppy_tcp:1') }],
  ])('directs as the other needs it: %s', (finding, edits) => {
    expect(said(edits, { on: 'n1' })).toEqual([expect.stringMatching(new RegExp(`^n1: .*${finding}`))]);
  });

  test('without ldirectord is one that nobody tends', () => {
    expect(said({ ldirectord: { code: 3, stdout: '', stderr: '' } }, { on: 'n1' })).toEqual([
      'n1: is active, but ldirectord does not run',
    ]);
  });
});

test('a standby without ldirectord would take over with an old table', () => {
  expect(said({ ldirectord: { code: 3, stdout: '', stderr: '' } })).toEqual([
    'n2: ldirectord does not run, so a fail-over would serve with an old LVS table',
  ]);
});

test('a real server that is no director serves by the same settings, and has no table in force', () => {
  const alone = (kernel: (text: string) => string) => {
    const real = { name: 'n3', director: false, address: '192.168.6.4' };
    const asked = { ...CLUSTER.asked.get('n2'), director: false } as AskedNode;
    const nodes = new Map([...CLUSTER.asked, ['n3', asked]]);
    const outputs = edited(captured('classic', 'n2'), { kernel });
    return status(
      {},
      {},
      {
        cluster: { ...CLUSTER, hosts: [...CLUSTER.hosts, real], asked: nodes },
        more: new Map([['n3', readAnswer(outputs, asked)]]),
      },
    );
  };
  expect(alone((text) => text).problems).toEqual([]);
  const table = printed('classic', 'n1', 'kernel');
  expect(alone(() => table).problems).toEqual([
    expect.stringContaining('n3: no director, but its LVS table is in force: it balances again'),
  ]);
  expect(alone(replaced('all/arp_ignore:1', 'all/arp_ignore:0')).problems).toEqual([
    expect.stringContaining('n3: arp_ignore is 0 on eth0'),
  ]);
  // It answers for no address at all, which is silence enough where nobody has to find it by ARP.
  expect(alone(replaced('all/arp_ignore:1', 'all/arp_ignore:8')).problems).toEqual([]);
});
