import type { z } from 'zod';
import type { alerts } from '../../../src/cluster/services/alerts.ts';
import { list, setting } from './setting.ts';

type Alerts = { readonly [K in keyof typeof alerts]?: z.infer<(typeof alerts)[K]> };

export const alertLines = (vars: Alerts): readonly string[] => [
  ...list('emailalert', vars.emailalert),
  ...setting('emailalertfreq', vars.emailalertfreq),
  ...list('emailalertstatus', vars.emailalertstatus),
  ...setting('smtp', vars.smtp),
];
