import type { Context } from '../../src/cluster/model/role.ts';
import { services } from '../../src/cluster/services/services.ts';
import { template } from '../../src/core/template.ts';
import { handoverOf } from '../heartbeat/handover/possible.ts';
import { checkLines } from './lines/check.ts';
import { globalLines } from './lines/globals.ts';
import { realLine } from './lines/real.ts';
import { named } from './lines/setting.ts';
import { virtualLines } from './lines/virtual.ts';
import type { LdirectordVars } from './vars.ts';

const render = template<{
  readonly globals: readonly string[];
  readonly services: readonly { readonly name: string; readonly virtual: string; readonly lines: readonly string[] }[];
}>(new URL('./templates/ldirectord.cf.ejs', import.meta.url));

/** /etc/ha.d/ldirectord.cf, the same on every director; see ldirectord(8). */
export const ldirectordCf = (context: Context<LdirectordVars>): string =>
  render({
    globals: globalLines(context.vars, { handover: handoverOf(context) }),
    services: services(context).map((service) => ({
      name: service.name,
      virtual: `${named('virtual', service.address.family)}=${service.virtual}`,
      lines: [
        ...service.reals.map((real) => realLine(real, service)),
        ...checkLines(service, context.secrets),
        ...virtualLines(service, { mailed: context.vars.ldirectord.emailalert !== undefined }),
      ],
    })),
  });
