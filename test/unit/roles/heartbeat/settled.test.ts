import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { settled } from '../../../../roles/heartbeat/resources.ts';
import role from '../../../../roles/heartbeat/role.ts';
import type { HeartbeatVars } from '../../../../roles/heartbeat/vars.ts';
import { context } from '../cluster.ts';

/** What heartbeat and ip were seen to print on n1. */
interface Said {
  readonly rscstatus: string;
  /** Of n2. */
  readonly nodestatus?: string;
  readonly active?: boolean;
}

function isSettled({ rscstatus, nodestatus = 'active', active = true }: Said): boolean {
  const said = `cl_status() { case "$*" in rscstatus) echo ${rscstatus} ;; 'nodestatus n2') echo ${nodestatus} ;; esac; }
ip() { ${active ? "echo '2: eth0    inet 192.168.6.240/24 scope global secondary eth0'" : ':'}; }`;
  return spawnSync('sh', ['-c', `${said}\n${settled(context<HeartbeatVars>(role)).text}`]).status === 0;
}

test('a director is settled when it has its resources, or has handed them over', () => {
  for (const rscstatus of ['all', 'local']) expect(isSettled({ rscstatus })).toBe(true);
  for (const rscstatus of ['foreign', 'transition', "''"]) expect(isSettled({ rscstatus })).toBe(false);
  expect(isSettled({ rscstatus: 'none' })).toBe(false);
  expect(isSettled({ rscstatus: 'none', active: false })).toBe(true);
});

test('one whose peer is dead never says so, and has the address', () => {
  expect(isSettled({ rscstatus: 'transition', nodestatus: 'dead' })).toBe(true);
  expect(isSettled({ rscstatus: 'transition', nodestatus: 'dead', active: false })).toBe(false);
  expect(isSettled({ rscstatus: 'transition', nodestatus: 'up' })).toBe(false);
});
