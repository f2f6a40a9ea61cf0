import { defineRole } from '../../src/cluster/model/role.ts';
import { template } from '../../src/core/template.ts';
import { file } from '../../src/resources/file.ts';
import { resetByInstalling } from '../../src/resources/reset-by-installing.ts';
import { checks } from './checks.ts';
import { vars } from './vars.ts';

const rules = template<{ facility: string; file: string }>(new URL('./templates/syslog.conf.ejs', import.meta.url));
const logrotate = template<{ file: string }>(new URL('./templates/logrotate.ejs', import.meta.url));

/** The logs of heartbeat and ldirectord go to the disk, by syslog. */
export default defineRole({
  name: 'logging',
  vars,
  resources(context) {
    const { vars, platform } = context;
    const reset = resetByInstalling(context, 'syslog');
    const configs = platform.logRules(rules(vars.logging), reset);
    return [
      ...configs,
      file({ path: '/etc/logrotate.d/umctl', content: logrotate(vars.logging) }, reset),
      platform.service(
        { name: platform.services.syslog, enabled: true, running: true, onChange: 'restart' },
        { uses: configs, ...reset },
      ),
    ];
  },
  checks,
});
