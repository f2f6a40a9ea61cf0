import type { Fact } from '../../../core/fact.ts';
import { sh } from '../../../core/sh.ts';
import { tidy } from '../../../core/tidy.ts';

/** Whether the syslog that starts at boot is sysklogd, by an init script of EL 5. */
export const startsSysklogd: Fact<boolean> = {
  id: 'sysklogd',
  ask: tidy(sh`set -- /etc/rc3.d/S[0-9][0-9]rsyslog /etc/rc3.d/S[0-9][0-9]syslog
[ ! -e "$1" ] && [ -e "$2" ]`),
  parse: ({ code }) => code === 0,
  before: 'interfaces',
  show: (starts) => (starts ? [{ name: 'syslog', values: ['sysklogd'] }] : []),
};
