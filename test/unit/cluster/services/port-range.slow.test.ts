import { afterAll, beforeAll, expect, test } from 'vitest';
import { ldirectordCf } from '../../../../roles/ldirectord/config.ts';
import ldirectord from '../../../../roles/ldirectord/role.ts';
import type { LdirectordVars } from '../../../../roles/ldirectord/vars.ts';
import { marksProgram, refuseMarks } from '../../../../src/cluster/services/marked.ts';
import { portMarks } from '../../../../src/cluster/services/port-marks.ts';
import { servicePorts } from '../../../../src/cluster/services/ports.ts';
import { wantedTable } from '../../../../src/cluster/services/table.ts';
import { sh } from '../../../../src/core/sh.ts';
import type { Node } from '../../resources/node.ts';
import { context } from '../../roles/cluster.ts';
import { openDirectorNode } from '../../roles/director-node.ts';
import { debianLdirectord } from '../../roles/ldirectord/debian-ldirectord.ts';
import { RANGES } from './port-range.ts';

const of = context<LdirectordVars>(ldirectord, { vars: RANGES });
const marks = portMarks(of.vars);
const markOf = (address: string, first: number) =>
  marks.find((one) => one.address === address && one.ports.first === first)?.mark ?? 0;

test('each has a mark on each of its addresses, by its address and first port alone', () => {
  expect(marks.map(({ address, transport, ports }) => `${address} ${transport} ${ports.first}-${ports.last}`)).toEqual([
    '192.168.6.240 tcp 5000-5100',
    'fd00:6::240 tcp 5000-5100',
    '192.168.6.240 udp 6000-6010',
  ]);
  expect(new Set(marks.map(({ mark }) => mark)).size).toBe(3);
  const [passive] = RANGES.virtual_services;
  const other = { ...RANGES, virtual_services: [{ ...passive, name: 'other', port: '5000-5999' }] };
  expect(portMarks(context<LdirectordVars>(ldirectord, { vars: other }).vars).map(({ mark }) => mark)).toEqual(
    marks.slice(0, 2).map(({ mark }) => mark),
  );
});

test('the kernel’s table has them by their marks, with real servers that keep the port', () => {
  const rows = wantedTable(of).map(({ name, key, flags, reals }) => [name, key, ...flags, reals[0]?.address ?? 'none']);
  expect(rows).toEqual([
    ['four/passive', `FWM ${markOf('192.168.6.240', 5000)}`, 'persistent 600', '192.168.6.2:0'],
    ['four/calls', `FWM ${markOf('192.168.6.240', 6000)}`, '192.168.6.2:0'],
    ['four/web', 'TCP 192.168.6.240:80', '192.168.6.2:80'],
    ['six/passive', `FWM ${markOf('fd00:6::240', 5000)} IPv6`, 'persistent 600', 'none'],
    ['six/web', 'TCP [fd00:6::240]:80', 'none'],
  ]);
});

test('clients need the whole range, and checks its first port', () => {
  const needs = servicePorts(of.vars).map(({ protocol, port, lastPort, from, to }) =>
    [protocol, port, lastPort, from, to].join(' '),
  );
  expect(needs).toContain('tcp 5000 5100 clients directors');
  expect(needs).toContain('udp 6000 6010 clients nodes');
  expect(needs).toContain('tcp 5000  directors nodes');
});

const debian = debianLdirectord();

test('ldirectord itself reads them as marks of their family, and asks the first port', () => {
  const { virtual } = debian.parse(ldirectordCf(of));
  expect(
    virtual.map((one) => [one['addressfamily'], one['protocol'], Number(one['fwm'] ?? 0), one['checkport'] ?? '']),
  ).toEqual([
    [2, 'fwm', markOf('192.168.6.240', 5000), '5000'],
    [2, 'fwm', markOf('192.168.6.240', 6000), '6000'],
    [2, 'tcp', 0, ''],
    [10, 'fwm', markOf('fd00:6::240', 5000), '5000'],
    [10, 'tcp', 0, ''],
  ]);
});

const able = { ...of, platform: { ...of.platform, why: () => undefined } };

test('a director that cannot keep marks is refused at the port', () => {
  const old = { ...of, platform: { ...of.platform, why: () => 'the init system is sysvinit' } };
  expect(refuseMarks(old)).toEqual([
    {
      path: ['virtual_services', 0, 'port'],
      message: expect.stringContaining('the ports 5000-5100 take firewall marks'),
    },
  ]);
  expect(refuseMarks(able)).toEqual([]);
});

test('so is one whose kernel cannot mark a range, before anything is changed', () => {
  const said = (kernel: string, recalled = '') =>
    refuseMarks({ ...able, facts: { ...of.facts, kernel }, recalled: new Map([[of.name, recalled]]) }).map(
      ({ message }) => message,
    );
  expect(said('4.19.0-27-amd64')).toEqual([
    expect.stringContaining(`${of.name} cannot: it has Linux 4.19.0-27-amd64;`),
  ]);
  expect(said('3.10.0-1160.el7.x86_64')).toHaveLength(1);
  // Red Hat's of its release 8 has much of later ones.
  expect(said('4.18.0-553.el8_10.x86_64')).toEqual([]);
  expect(said('6.1.0', 'its kernel has no module cls_flower\nits kernel has no module act_skbedit\n')).toEqual([
    expect.stringContaining('its kernel has no module cls_flower, act_skbedit;'),
  ]);
});

let node: Node;
beforeAll(async () => {
  node = await openDirectorNode();
});
afterAll(async () => node.close());

test('the program sets what lacks, takes away what is too much, and leaves nothing', async () => {
  const has = async () =>
    (await node.given('cat /run/tc.filters 2>/dev/null || :'))
      .replaceAll(/^filter add dev /gm, '')
      .trim()
      .split('\n');
  const runs = async (program: string, verb: string) =>
    (await node.run(sh`cat > /run/port-marks; sh /run/port-marks ${verb}`, program)).stdout.trim();
  const program = marksProgram(marks);
  expect((await runs(program, 'missing')).split('\n')).toHaveLength(3);
  await runs(program, 'set');
  expect(await has()).toContain(
    `eth0 ingress protocol ip pref 50001 flower ip_proto tcp dst_ip 192.168.6.240 dst_port 5000-5100 action skbedit mark ${markOf('192.168.6.240', 5000)} continue`,
  );
  expect(await has()).toHaveLength(3);
  expect(await runs(program, 'missing')).toBe('');
  const before = await has();
  await runs(program, 'set');
  expect(await has()).toEqual(before);
  // Another range takes the place of one; and somebody else's filter stays.
  await node.given(
    `echo 'filter add dev eth0 ingress protocol ip pref 7 flower dst_ip 192.0.2.1 action skbedit mark 9 continue' >> /run/tc.filters`,
  );
  const fewer = marksProgram(marks.slice(0, 1).map((one) => ({ ...one, ports: { first: 5000, last: 5200 } })));
  await runs(fewer, 'set');
  expect((await has()).map((line) => /dst_port (\S+)/.exec(line)?.[1] ?? 'other')).toEqual(['other', '5000-5200']);
  await runs(fewer, 'clear');
  expect(await has()).toEqual([expect.stringContaining('pref 7')]);
  expect(await node.given('tc qdisc show dev eth0')).toContain('ingress');
  await node.given('rm /run/tc.filters; tc qdisc del dev eth0 ingress');
  await runs(program, 'set');
  await runs(program, 'clear');
  expect(
    await node.given('tc qdisc show dev eth0; ls /run/tc.filters /var/run/umctl-port-marks 2>/dev/null || :'),
  ).toBe('');
});

test('the unit looks whether they are there while it is told of others: whoever comes second finds nothing to do', async () => {
  const program = marksProgram(marks);
  const several = sh`cat > /run/port-marks
: > /run/tc.busy
pids=
for _ in 1 2 3; do sh /run/port-marks set & pids="$pids $!"; done
for pid in $pids; do wait "$pid" || echo failed; done
rm /run/tc.busy
sort /run/tc.filters | uniq -c | awk '{ print $1 }'`;
  expect(await node.run(several, program)).toMatchObject({ stdout: '1\n1\n1\n', stderr: '' });
  await node.run(sh`sh /run/port-marks clear`);
  expect(await node.given('ls -A /var/run/umctl-port-marks 2>/dev/null || :')).toBe('');
});
