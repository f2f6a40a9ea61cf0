import { expect, test } from 'vitest';
import { switchover } from '../../../../roles/heartbeat/faults/switchover.ts';
import { chooseTarget } from '../../../../src/cluster/drill/choose-target.ts';
import { killRealService } from '../../../../src/cluster/drill/faults/kill-real-service.ts';
import { parseDuty } from '../../../../src/cluster/drill/watch-duties.ts';

const node = (name: string, isDirector: boolean) => ({ name, address: '192.168.6.9', isDirector, interface: 'eth0' });
const pair = { nodes: [node('n1', true), node('n2', true)] };
const withReal = { nodes: [...pair.nodes, node('n3', false)] };

test.each([
  ['a director’s fault strikes the active one', switchover, pair, undefined, 'n2'],
  ['a real server’s the other director', killRealService, pair, undefined, 'n1'],
  ['or better one that is no director', killRealService, withReal, undefined, 'n3'],
  ['or who is named', killRealService, withReal, 'n2', 'n2'],
] as const)('%s', (_, fault, cluster, on, expected) => {
  expect(chooseTarget(fault, cluster, { on, active: 'n2' }).name).toBe(expected);
});

test.each(['n1', 'n9'])('%s is not the active director and is refused for its fault', (on) => {
  expect(() => chooseTarget(switchover, withReal, { on, active: 'n2' })).toThrow(
    `--on ${on}: this fault strikes the active director, which is n2`,
  );
});

test.each([
  ['', 'standby'],
  ['1: lo    inet 192.168.6.240/32 scope global lo:0\\ valid_lft forever\n', 'standby'],
  ['1: lo    inet 192.168.6.240/32 scope global lo:0\n2: eth0    inet 192.168.6.240/24 scope global eth0\n', 'active'],
  ['3: lonely0    inet 192.168.6.240/24 scope global lonely0\n', 'active'],
])('who has the address: %j', (stdout, duty) => {
  expect(parseDuty(stdout)).toBe(duty);
});
