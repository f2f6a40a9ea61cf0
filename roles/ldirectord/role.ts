import { defineRole } from '../../src/core/role.ts';
import { containsSecret } from '../../src/core/secrets.ts';
import { file } from '../../src/resources/file.ts';
import { resetByInstalling } from '../shared/installed.ts';
import { checks, clusterChecks } from './checks.ts';
import { ldirectordCf } from './config.ts';
import { secretSources } from './secrets.ts';
import { vars } from './vars.ts';

/** The configuration of the balancer, which heartbeat starts and stops with the virtual address. */
export default defineRole({
  name: 'ldirectord',
  vars,
  secrets: ({ virtual_services }) => secretSources(virtual_services),
  resources(context) {
    const { platform, facts } = context;
    const reset = resetByInstalling(context, 'ldirectord');
    const content = ldirectordCf(context);
    // Heartbeat's ldirectord is a process of its own that systemd knows nothing of: a unit that runs is a second one,
    // started by the package. An init script, though, would stop the one that heartbeat runs; packages start none there.
    const stopped = facts.init === 'systemd' ? { running: false } : {};
    return [
      platform.service({ name: 'ldirectord', enabled: false, ...stopped }, reset),
      file({ path: '/etc/ha.d/ldirectord.cf', content, mode: containsSecret(content) ? '0600' : '0644' }, reset),
    ];
  },
  checks,
  clusterChecks,
});
