import { defineRole } from '../../src/cluster/model/role.ts';
import { template } from '../../src/core/template.ts';
import { resetByInstalling } from '../../src/platform/capabilities/reset-by-installing.ts';
import { service } from '../../src/platform/capabilities/service.ts';
import { syslog } from '../../src/platform/capabilities/syslog.ts';
import { file } from '../../src/resources/file.ts';
import { checks } from './checks.ts';
import { vars } from './vars.ts';

const rules = template<{ logged: string; facility: string; names: readonly string[]; file: string }>(
  new URL('./templates/syslog.conf.ejs', import.meta.url),
);
const logrotate = template<{ program: string; file: string }>(new URL('./templates/logrotate.ejs', import.meta.url));

/** The logs of the stack's programs go to the disk, by syslog. */
export default defineRole({
  name: 'logging',
  vars,
  resources(context) {
    const {
      vars: { logging },
      platform,
      stack: { ha, balancer },
    } = context;
    const programs = [...new Set([ha.id, balancer.id])];
    const logged = programs.length > 1 ? `${programs.join(' and ')} log` : `${programs.join()} logs`;
    const names = [...new Set([ha, balancer].flatMap(({ logsAs = [] }) => logsAs))];
    const reset = resetByInstalling(context, platform.ask(syslog).software);
    const configs = platform.want(syslog, rules({ ...logging, logged, names }), reset);
    return [
      ...configs,
      file({ path: '/etc/logrotate.d/umctl', content: logrotate({ ...logging, program: ha.id }) }, reset),
      ...platform.want(
        service,
        { name: platform.ask(syslog).service, enabled: true, running: true, onChange: 'restart' },
        { uses: configs, ...reset },
      ),
    ];
  },
  checks,
});
