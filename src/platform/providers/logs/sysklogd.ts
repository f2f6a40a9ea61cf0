import { read } from '../../../core/fact.ts';
import type { Software } from '../../../core/software.ts';
import { block } from '../../../resources/block.ts';
import { syslog } from '../../capabilities/syslog.ts';
import { provider } from '../../provider.ts';
import { startsSysklogd } from './starts-sysklogd.ts';

const software: Software = { id: 'syslog', packages: { deb: ['sysklogd'], rpm: ['sysklogd'] } };

/** sysklogd, which reads one file; see syslog.conf(5). Two that both run would want the same socket: the one that is there stays. */
export const sysklogd = provider({
  provides: syslog,
  facts: [startsSysklogd],
  fits: (facts) => read(facts, startsSysklogd) || { needs: ['sysklogd'], here: 'it does not start at boot' },
  want: (rules, _, relations) => [block({ path: '/etc/syslog.conf', name: 'logs', content: rules }, relations)],
  answer: () => ({
    service: 'syslog',
    software,
  }),
});
