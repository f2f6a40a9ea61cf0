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

test('as many addresses as a message of heartbeat’s holds are fine, and one more is refused, once, with how many there may be', () => {
  expect(said(21)).toEqual([]);
  expect(said(22)).toEqual([
    expect.stringMatching(/^virtual_addresses: .*: 21 of these 22 addresses; set `stack: keepalived`/),
  ]);
  expect(said(75)).toEqual([expect.stringContaining(': 21 of these 75 addresses;')]);
  // The line that heartbeat sends itself before it takes anything over.
  const [first] = of(21);
  if (first === undefined) throw new Error('no director');
  const line = (count: number) => `ipaddr=LVSDirector::${duty(of(count)[0] ?? first).join('::')}\n`.length;
  expect(line(21)).toBeLessThanOrEqual(510);
  expect(line(22)).toBeGreaterThan(510);
});

test('the classic way has a word for each, and the first is short', () => {
  expect(said(75, { handover: 'classic' })).toEqual([]);
});
