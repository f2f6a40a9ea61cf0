import type { Platform } from '../../../core/platform.ts';
import { block } from '../../../resources/block.ts';

/** sysklogd, which reads one file; see syslog.conf(5). */
export const sysklogdRules: Platform['logRules'] = (rules, relations) => [
  block({ path: '/etc/syslog.conf', name: 'logs', content: rules }, relations),
];
