import { defineRole, type Role } from '../../src/core/role.ts';
import { containsSecret } from '../../src/core/secrets.ts';
import { file } from '../../src/resources/file.ts';
import { resetByInstalling } from '../shared/installed.ts';
import { checks, clusterChecks } from './checks.ts';
import { ldirectordCf } from './config.ts';
import { note } from './drain/note.ts';
import { askRegister, newest } from './drain/register.ts';
import { persistence, registerFile } from './drain/resources.ts';
import { secretSources } from './secrets.ts';
import { type LdirectordVars, vars } from './vars.ts';

/** The configuration of the balancer, which heartbeat starts and stops with the virtual address. */
export const ldirectord: Role<LdirectordVars> = {
  name: 'ldirectord',
  vars,
  recall: () => askRegister,
  warn: ({ recalled, nodes }) => newest(recalled).drained.map((one) => note(one, nodes)),
  secrets: ({ virtual_services }) => secretSources(virtual_services),
  resources(context) {
    const { platform, facts } = context;
    const reset = resetByInstalling(context, 'ldirectord');
    const content = ldirectordCf(context);
    // Heartbeat's ldirectord is a process of its own that systemd knows nothing of: a unit that runs is a second one,
    // started by the package. An init script, though, would stop the one that heartbeat runs; packages start none there.
    const stopped = facts.init === 'systemd' ? { running: false } : {};
    return [
      ...persistence(context),
      // First, so that a run which is cut off leaves no weight that nobody remembers the reason of.
      ...registerFile(context),
      platform.service({ name: 'ldirectord', enabled: false, ...stopped }, reset),
      file({ path: '/etc/ha.d/ldirectord.cf', content, mode: containsSecret(content) ? '0600' : '0644' }, reset),
    ];
  },
  checks,
  clusterChecks,
};

export default defineRole(ldirectord);
