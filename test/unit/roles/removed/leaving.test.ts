import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import playbook from '../../../../playbooks/cluster.ts';
import { leaving, removed } from '../../../../roles/removed/role.ts';
import type { Host } from '../../../../src/core/host.ts';
import { selectHosts } from '../../../../src/inventory/select.ts';
import { splitPattern } from '../../../../src/inventory/split-pattern.ts';
import { context } from '../cluster.ts';

const host = (name: string, ...groups: readonly string[]): Host => ({
  name,
  groups: ['all', ...groups],
  vars: {},
  connection: { host: name, sshOptions: {} },
  at: () => ({ file: 'i', line: 1, column: 1 }),
});

test('hosts that leave, and real servers, stop being directors; whoever is one does not', () => {
  const hosts = [host('n1', 'directors'), host('n2', 'real_servers'), host('n3', 'removed')];
  const both = host('n4', 'directors', 'real_servers');
  const inventory = { file: 'i', groups: ['directors', 'real_servers', 'removed'], hosts: [...hosts, both] };
  const [first] = playbook.plays;
  expect(first?.roles).toEqual([leaving]);
  expect(selectHosts(inventory, splitPattern(first?.hosts ?? '')).map(({ name }) => name)).toEqual(['n3', 'n2']);
});

test('only what has traces of a director is stopped', () => {
  const wanted = (traces: string) =>
    leaving.resources(context(leaving, { recalled: { n1: traces } })).map(({ id }) => id);
  expect(wanted('kept|r|absent||/etc/network/interfaces')).toEqual([]);
  expect(wanted('address 192.168.6.240\nkept|r|absent||/etc/ha.d/ha.cf')).toEqual([
    'wanted service heartbeat',
    'command its duties are handed over',
    'wanted service ldirectord',
    'command IPVS sends nobody anywhere',
  ]);
});

test('marks for ranges of ports end once the table does, and are not started with their files gone', () => {
  const recalled = {
    n1: 'kept|r|absent||/etc/ha.d/ha.cf\nkept|r|absent||/etc/systemd/system/umctl-port-marks.service\nloaded umctl-port-marks\nloaded rsyslog',
  };
  expect(
    leaving
      .resources(context(leaving, { recalled }))
      .map(({ id }) => id)
      .slice(-2),
  ).toEqual(['command IPVS sends nobody anywhere', 'wanted service umctl-port-marks']);
  const ids = removed.resources(context(removed, { recalled })).map(({ id }) => id);
  expect(ids).toContain('command rsyslog takes in its files as they were');
  expect(ids).not.toContain('command umctl-port-marks takes in its files as they were');
});

describe('its LVS table', () => {
  const traces = 'address 192.168.6.240\nkept|r|absent||/etc/ha.d/ha.cf';
  const last = leaving.resources(context(leaving, { recalled: { n1: traces } })).at(-1);
  const clear = (ipvsadm: string) =>
    spawnSync('sh', ['-c', `ipvsadm() { ${ipvsadm}; }\n${last?.apply(() => true).run.text}`], { encoding: 'utf8' });

  test('goes before the daemon without which it would direct', () => {
    const { stdout } = clear('echo "$@"');
    expect(stdout.trim().split('\n')).toEqual(['-C', '--stop-daemon master', '--stop-daemon backup']);
  });

  test('that stays keeps the daemon, and is an error', () => {
    expect(clear('echo "$@"; [ "$1" != -C ]')).toMatchObject({ stdout: '-C\n', status: 1 });
  });

  test('is not all: a run that was killed may have left the daemon', () => {
    const isDone = (ipvsadm: string) =>
      spawnSync('sh', ['-c', `ipvsadm() { ${ipvsadm}; }\n${last?.probe.text}`]).status === 0;
    expect(isDone(':')).toBe(true);
    expect(isDone('case $* in *--daemon) echo "backup sync daemon (mcast=eth0)" ;; esac')).toBe(false);
    expect(isDone('case $* in *-n) echo "TCP  192.168.6.240:80 rr" ;; esac')).toBe(false);
  });
});
