import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sh } from '../../../src/core/sh.ts';
import { arm, disarm, showGuard } from '../../../src/engine/guard/shell.ts';
import { type Node, openNode } from '../resources/node.ts';
import {
  changeUnderGuard,
  giveNetwork,
  INTERFACES,
  interfacesOf,
  isArmed,
  isGone,
  letTimeBeUp,
  readInterfaces,
  routeBy,
  routeOf,
  within,
} from './guard-node.ts';

let node: Node;
beforeEach(async () => {
  node = await openNode();
  await node.given('mount -t tmpfs none /run');
  await giveNetwork(node);
});
afterEach(() => node.close());

const leftInState = (): readonly string[] => readdirSync(join(node.state, 'umctl')).filter((name) => name !== 'kept');

test('without a word from umctl the files and the route are as they were, and nothing is left', async () => {
  const before = { route: await routeOf(node), mode: statSync(interfacesOf(node)).mode };
  const keeper = await changeUnderGuard(node, routeBy('192.168.6.66'), 15);
  expect(await routeOf(node)).toContain('192.168.6.66');
  expect(readInterfaces(node)).toContain('192.168.6.66');
  expect(Number((await node.run(showGuard)).stdout)).toBeLessThanOrEqual(15);
  await within(60, 'the change is undone', () => !isArmed(node));
  expect({ route: await routeOf(node), mode: statSync(interfacesOf(node)).mode }).toEqual(before);
  expect(readInterfaces(node)).toBe(INTERFACES);
  await within(60, 'the keeper ends', () => isGone(keeper));
  expect(leftInState()).toEqual(['guard-undone']);
  expect((await node.run(disarm('run-1'))).stdout).toBe('undone\n');
  expect(leftInState()).toEqual([]);
  expect(readdirSync(join(node.etc, 'network'))).toEqual(['interfaces']);
});

test('confirmed, the change stays, and nothing is left', async () => {
  const keeper = await changeUnderGuard(node, routeBy('192.168.6.66'));
  expect((await node.run(disarm('run-1'))).stdout).toBe('confirmed\n');
  expect(leftInState()).toEqual([]);
  await within(60, 'the keeper ends', () => isGone(keeper));
  expect(await node.plan(...routeBy('192.168.6.66'))).toEqual([]);
  expect((await node.run(disarm('run-1'))).stdout).toBe('not armed\n');
});

test('another run cannot confirm it', async () => {
  await changeUnderGuard(node, routeBy('192.168.6.66'));
  expect((await node.run(disarm('run-2'))).stdout).toBe('not armed\n');
  await letTimeBeUp(node);
  await within(60, 'the change is undone', async () => (await routeOf(node)).includes('192.168.6.9'));
});

test('the keeper outlives the session that armed it, killed with all its process group', async () => {
  const { text } = arm('run-1', { undo: routeBy('').flatMap(({ guard }) => guard?.undo ?? []), seconds: 60 });
  writeFileSync(
    join(node.root, 'arm'),
    `${text}\nip route replace default via 192.168.6.66 dev eth0\necho > done\nsleep 60`,
  );
  await node.given(`setsid sh arm >/dev/null 2>&1 & session=$!
until [ -e done ]; do sleep 0.1; done
kill -KILL -$session`);
  expect(await routeOf(node)).toContain('192.168.6.66');
  await letTimeBeUp(node);
  await within(60, 'the change is undone', async () => (await routeOf(node)).includes('192.168.6.9'));
});

test('armed once more it waits longer, and goes back to what was before the first change', async () => {
  await changeUnderGuard(node, routeBy('192.168.6.66'), 1000);
  await changeUnderGuard(node, routeBy('192.168.6.77'), 2000);
  expect(await routeOf(node)).toContain('192.168.6.77');
  expect(Number((await node.run(showGuard)).stdout)).toBeGreaterThan(1000);
  await letTimeBeUp(node);
  await within(60, 'the change is undone', () => !isArmed(node));
  expect([await routeOf(node), readInterfaces(node)]).toEqual([expect.stringContaining('192.168.6.9'), INTERFACES]);
});

test('where the way back cannot be prepared, nothing is changed', async () => {
  // Here alone: the change itself would find all it needs.
  await node.given('mkdir -p /var/lib/umctl/guard.new; mount -t tmpfs -o ro none /var/lib/umctl/guard.new');
  await expect(changeUnderGuard(node, routeBy('192.168.6.66'))).rejects.toThrow('the way back cannot be prepared');
  expect([await routeOf(node), readInterfaces(node)]).toEqual([expect.stringContaining('192.168.6.9'), INTERFACES]);
});

test.each([
  ['the disk is full', 'mount -t tmpfs -o size=64k none /var/lib; head -c 99000 /dev/zero >> /etc/network/interfaces'],
  ['there is no room for a note', 'mount -t tmpfs -o nr_inodes=8 none /var/lib'],
])('nor where %s', async (_, state) => {
  await node.given(state);
  const before = readInterfaces(node);
  await expect(changeUnderGuard(node, routeBy('192.168.6.66'))).rejects.toThrow('the way back cannot be prepared');
  expect([await routeOf(node), readInterfaces(node)]).toEqual([expect.stringContaining('192.168.6.9'), before]);
  expect(await node.given('ls -A /var/lib/umctl')).toBe('');
});

test('nor where systemd’s unit has no room, and nothing is left of it', async () => {
  await node.given(`mkdir -p /run/systemd/system /etc/systemd/system; mount -t tmpfs -o size=4k none /etc/systemd/system
head -c 4096 /dev/zero > /etc/systemd/system/full`);
  await expect(changeUnderGuard(node, routeBy('192.168.6.66'))).rejects.toThrow('the way back cannot be prepared');
  expect(await node.given('find /etc/systemd -name "umctl*"; ls -A /var/lib/umctl')).toBe('');
});

test('nor where a file cannot be read whole: a copy of half of it would be put back', async () => {
  const { code, stderr } = await node.run(arm('run-1', { undo: [sh`save /proc/self/mem; echo :`], seconds: 60 }));
  expect([code, stderr]).toEqual([1, expect.stringContaining('the way back cannot be prepared')]);
  expect(isArmed(node)).toBe(false);
});

test('a file that the platform does not know of is nothing to keep', async () => {
  await node.run(arm('run-1', { undo: [sh`save ''; echo :`], seconds: 60 }));
  expect(await node.given('cat /var/lib/umctl/guard/saved')).toBe('');
  await letTimeBeUp(node);
  await within(60, 'the guard is over', () => !isArmed(node));
});

describe('a disk that is full when files are to be put back', () => {
  const FULL = 'until ! head -c 4096 /dev/zero >> /etc/network/full; do :; done 2>/dev/null';
  const interfaces = () => node.given('cat /etc/network/interfaces');
  beforeEach(async () => {
    await node.given('cp -a /etc/network /etc/kept; mount -t tmpfs -o size=32k,mode=755 none /etc/network');
    await node.given('cp -a /etc/kept/interfaces /etc/network');
  });

  test('the live state comes back, umctl is told, no new guard takes the copies, and the file follows', async () => {
    await changeUnderGuard(node, routeBy('192.168.6.66'));
    await node.given(FULL);
    await letTimeBeUp(node);
    await within(60, 'it gives up for now', () => existsSync(join(node.state, 'umctl/guard/stuck')));
    expect((await node.run(disarm('run-1'))).stdout).toBe('stuck\n');
    expect(await routeOf(node)).toContain('192.168.6.9');
    expect(await interfaces()).toContain('192.168.6.66');
    const beside = () => node.given('ls -A /etc/network');
    await within(60, 'nothing stays beside it', async () => (await beside()) === 'full\ninterfaces\n');
    const { code, stderr } = await node.run(arm('run-2', { undo: [], seconds: 60 }));
    expect([code, stderr]).toEqual([1, expect.stringContaining('they are in /var/lib/umctl/guard/files')]);
    await node.given('rm /etc/network/full');
    await within(60, 'the file is put back', () => !isArmed(node));
    expect(await interfaces()).toBe(INTERFACES);
    expect((await node.run(disarm('run-1'))).stdout).toBe('undone\n');
  });

  test('at boot it is tried again by the next', async () => {
    process.kill(await changeUnderGuard(node, routeBy('192.168.6.66')), 'SIGKILL');
    await node.given(`${FULL}; echo another > /var/lib/umctl/guard/boot; sh /var/lib/umctl/guard/keeper boot`);
    expect(await interfaces()).toContain('192.168.6.66');
    await node.given('rm /etc/network/full; sh /var/lib/umctl/guard/keeper boot');
    expect([await interfaces(), isArmed(node)]).toEqual([INTERFACES, false]);
  });
});

test('a file that was not there goes again, and one whose mode alone was changed has its own', async () => {
  await node.given('mkdir /etc/x; echo mine > /etc/x/mode; chmod 640 /etc/x/mode');
  await node.run(arm('run-1', { undo: [sh`save /etc/x/new; save /etc/x/mode; echo :`], seconds: 60 }));
  await node.given('echo new > /etc/x/new; chmod 600 /etc/x/mode');
  await letTimeBeUp(node);
  await within(60, 'the change is undone', () => !isArmed(node));
  expect(await node.given('stat -c "%n %a" /etc/x/*')).toBe('/etc/x/mode 640\n');
});

test.each([
  ['brings the files back after a power cut', 'armed', INTERFACES],
  ['brings them back where the cut came while it did', 'undoing', INTERFACES],
  [
    'leaves a confirmed change as it is',
    'confirmed',
    INTERFACES.replace('gateway  192.168.6.9', 'gateway 192.168.6.66'),
  ],
])('the next boot %s', async (_, state, expected) => {
  const keeper = await changeUnderGuard(node, routeBy('192.168.6.66'));
  process.kill(keeper, 'SIGKILL');
  const guard = join(node.state, 'umctl/guard');
  await node.given(`sh ${guard}/keeper boot`);
  expect(readInterfaces(node), 'the same boot').toContain('192.168.6.66');
  await node.given(
    `mv ${guard}/armed ${guard}/${state} 2>/dev/null || :; echo another > ${guard}/boot; sh ${guard}/keeper boot`,
  );
  expect(readInterfaces(node).replace(/ \n/g, '\n')).toBe(expected.replace(/ \n/g, '\n'));
  expect(isArmed(node)).toBe(false);
});

test('where there is systemd, it is told to do so before the network comes up', async () => {
  await node.given('mkdir -p /run/systemd/system /etc/systemd/system');
  await changeUnderGuard(node, routeBy('192.168.6.66'));
  const unit = join(node.etc, 'systemd/system/sysinit.target.wants/umctl-guard.service');
  expect(readFileSync(unit, 'utf8')).toContain('ExecStart=/bin/sh /var/lib/umctl/guard/keeper boot\n');
  await node.run(disarm('run-1'));
  expect(await node.given('find /etc/systemd -name "umctl*"')).toBe('');
});
