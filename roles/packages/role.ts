import { isDirector } from '../../src/cluster/model/is-director.ts';
import { type Context, defineRole } from '../../src/cluster/model/role.ts';
import { listed, nameOf } from '../../src/cluster/stack/names.ts';
import type { Software } from '../../src/core/software.ts';
import { packages } from '../../src/platform/capabilities/packages.ts';
import { repositories } from '../../src/platform/capabilities/repositories.ts';
import { syslog } from '../../src/platform/capabilities/syslog.ts';
import { software as ftpServer } from '../ftpsite/software.ts';
import { software as webServer } from '../webpage/software.ts';
import { arping } from './software.ts';
import { type PackagesVars, vars } from './vars.ts';

const DEMO = [webServer, ftpServer];

/** All software that the other roles need, in one transaction, and the repositories that it comes from. */
export default defineRole({
  name: 'packages',
  vars,
  installs: ({ platform, stack, others }) =>
    platform.want(packages, [
      ...new Set([stack, ...others].flatMap(({ ha, balancer }) => [...ha.everySoftware, ...balancer.everySoftware])),
      arping,
      platform.ask(syslog).software,
      ...DEMO,
    ]),
  resources(context) {
    const { platform, vars } = context;
    const sources = platform.want(repositories, vars.package_repositories);
    // A package that is offered nowhere yet may be in one that this very run configures.
    return [...sources, ...platform.want(packages, software(context), { unblockedBy: sources })];
  },
});

const software = (context: Context<PackagesVars>) =>
  [
    isDirector(context) ? ofStack(context) : [],
    // What the checks ask with, and what brings the logs to the disk.
    [arping, context.platform.ask(syslog).software],
    context.vars.demo_site ? DEMO : [],
  ].flat();

/** What one stack needs and no repository has, another may do without. */
function ofStack({ stack: { ha, balancer }, others, host }: Context<PackagesVars>): readonly Software[] {
  const needed = [...new Set([...ha.software(host.vars), ...balancer.software(host.vars)])];
  if (others.length === 0) return needed;
  const otherwise = `set ${listed(
    others.map((other) => `\`stack: ${nameOf(other)}\``),
    'or',
  )}`;
  return needed.map((one) => ({ ...one, otherwise }));
}
