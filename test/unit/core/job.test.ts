import { expect, test } from 'vitest';
import cluster from '../../../playbooks/cluster.ts';
import { wantedSecrets } from '../../../src/core/job.ts';
import type { Job } from '../../../src/core/play.ts';
import { EXAMPLE, HOSTS } from '../roles/cluster.ts';

test('phases of a role want its secrets once a host: they are asked for, and told of, once', () => {
  const plays = cluster.plays.map((play) => ({ play, hosts: play.hosts === 'directors' ? HOSTS : [] }));
  const roles = [...new Set(plays.flatMap(({ play }) => play.roles))];
  const parsed = new Map(
    roles.flatMap((role) => {
      const { success, data } = role.vars.safeParse(EXAMPLE);
      return success ? [[role.name, data] as const] : [];
    }),
  );
  const job: Job = {
    hosts: HOSTS,
    selected: new Set(HOSTS.map(({ name }) => name)),
    plays,
    vars: new Map(HOSTS.map(({ name }) => [name, parsed])),
    wants: () => true,
  };
  const keys = wantedSecrets(job).filter(({ role, name }) => role === 'heartbeat' && name === 'key');
  expect(keys.map(({ host }) => host)).toEqual(['n1', 'n2']);
});
