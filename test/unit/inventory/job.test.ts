import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import cluster from '../../../playbooks/cluster.ts';
import { definePlaybook } from '../../../src/cluster/domain.ts';
import type { Host, Inventory } from '../../../src/core/host.ts';
import { rolesOf } from '../../../src/core/job.ts';
import { defineRole } from '../../../src/core/role.ts';
import { createSecrets } from '../../../src/core/secrets.ts';
import { createJob } from '../../../src/inventory/job.ts';
import { loadInventory } from '../../../src/inventory/load.ts';
import { roles } from './cluster-role.ts';

const file = path.join(import.meta.dirname, 'fixtures/valid.yaml');
const inventory = await loadInventory(file, { secrets: createSecrets(), env: {} });
const playbook = definePlaybook({
  domain: cluster.domain,
  plays: [
    { name: 'nodes', hosts: 'n1:n2', roles },
    { name: 'nobody', hosts: 'no_such_group', roles },
  ],
});
const create = (options: { limit?: string; tags?: string[]; skipTags?: string[] }) =>
  createJob(inventory, playbook, { tags: [], skipTags: [], ...options });
const wanted = (options: Parameters<typeof create>[0]) => roles.filter(create(options).wants).map(({ name }) => name);

test('hosts have the roles of their plays, and variables for them', () => {
  const job = create({});
  expect(job.plays.map(({ hosts }) => hosts.map(({ name }: Host) => name))).toEqual([['n1', 'n2'], []]);
  expect(rolesOf(job, 'n1')).toEqual(roles);
  expect(rolesOf(job, 'other1')).toEqual([]);
  expect([...job.selected]).toEqual(['n1', 'n2', 'other1']);
  expect(job.vars.get('n2')?.get('site')).toEqual({ demo_site: true, gateway: '192.168.6.1' });
});

test('a limit selects hosts, but all are checked', () => {
  const job = create({ limit: 'n2' });
  expect([...job.selected]).toEqual(['n2']);
  expect([...job.vars.keys()]).toEqual(['n1', 'n2', 'other1']);
});

test('a role that reads nodes it is not on has their variables checked, and sees them all', async () => {
  const vars = z.object({ weight: z.int().max(9).default(1) });
  const reading = (more: object) => [defineRole({ name: 'reader', vars, resources: () => [], ...more })];
  const nodes = (weight: number): Inventory => ({
    ...inventory,
    hosts: inventory.hosts.map(({ settle: _, ...host }, i) => ({
      ...host,
      groups: [i === 0 ? 'directors' : 'real_servers'],
      vars: { weight },
    })),
  });
  const job = (weight: number, more: object) =>
    createJob(
      nodes(weight),
      { plays: [{ name: 'all', hosts: 'n1', roles: reading(more) }] },
      { tags: [], skipTags: [] },
    );
  expect(
    [...job(9, { readsGroups: ['directors', 'real_servers'] }).vars].map(([, roles]) => roles.get('reader')),
  ).toEqual(inventory.hosts.map(() => ({ weight: 9 })));
  expect(() => job(10, { readsGroups: ['directors', 'real_servers'] })).toThrow(
    /weight: found 10, expected a whole number.*\n.*weight: found 10/,
  );
});

test('a run that is for no host says so instead of doing nothing', () => {
  expect(() => create({ limit: 'other1' })).toThrow('no host that --limit other1 leaves is in ');
  const nobody = definePlaybook({ plays: [{ name: 'nobody', hosts: 'no_such_group', roles }] });
  expect(() => createJob(inventory, nobody, { tags: [], skipTags: [] })).toThrow(
    'valid.yaml:1:1: no host is in group no_such_group',
  );
});

describe('a group that is misspelt', () => {
  const on = (...groups: readonly (readonly string[])[]): Inventory => ({
    ...inventory,
    hosts: inventory.hosts
      .slice(0, groups.length)
      .map((host, i) => ({ ...host, groups: ['all', ...(groups[i] ?? [])] })),
  });
  const run = (given: Inventory, hosts = 'directors') =>
    createJob(
      given,
      { domain: cluster.domain, plays: [{ name: 'all', hosts, roles: [] }] },
      { tags: [], skipTags: [] },
    );

  test.each([
    ['real_server', 'real_servers'],
    ['director', 'directors'],
    ['remvoed', 'removed'],
  ])('%s, is told with the host that nothing would be done to', (group, meant) => {
    expect(() => run(on(['directors'], [group]))).toThrow(
      `valid.yaml:13:5: n2 is in the group "${group}", which means nothing to umctl; did you mean "${meant}"?`,
    );
  });

  test('is told in place of "nothing to do", and of a host that would stay', () => {
    expect(() => run(on(['director']))).toThrow(/n1 is in the group "director".*did you mean "directors"\?/);
    expect(() => run(on(['directors', 'removd']))).toThrow(/n1 is in the group "removd".*did you mean "removed"/);
  });

  test('is another word where two letters of a short one differ, or the inventory says so', () => {
    expect(() => run(on(['directors'], ['directors', 'remote']))).not.toThrow();
    const meant = on(['directors'], ['real_server']);
    const vars = { umctl_other_names: ['real_server'] };
    expect(() => run({ ...meant, hosts: meant.hosts.map((host) => ({ ...host, vars })) })).not.toThrow();
  });

  test('is told once, with all its hosts', () => {
    expect(() => run(on(['director'], ['director']))).toThrow(
      /^\S*valid\.yaml:\d+:5: n1, n2 are in the group "director", which means nothing to umctl; did you mean "directors"\? If not, write `umctl_other_names: \[director\]` in its variables$/,
    );
  });

  test('is none where its hosts are in the other, or a play is for it, or it is called otherwise', () => {
    expect(run(on(['directors', 'director'], ['web'])).plays[0]?.hosts).toHaveLength(1);
    expect(run(on(['director']), 'director').plays[0]?.hosts).toHaveLength(1);
  });
});

describe('tags', () => {
  test.each([
    [{}, ['cluster', 'site']],
    [{ tags: ['site'] }, ['site']],
    [{ skipTags: ['site'] }, ['cluster']],
    [{ tags: ['site', 'cluster'], skipTags: ['site'] }, ['cluster']],
  ])('%j', (options, names) => expect(wanted(options)).toEqual(names));

  test('that no role has are refused', () => {
    expect(() => create({ tags: ['sites'] })).toThrow('no role is called "sites"; did you mean "site"?');
    expect(() => create({ skipTags: ['wibble'] })).toThrow('no role is called "wibble"; there are cluster, site');
  });
});
