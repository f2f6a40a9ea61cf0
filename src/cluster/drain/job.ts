import { InputError } from '../../core/errors.ts';
import { rolesOf } from '../../core/job.ts';
import type { Job, Play } from '../../core/play.ts';
import type { AnyRole } from '../model/role.ts';

/**
 * The job of having the directors remember something: those that the run is limited to get a role in place of all
 * others, and the rest is only asked what it remembers. Pure.
 * @throws InputError where there is no such director
 */
export function directorsJob(job: Job, role: AnyRole): Job {
  const has = ({ roles }: Pick<Play, 'roles'>) => roles.some(({ name }) => name === role.name);
  const directors = job.hosts.filter((host) => has({ roles: rolesOf(job, host.name) }));
  const names = directors.map(({ name }) => name).join(', ');
  if (directors.length === 0)
    throw new InputError([{ message: `no play of the playbook has the role ${role.name}, which drains real servers` }]);
  const working = directors.filter(({ name }) => job.selected.has(name));
  if (working.length === 0)
    throw new InputError([
      { message: `--limit leaves no director: what is drained is kept and done on the directors (${names})` },
    ]);
  const active = job.plays.find(({ play }) => has(play))?.play.active;
  const { name, vars, recall } = role;
  const asked: AnyRole = { name, vars, ...(recall === undefined ? {} : { recall }), resources: () => [] };
  return {
    ...job,
    wants: () => true,
    plays: [
      {
        play: { name: 'drain', hosts: names, roles: [role], ...(active === undefined ? {} : { active }) },
        hosts: working,
      },
      {
        play: { name: 'other directors', hosts: names, roles: [asked] },
        hosts: directors.filter((director) => !working.includes(director)),
      },
    ],
  };
}
