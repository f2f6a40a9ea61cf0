import { expect, test } from 'vitest';
import { duty } from '../../../../roles/heartbeat/handover/possible.ts';
import { refuseLength } from '../../../../roles/heartbeat/refuse-length.ts';
import role from '../../../../roles/heartbeat/role.ts';
import type { HeartbeatVars } from '../../../../roles/heartbeat/vars.ts';
import { several } from '../../cluster/services/several.ts';
import { contexts } from '../cluster.ts';

const of = (count: number, more: object = {}) =>
  contexts<HeartbeatVars>(role, { vars: { ...several(count), handover: 'make_before_break', ...more } });
const said = (count: number, more?: object): readonly string[] =>
  of(count, more).flatMap((one) => refuseLength(one).map(({ path, message }) => `${path.join('.')}: ${message}`));

const dutyOf = (count: number): readonly string[] => {
  const [first] = of(count);
  if (first === undefined) throw new Error('no director');
  return duty(first);
};

/** So many of one network, in short. */
const MANY = 89;

test('as many addresses as a message of heartbeat’s holds are fine, and one more is refused, once, with how many there may be', () => {
  expect(said(75)).toEqual([]);
  expect(said(MANY)).toEqual([]);
  const [refused, ...others] = said(MANY + 1);
  expect(refused).toMatch(/^virtual_addresses: .*; set `stack: keepalived`/);
  expect(refused).toContain(`: ${MANY} of these ${MANY + 1} addresses;`);
  expect(others).toEqual([]);
  // The line that heartbeat sends itself before it takes anything over.
  const line = (count: number) => `ipaddr=LVSDirector::${dutyOf(count).join('::')}\n`.length;
  expect(line(MANY)).toBeLessThanOrEqual(510);
  expect(line(MANY + 1)).toBeGreaterThan(510);
});

test('the list stands in full for as long as it fits', () => {
  expect(dutyOf(21)[0]).toContain(',192.168.6.120/24/eth0');
  expect(dutyOf(22)[0]).toMatch(/^192\.168\.6\.100\/24\/eth0,\.101,.*,\.121$/);
});

test('the classic way has a word for each, and the first is short', () => {
  expect(said(75, { handover: 'classic' })).toEqual([]);
});
