import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { keepsClients } from '../../../../roles/removed/keeps-clients.ts';
import { activeKeepsClients } from '../../../../roles/removed/other-stack.ts';
import type { SegmentVars } from '../../../../src/cluster/model/segment-vars.ts';
import { type Node, openNode } from '../../resources/node.ts';
import { context } from '../cluster.ts';
import { until } from '../director-node.ts';

const ADDRESS = '192.168.6.240';
const TABLE = `ipvsadm -C
for port in 80 21; do
  ipvsadm -A -t ${ADDRESS}:$port -s rr
  for real in 2:1 3:2 4:0; do ipvsadm -a -t ${ADDRESS}:$port -r 192.168.6.\${real%:*}:$port -g -w \${real#*:}; done
done
ip addr replace ${ADDRESS}/24 dev eth0`;

/** A host with an address, a stand-in for IPVS, and an arping that hears whom the test says. */
let node: Node;
const wanted = keepsClients(context<SegmentVars>(activeKeepsClients));
beforeAll(async () => {
  node = await openNode();
  copyFileSync(new URL('../ipvsadm.pl', import.meta.url), join(node.root, 'ipvsadm.pl'));
  await node.given(`mkdir sbin; mount -t tmpfs tmpfs /run; mkdir /run/ipvs; ip link add eth0 type veth peer name far0; ip link set eth0 up
cp ipvsadm.pl sbin/ipvsadm; printf '#!/bin/sh\n[ ! -e /run/heard ]\n' > sbin/arping; chmod 755 sbin/*
mount --bind sbin /usr/local/sbin; cp -L /bin/sh /run/sshd-session`);
});
afterAll(() => node?.close());
beforeEach(() => node.given(`rm -f /run/heard; ${TABLE}`));

const weights = async (): Promise<string> =>
  [...(await node.given('ipvsadm -S -n')).matchAll(/-r 192\.168\.6\.(\S+) -g -w (\d+)/g)]
    .map(([, real, weight]) => `${real}:${weight}`)
    .join(' ');
const ALL = '2:80:1 3:80:2 4:80:0 2:21:1 3:21:2 4:21:0';
const KEPT = '2:80:1 3:80:0 4:80:0 2:21:1 3:21:0 4:21:0';

/** Has it done in a login that goes on after that, until `link` is cut. */
async function done(): Promise<void> {
  const [step] = await node.plan(...wanted);
  // Nobody is told of connections here, so that nobody has to wait for that.
  writeFileSync(join(node.root, 'step'), step?.command.run.text.replace(/^sleep 5$/m, '') ?? 'false');
  await node.given(`rm -f /run/done
setsid /run/sshd-session -c 'echo $$ > /run/login; sh step && touch /run/done; while :; do sleep 0.1; done' >/run/said 2>&1 </dev/null &
for i in $(seq 300); do [ ! -e /run/done ] || exit 0; sleep 0.1; done; cat /run/said >&2; exit 1`);
}
const cut = () => node.given('kill $(cat /run/login)');
/** In this node: others ask the same on theirs. */
const waits = async () =>
  (await node.given('pgrep -fc "arping -D -q -c 2 -w 2 -I [e]th0" --ns $$ --nslist net || :')).trim() !== '0';
const ended = () => until('nothing waits any more', async () => !(await waits()));

test('new connections go to the own real server, and all is as it was once the run is cut off', async () => {
  await done();
  expect([await weights(), await waits(), await node.plan(...wanted)]).toEqual([KEPT, true, []]);
  await cut();
  await ended();
  expect(await weights()).toBe(ALL);
});

test('where another director is active, too, that one relies on it, and nothing is undone', async () => {
  await done();
  await node.given('touch /run/heard');
  await cut();
  await ended();
  expect(await weights()).toBe(KEPT);
});

test('a director that has given the address up meanwhile is left as it is', async () => {
  await done();
  await node.given('ip addr flush dev eth0; ipvsadm -e -t 192.168.6.240:80 -r 192.168.6.3:80 -g -w 0');
  await ended();
  await cut();
  expect(await weights()).toBe(KEPT);
});

test('what is no more in the table is not put there', async () => {
  await done();
  await node.given('ipvsadm -D -t 192.168.6.240:21');
  await cut();
  await ended();
  expect(await weights()).toBe('2:80:1 3:80:2 4:80:0');
});
