import { expect, test } from 'vitest';
import { isPassing, parsePeers, parseState } from '../../../../../roles/keepalived/director/state.ts';
import { dutiesUnderWay, hears } from '../../../../../roles/keepalived/duties.ts';

// As umctl-notify on hosts of the lab printed it.
const ACTIVE = 'state runs active 240 none\npeer n2 answers\npeer n3 silent\n';
const YIELDS = 'state runs active 234 yield\npeer n2 answers\n';

test('reads what a director is, beside whatever else is remembered', () => {
  expect(parseState(`# Real servers that get no new connections; … Version 3\n${ACTIVE}`)).toEqual({
    runs: true,
    active: true,
    priority: 240,
    phase: 'none',
  });
  expect(parseState('')).toBeUndefined();
  expect(parseState('state stopped standby -3 none\n')).toMatchObject({ runs: false, active: false, priority: -3 });
});

test('reads which other directors answer', () => {
  expect(parsePeers(ACTIVE)).toEqual([
    { node: 'n2', status: 'answers' },
    { node: 'n3', status: 'silent' },
  ]);
});

test('a director hears those that answer, unless its own keepalived is stopped', () => {
  expect([hears(ACTIVE, 'n2'), hears(ACTIVE, 'n3'), hears(ACTIVE, 'n4')]).toEqual([true, false, false]);
  expect(hears(ACTIVE.replace('runs', 'stopped'), 'n2')).toBe(false);
});

test('a hand-over is under way while a director yields or settles, not while it waits for connections', () => {
  const phases = ['none', 'ready', 'settle', 'yield', 'expire'];
  const passing = phases.filter((phase) => isPassing({ runs: true, active: false, priority: 1, phase }));
  expect(passing).toEqual(['settle', 'yield', 'expire']);
  expect(
    dutiesUnderWay(
      new Map([
        ['n1', YIELDS],
        ['n2', ACTIVE],
      ]),
    ),
  ).toBe('a hand-over is under way on n1');
  expect(dutiesUnderWay(new Map([['n1', ACTIVE]]))).toBeUndefined();
});
