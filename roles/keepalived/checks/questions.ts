import type { Context } from '../../../src/cluster/model/role.ts';
import { services } from '../../../src/cluster/services/services.ts';
import { ownOf } from '../vars/own.ts';
import type { KeepalivedVars } from '../vars.ts';
import { versionOf } from '../version/of-host.ts';
import { kindOf } from './kind.ts';
import { type Checked, nativeCheck } from './native.ts';
import { question, questionPath } from './script.ts';
import { timingOf } from './timing.ts';

/** What umctl-check is asked to do, a file each. */
export interface Question {
  readonly path: string;
  readonly content: string;
}

/** The files of all checks that keepalived does not have itself; some hold secrets. */
export function questions(context: Context<KeepalivedVars>): readonly Question[] {
  const version = versionOf(context.facts);
  const all = services(context).flatMap((service) => {
    const kind = kindOf(service);
    if (!('service' in kind) || ownOf(service.vars)?.checks !== undefined) return [];
    const timing = timingOf(service.vars, context.vars);
    return service.reals.flatMap((real): readonly Question[] => {
      const checked: Checked = { service, real, timing, version };
      if (nativeCheck(checked, kind.service) !== undefined) return [];
      return [{ path: questionPath(service, real), content: question(checked, kind.service, context.secrets) }];
    });
  });
  return [...new Map(all.map((one) => [one.path, one])).values()];
}
