import { defineRole } from '../../src/core/role.ts';
import { sh } from '../../src/core/sh.ts';
import { block } from '../../src/resources/block.ts';
import { directory } from '../../src/resources/directory.ts';
import { file } from '../../src/resources/file.ts';
import { HTTPS_CHECKS } from '../shared/https-checks.ts';
import { resetByInstalling } from '../shared/installed.ts';
import { checks, clusterChecks } from './checks.ts';
import { AUTHKEYS, authkeys, haCf, haresources } from './config.ts';
import { refuse, refuseName, warn } from './refuse.ts';
import { vars } from './vars.ts';

/** Which director has the virtual address and runs ldirectord: heartbeat, in its classic haresources mode. */
export default defineRole({
  name: 'heartbeat',
  vars,
  refuse,
  refuseHost: refuseName,
  warn,
  secrets: ({ heartbeat: { key } }) => ({
    key:
      'generate' in key
        ? { ...key, recover: sh`sed -n 's/^1 sha1 //p' ${AUTHKEYS} 2>/dev/null` }
        : { ...key, forbids: ' ' },
  }),
  resources(context) {
    const { platform, secrets } = context;
    const reset = resetByInstalling(context, 'heartbeat');
    const uses = [
      // Read by heartbeat's own unit (EnvironmentFile); ldirectord, its child, inherits it.
      block({ path: '/etc/sysconfig/heartbeat', name: 'ldirectord', content: HTTPS_CHECKS }),
      file({ path: '/etc/ha.d/ha.cf', content: haCf(context) }, reset),
      file({ path: '/etc/ha.d/haresources', content: haresources(context) }, reset),
      file({ path: AUTHKEYS, content: authkeys(secrets['key'] ?? ''), mode: '0600' }, reset),
    ];
    const service = { name: 'heartbeat', enabled: true, running: true, onChange: 'reload' } as const;
    return [directory({ path: '/etc/sysconfig' }), ...uses, platform.service(service, { uses, ...reset })];
  },
  checks,
  clusterChecks,
});
