import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { inShort } from '../../../../../roles/heartbeat/handover/places.ts';
import { lvsDirectorLibrary } from '../../../../../roles/heartbeat/handover/programs.ts';
import { inWhole, parseIp } from '../../../../../src/core/address/ip.ts';
import { sh } from '../../../../../src/core/sh.ts';

const library = lvsDirectorLibrary({ shutsDown: sh`false` });
const SHELLS = [{ words: ['dash'] }, { words: ['bash', '--posix'] }, { words: ['busybox', 'sh'] }];

/** What LVSDirector makes of a list. */
const shown = (list: string, [shell = 'sh', ...options]: readonly string[] = ['dash']): readonly string[] =>
  execFileSync(shell, [...options, '-c', `${library}\nshown "$1"`, 'sh', list], { encoding: 'utf8' })
    .trim()
    .split('\n');

const whole = (address: string): string => {
  const ip = parseIp(address);
  if (ip === undefined) throw new Error(`no address: ${address}`);
  return inWhole(ip);
};

const MIXED = [
  ...['192.168.6.240/24/eth0', '10.1.2.9/16/eth1.100', '192.168.6.241/24/eth0', '10.1.2.10/16/eth1.100'],
  ...['192.168.6.7/24/eth0', `${whole('fd00:6::240')}/64/eth0`, '192.168.6.8/32/eth0', '10.1.3.10/16/eth1.100'],
  ...[`${whole('fd00:6::241')}/64/eth0`, `${whole('fd00:6:0:1::241')}/64/eth0`, '192.168.6.9/24/eth2'],
];

test('of addresses that differ in their last part alone, that part stands', () => {
  expect(inShort(MIXED)).toBe(
    '192.168.6.240/24/eth0,10.1.2.9/16/eth1.100,.10,10.1.3.10/16/eth1.100,192.168.6.7/24/eth0,192.168.6.8/32/eth0,' +
      '192.168.6.9/24/eth2,192.168.6.241/24/eth0,fd00:6:0:0:0:0:0:240/64/eth0,:241,fd00:6:0:1:0:0:0:241/64/eth0',
  );
  expect(inShort(['192.168.6.1/24/eth0'])).toBe('192.168.6.1/24/eth0');
});

test.each(SHELLS)('LVSDirector has the same places of it, the first one first ($words)', ({ words }) => {
  const [first, ...others] = shown(MIXED.join(','), words);
  const [shortFirst, ...shortOthers] = shown(inShort(MIXED), words);
  expect(others).toHaveLength(MIXED.length - 1);
  expect(others).toContain('fd00:6::241/64/eth0');
  expect([shortFirst, shortOthers.toSorted()]).toEqual([first, others.toSorted()]);
});

test('a network of 250 addresses, in any order', () => {
  const places = Array.from({ length: 250 }, (_, i) => `10.0.${i % 3}.${(i * 37) % 251}/24/bond0.7`);
  expect(shown(inShort(places)).toSorted()).toEqual(places.toSorted());
});
