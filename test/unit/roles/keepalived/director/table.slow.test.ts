import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepalivedConf } from '../../../../../roles/keepalived/config.ts';
import { notifyProgram } from '../../../../../roles/keepalived/director/program.ts';
import { directorSettings } from '../../../../../roles/keepalived/director/settings.ts';
import { MARK } from '../../../../../src/cluster/director/parts.ts';
import { sh } from '../../../../../src/core/sh.ts';
import type { Node } from '../../../resources/node.ts';
import { openDirectorNode } from '../../director-node.ts';
import { director } from '../cluster.ts';

const VIRTUAL = '-t 192.168.6.240';
const services = ['sh', 'mh', 'dh', 'wlc'].map((scheduler, i) => ({
  name: scheduler,
  port: 80 + i,
  scheduler,
  check: { type: 'connect' },
  ...(scheduler === 'mh' ? { schedflags: ['mh-port'] } : {}),
}));
/** As ipvsadm -S -n prints them. */
const SERVICES = [
  `-A ${VIRTUAL}:80 -s sh`,
  `-A ${VIRTUAL}:81 -s mh -b mh-port`,
  `-A ${VIRTUAL}:82 -s dh`,
  `-A ${VIRTUAL}:83 -s wlc`,
];
const REALS = [2, 3].flatMap((real) => [80, 81, 82, 83].map((port) => ({ port, real: `192.168.6.${real}:${port}` })));

let node: Node;
beforeAll(async () => {
  node = await openDirectorNode();
  const context = director({ vars: { virtual_services: services } });
  mkdirSync(join(node.etc, 'keepalived/umctl'), { recursive: true });
  writeFileSync(join(node.etc, 'keepalived/umctl/director'), directorSettings(context));
  writeFileSync(join(node.etc, 'keepalived/keepalived.conf'), keepalivedConf(context));
  const [functions = ''] = notifyProgram({ shutsDown: sh`false` }).split(/^case \$1 in$/m);
  writeFileSync(join(node.root, 'functions'), functions);
  const table = [...SERVICES, ...REALS.map(({ port, real }) => `-a ${VIRTUAL}:${port} -r ${real} -g -w 1 -x 0 -y 0`)];
  await node.given(`mkdir -p /var/run/umctl-keepalived\n${table.map((line) => `ipvsadm ${line}`).join('\n')}`);
});
afterAll(() => node.close());

const call = (text: string): Promise<string> => node.given(`. ./functions\n${text}`);
const kept = async (): Promise<readonly string[]> =>
  (await node.given("ipvsadm -S -n | grep -e '^-A' | sed 's/ *$//'")).trim().split('\n');

test('while weights are lowered, schedulers that map clients to real servers pass over those', async () => {
  await call('only_target 192.168.6.3');
  expect(await kept()).toEqual([
    `-A ${VIRTUAL}:80 -s sh -b sh-fallback`,
    `-A ${VIRTUAL}:81 -s mh -b mh-fallback,mh-port`,
    `-A ${VIRTUAL}:82 -s rr`,
    SERVICES[3],
  ]);
  await call('weights_back');
  expect(await kept()).toEqual(SERVICES);
});

test('what has been changed meanwhile stays', async () => {
  await call('only_target 192.168.6.3');
  await node.given(`ipvsadm -E ${VIRTUAL}:80 -s rr`);
  await call('weights_back');
  expect(await kept()).toEqual([`-A ${VIRTUAL}:80 -s rr`, ...SERVICES.slice(1)]);
});

test('where the one real server that is left fails its checks, another takes its place', async () => {
  const inForce = async (): Promise<readonly string[]> =>
    (await node.given(`ipvsadm -S -n | awk '$1 == "-a" && $8 > 0 { print $5 }'`)).trim().split('\n');
  const others = REALS.filter(({ real }) => real.startsWith('192.168.6.3:') && !real.endsWith(':83'));
  await call('only_target 192.168.6.3');
  await call('keep_target 192.168.6.3');
  expect(await inForce()).toEqual([...others.map(({ real }) => real), '192.168.6.3:83']);
  await node.given(`ipvsadm -d ${VIRTUAL}:83 -r 192.168.6.3:83`);
  await call('keep_target 192.168.6.3');
  expect(await inForce()).toEqual([...others.map(({ real }) => real), '192.168.6.2:83']);
  await node.given(`ipvsadm -a ${VIRTUAL}:83 -r 192.168.6.3:83 -g -w 1 -x 0 -y 0`);
  await call('weights_back');
  expect(await inForce()).toHaveLength(REALS.length);
});

test('what is in force already is left alone, and another takes its place before it ceases', async () => {
  const edits = async (text: string): Promise<readonly string[]> => {
    const ipvsadm = `ipvsadm() { case $1 in -[eE]) echo "$*" >> edits ;; esac; command ipvsadm "$@"; }`;
    const all = await call(`: > edits\n${ipvsadm}\n${text}\ncat edits`);
    return all.split('\n').slice(0, -1);
  };
  const of = (real: string): readonly string[] =>
    [80, 81, 82, 83].map((port) => `${VIRTUAL}:${port} -r ${real}:${port}`);
  await call('only_target 192.168.6.3');
  expect(await edits('only_target 192.168.6.3')).toEqual([]);
  expect(await edits('only_target 192.168.6.2')).toEqual([
    ...of('192.168.6.2').map((one) => `-e ${one} -g -w 1 -x 0 -y 0`),
    ...of('192.168.6.3').map((one) => `-e ${one} -g -w 0 -x ${MARK} -y 0`),
  ]);
  await call('weights_back');
  const weights = await node.given(`ipvsadm -S -n | awk '$1 == "-a" { print $8 }' | sort -u`);
  expect(weights).toBe('1\n');
});

test('who finds that another has the address sends what still comes to its own real server', async () => {
  const quiet = ['alone', 'take_over_worker', 'note', 'give_up', 'flock'].map((one) => `${one}() { :; }`).join('\n');
  const left = await call(`${quiet}\nwait_for() { table | awk '$(NF - 2) > 0 { print $4 }'; }\nstep_aside`);
  expect(left.trim().split('\n')).toEqual([80, 81, 82, 83].map((port) => `192.168.6.2:${port}`));
  await call('weights_back');
});

test('keepalived has read its configuration when the table has what that has, and nothing else', async () => {
  expect(await call('unread')).toBe('');
  await node.given(`ipvsadm -a ${VIRTUAL}:83 -r 192.168.6.9:83 -g -w 1 -x 0 -y 0; ipvsadm -D ${VIRTUAL}:80`);
  const [extra, ...missing] = (await call('unread')).trim().split('\n');
  expect(extra).toBe('table 192.168.6.240:83 192.168.6.9:83');
  expect(missing.toSorted()).toEqual([
    '192.168.6.240:80',
    '192.168.6.240:80 192.168.6.2:80',
    '192.168.6.240:80 192.168.6.3:80',
  ]);
});
