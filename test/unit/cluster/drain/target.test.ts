import { describe, expect, test } from 'vitest';
import cluster from '../../../../playbooks/cluster.ts';
import ldirectord from '../../../../roles/ldirectord/role.ts';
import { directorsJob } from '../../../../src/cluster/drain/job.ts';
import { findRealServer } from '../../../../src/cluster/drain/target.ts';
import { workOn } from '../../../../src/core/job.ts';
import { createJob } from '../../../../src/inventory/job.ts';
import { EXAMPLE } from '../../roles/cluster.ts';

const host = (name: string, address: string, group: string) => ({
  ...{ name, groups: ['all', group], vars: { ...EXAMPLE, virtual_services: SERVICES } },
  connection: { host: address, sshOptions: {} },
  at: () => ({ file: 'inventory.yaml', line: 1, column: 1 }),
});
const [http] = EXAMPLE.virtual_services;
const SERVICES = [{ ...http, real_servers: [{ address: '192.168.6.20' }] }];
const hosts = [
  host('web1', '192.168.6.2', 'directors'),
  host('web2', '192.168.6.3', 'directors'),
  host('web3', '192.168.6.4', 'real_servers'),
];
const inventory = { file: 'inventory.yaml', groups: ['all', 'directors', 'real_servers'], hosts };
const job = (limit?: string) =>
  createJob(inventory, cluster, { tags: [], skipTags: [], ...(limit === undefined ? {} : { limit }) });

describe('the real server that is meant', () => {
  test('is a node by its name, whether or not it is a director, or any by its address', () => {
    expect(['web2', 'web3', '192.168.6.4', '192.168.6.20'].map((given) => findRealServer(job(), given))).toEqual([
      ...['192.168.6.3', '192.168.6.4', '192.168.6.4', '192.168.6.20'],
    ]);
  });

  test('is suggested where it was mistyped', () => {
    expect(() => findRealServer(job(), 'wbe2')).toThrow('no real server is called "wbe2"; did you mean "web2"?');
    expect(() => findRealServer(job(), '10.0.0.1')).toThrow('there are web1, web2, web3, 192.168.6.20');
  });
});

describe('a drain', () => {
  test('works on the directors alone, and asks those beyond its limit what they remember', () => {
    const names = (given: ReturnType<typeof directorsJob>) =>
      given.plays.map((play) => play.hosts.map(({ name }) => name));
    const all = directorsJob(job(), ldirectord);
    expect([workOn(all).map(({ name }) => name), names(all)]).toEqual([
      ['web1', 'web2'],
      [['web1', 'web2'], []],
    ]);
    const limited = directorsJob(job('web2:web3'), ldirectord);
    expect([workOn(limited).map(({ name }) => name), names(limited)]).toEqual([['web2'], [['web2'], ['web1']]]);
    expect(limited.plays[1]?.play.roles[0]?.recall).toBeDefined();
  });

  test('needs a director', () => {
    expect(() => directorsJob(job('web3'), ldirectord)).toThrow('--limit leaves no director');
  });
});
