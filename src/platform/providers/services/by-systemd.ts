import type { Facts } from '../../../core/facts.ts';
import { service as serviceOf } from '../../../resources/service.ts';
import { aroundService } from '../../capabilities/around-service.ts';
import { ownDaemon } from '../../capabilities/own-daemon.ts';
import { reloadCommand } from '../../capabilities/reload-command.ts';
import { service } from '../../capabilities/service.ts';
import { startCommand } from '../../capabilities/start-command.ts';
import { stopCommand } from '../../capabilities/stop-command.ts';
import { type AnyProvider, type Misfit, provider } from '../../provider.ts';
import { type SystemdOptions, systemd } from './systemd.ts';
import { systemdAround } from './systemd-around.ts';
import { systemdDaemon } from './systemd-daemon.ts';
import { systemdReload } from './systemd-reload.ts';
import { systemdShutsDown, systemdStart } from './systemd-start.ts';
import { systemdStop } from './systemd-stop.ts';

interface Options extends SystemdOptions {
  /** What is said of an init system that umctl does not know; default by its name. */
  readonly unknown?: string;
}

/** Services as systemd has them; see systemctl(1). */
export function bySystemd({ unknown, ...options }: Options): readonly AnyProvider[] {
  const init = systemd(options);
  const fits = (facts: Facts): true | Misfit =>
    runsSystemd(facts) || { needs: ['systemd'], here: otherInit(facts, unknown) };
  return [
    provider({
      provides: service,
      fits,
      want: (spec, _, relations) => [serviceOf({ ...spec, init }, relations)],
    }),
    provider({ provides: reloadCommand, fits, want: systemdReload }),
    provider({ provides: ownDaemon, fits, want: systemdDaemon(init) }),
    provider({ provides: aroundService, fits, want: systemdAround }),
    provider({ provides: stopCommand, fits, want: systemdStop }),
    provider({
      provides: startCommand,
      fits,
      want: systemdStart,
      answer: () => ({ shutsDown: systemdShutsDown }),
    }),
  ];
}

export const runsSystemd = ({ init }: Facts): boolean => init === 'systemd';

const otherInit = ({ init }: Facts, unknown: string | undefined): string =>
  init === 'unknown' && unknown !== undefined ? unknown : `the init system is ${init}`;
