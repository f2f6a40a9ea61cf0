import { afterAll, beforeAll, expect, test } from 'vitest';
import { leaving } from '../../../../roles/ldirectord/leaving.ts';
import { noClientsOfLeaving } from '../../../../src/cluster/services/clients.ts';
import { sh } from '../../../../src/core/sh.ts';
import { type Node, openNode } from '../../resources/node.ts';
import { contexts } from '../../roles/cluster.ts';
import { printed } from '../../roles/fixture.ts';

const resource = (table: 'own' | 'shared' = 'own', askActive = sh`cat active`) =>
  noClientsOfLeaving({
    services: ['TCP 192.168.6.240:80'],
    staying: ['TCP 192.168.6.240:80 192.168.6.2:80'],
    fallbacks: ['192.168.6.9'],
    seconds: 3,
    askActive,
    table,
    handsOver: sh`[ -e hands-over ]`,
  });
const clients = resource();
const table = (...reals: readonly string[]) =>
  [
    'IP Virtual Server version 1.2.1 (size=4096)',
    'TCP  192.168.6.240:80 rr',
    ...reals.map((real) => `  -> ${real} 3 0`),
  ].join('\n');
const BOTH = 'backup sync daemon (mcast=eth0, syncid=240, maxlen=1472)';
const LEAVES = { leaving: '192.168.6.4' };

test('who stays, or stands in for all, is not leaving', () => {
  const said = printed(table('192.168.6.2:80 Route 1', '127.0.0.1:80 Local 1', '192.168.6.9:80 Route 1'));
  expect(clients.parse(said)).toEqual(clients.want);
});

test('a real server that is sent clients and is not in the inventory leaves, and so does one of a service that goes', () => {
  const said = printed(
    `${table('192.168.6.4:80 Route 2')}\nTCP  192.168.6.240:443 wlc\n  -> 192.168.6.2:443 Route 1 0 0\n`,
  );
  expect(clients.parse(said)).toEqual({ leaving: '192.168.6.4, all of TCP 192.168.6.240:443' });
});

test('one that stays in other services leaves one, by its name', () => {
  const said = printed(table('192.168.6.2:80 Route 1', '192.168.6.2:8080 Route 1'));
  expect(clients.parse(said)).toEqual({ leaving: '192.168.6.2:8080 of TCP 192.168.6.240:80' });
});

test('a check that takes one out of a service, or in, does not change the plan', () => {
  const gone = 'TCP  192.168.6.240:443 wlc\n';
  for (const more of [
    '',
    '  -> 192.168.6.2:443 Route 1 0 0\n',
    '  -> 192.168.6.2:443 Route 0 0 0\n  -> 192.168.6.3:443 Route 1 0 0\n',
  ])
    expect(clients.parse(printed(`${table()}\n${gone}${more}`))).toEqual({ leaving: 'all of TCP 192.168.6.240:443' });
  expect(clients.parse(printed(`active\nended TCP 192.168.6.240:443\n${table()}\n${gone}`))).toEqual(clients.want);
  for (const more of ['', '  -> 192.168.6.4:8080 Route 1 0 0\n'])
    expect(clients.parse(printed(`${table('192.168.6.4:80 Route 1')}\n${more}`))).toEqual(LEAVES);
});

test('a weight of 0 is not the end of it: clients have to have been let go, where they come to', () => {
  const gone = table('192.168.6.4:80 Route 0');
  const key = 'TCP 192.168.6.240:80 192.168.6.4:80';
  expect(clients.parse(printed(`active\n${gone}`))).toEqual(LEAVES);
  expect(clients.parse(printed(`active\nended ${key}\n${gone}`))).toEqual(clients.want);
  expect(clients.parse(printed(`active\nstopped ${key}\n${gone}`))).toEqual(LEAVES);
  expect(clients.parse(printed(`standby\nstopped ${key}\n${gone}`))).toEqual(clients.want);
  // It has come back since, and leaves anew.
  expect(clients.parse(printed(`active\nended ${key}\n${table('192.168.6.4:80 Route 1')}`))).toEqual(LEAVES);
});

test('who takes duties over has the table of both before, and the plan is the same', () => {
  const shared = resource('shared');
  for (const [place, weight] of [
    ['standby', 1],
    ['active', 0],
  ] as const)
    expect(shared.parse(printed(`${place}\n${BOTH}\n${table(`192.168.6.4:80 Route ${weight}`)}`))).toEqual(LEAVES);
  // keepalived runs one daemon at a time: who was told of connections tells of them once it is active.
  const told = `active\n${BOTH.replace('backup', 'master')}\n${table('192.168.6.4:80 Route 1')}`;
  expect(shared.parse(printed(told))).toEqual(LEAVES);
  // The classic way it has none before.
  expect(shared.parse(printed(`active\n${table('192.168.6.4:80 Route 1')}`))).toEqual(shared.want);
  const both = contexts(leaving).map((context) => leaving.resources(context).length);
  expect(both).toEqual([1, 1]);
});

let node: Node;
beforeAll(async () => {
  node = await openNode();
  // A table in a file: this kernel may have no IPVS.
  // As on EL 5 and 6, /var/run is a directory, and nothing can be made in /run.
  await node.given(`mkdir bin; mount -t tmpfs -o ro none /run; mount -t tmpfs none /var; mkdir /var/run
cat > bin/ipvsadm <<'END'
#!/bin/sh
read -r weight connections < table
case $1 in
  -S) echo "-A -t 192.168.6.240:80 -s rr"; [ -e gone ] || echo "-a -t 192.168.6.240:80 -r 192.168.6.4:80 -g -w $weight"
    [ ! -e goes ] || echo "-A -t 192.168.6.240:443 -s wlc"
    [ ! -e marks ] || cat marks ;;
  -e) [ ! -e refuses ] || { [ ! -e checked ] || touch gone; echo 'No such destination' >&2; exit 2; }
    echo "0 $connections" > table; echo "$*" >> changed ;;
  -L) [ "$2" != --daemon ] || exit 0
    echo "TCP  192.168.6.240:80 rr"; echo "  -> 192.168.6.4:80 Route $weight $connections 0"
    [ ! -e goes ] || echo "TCP  192.168.6.240:443 wlc"
    [ "$connections" = 9 ] || [ ! -e ends ] || echo "$weight 0" > table ;;
esac
END
chmod +x bin/ipvsadm`);
});
afterAll(() => node.close());

const inRoot = (command: { readonly text: string }) =>
  node.run(sh`cd ${node.root}; PATH=${`${node.root}/bin`}:$PATH; export PATH; ${command}`);
const observed = async () => clients.parse(await inRoot(clients.probe));

test.each([
  ['standby', 9, 'stopped', ''],
  ['active', 9, 'ended', 'connections that do not end are given up: 192.168.6.4:80 has 9'],
  ['active', 2, 'ended', ''],
])('on the %s director with %i connections: %s', async (place, connections, word, said) => {
  await node.given(`echo ${place} > active; echo 1 ${connections} > table; touch ends; rm -f /var/run/umctl-clients`);
  expect(await observed()).toEqual(LEAVES);
  expect(await inRoot(clients.apply(() => true).run)).toMatchObject({
    code: 0,
    stdout: said === '' ? '' : `${said}\n`,
  });
  expect(await node.given('cat /var/run/umctl-clients')).toBe(`${word} TCP 192.168.6.240:80 192.168.6.4:80\n`);
  expect(await observed()).toEqual(clients.want);
});

test('a service that goes while checks have taken all of its real servers out is let go, too', async () => {
  await node.given('echo standby > active; echo 0 0 > table; rm -f /var/run/umctl-clients; : > goes');
  expect(await observed()).toEqual({ leaving: '192.168.6.4, all of TCP 192.168.6.240:443' });
  expect(await inRoot(clients.apply(() => true).run)).toMatchObject({ code: 0, stdout: '' });
  expect(await observed()).toEqual(clients.want);
});

test('a real server that a check takes out just then is no failure; any other refusal is', async () => {
  await node.given('echo standby > active; echo 1 0 > table; rm -f /var/run/umctl-clients goes; : > refuses');
  expect(await inRoot(clients.apply(() => true).run)).toMatchObject({ code: 1, stderr: 'No such destination\n' });
  await node.given(': > checked');
  expect(await inRoot(clients.apply(() => true).run)).toMatchObject({ code: 0, stderr: '' });
  await node.given('rm refuses checked gone');
});

test('marks of both families are let go; that of packets from other directors, where they share the addresses, is left alone', async () => {
  await node.given(`echo standby > active; echo 0 0 > table; rm -f /var/run/umctl-clients goes changed
cat > marks <<'END'
-A -f 1 -6 -s rr
-a -f 1 -6 -r [fd00:6::4]:0 -g -w 1
-A -f 2 -s rr
-a -f 2 -r 192.168.6.4:0 -g -w 1
-A -f 1970103156 -s rr
-a -f 1970103156 -r 192.168.6.2:0 -g -w 1
-A -f 1970103156 -6 -s rr
-a -f 1970103156 -6 -r [fd00:6::2]:0 -g -w 1
END`);
  expect(await inRoot(clients.apply(() => true).run)).toMatchObject({ code: 0, stdout: '' });
  expect((await node.given('cat changed')).split('\n')).toEqual([
    '-e -t 192.168.6.240:80 -r 192.168.6.4:80 -g -w 0',
    '-e -f 1 -6 -r [fd00:6::4]:0 -g -w 0',
    '-e -f 2 -r 192.168.6.4:0 -g -w 0',
    '',
  ]);
  expect((await node.given('cat /var/run/umctl-clients')).split('\n')).toEqual([
    'stopped TCP 192.168.6.240:80 192.168.6.4:80',
    'stopped FWM 1 IPv6 [fd00:6::4]:0',
    'stopped FWM 2 192.168.6.4:0',
    'stopped FWM 1 IPv6',
    'stopped FWM 2',
    '',
  ]);
});
