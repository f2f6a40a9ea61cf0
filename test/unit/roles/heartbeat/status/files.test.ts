import { afterAll, beforeAll, expect, test } from 'vitest';
import { files } from '../../../../../roles/heartbeat/status/probes.ts';
import { type Node, openNode } from '../../../resources/node.ts';
import { ASKED_HERE } from '../../asked-here.ts';

let node: Node;
beforeAll(async () => {
  node = await openNode();
});
afterAll(() => node.close());

const ask = async () => files.parse(await node.run(files.ask(ASKED_HERE)));
const write = (duties: string) => node.given(`printf '%s\\n' '${duties}' > /etc/ha.d/haresources`);

test('a director without heartbeat has no such files, and nothing is said of them', async () => {
  expect(await ask()).toEqual({ passesByLvsDirector: false });
});

test('duties pass by LVSDirector where a line that is no comment says so, and the mode of the keys is told', async () => {
  await node.given('mkdir /etc/ha.d; umask 077; echo "auth 1" > /etc/ha.d/authkeys');
  await write('n1 ldirectord::ldirectord.cf IPaddr2::192.168.6.240/24/eth0/192.168.6.255');
  expect(await ask()).toEqual({ passesByLvsDirector: false, authkeys: '600' });
  await write('# LVSDirector takes duties over');
  expect(await ask()).toMatchObject({ passesByLvsDirector: false });
  await write('n1 LVSDirector::192.168.6.240/24/eth0::192.168.6.2::192.168.6.3');
  await node.given('chmod 644 /etc/ha.d/authkeys');
  expect(await ask()).toEqual({ passesByLvsDirector: true, authkeys: '644' });
});
