import type { SpecOf } from '../../../core/capability.ts';
import type { Relations, Resource } from '../../../core/resource.ts';
import { absent } from '../../../resources/absent.ts';
import { file } from '../../../resources/file.ts';
import { type InitSystem, service } from '../../../resources/service.ts';
import type { ownDaemon } from '../../capabilities/own-daemon.ts';

/**
 * A unit that starts anew for as long as it takes, as when its network card comes late; see systemd.service(5). Its end is done
 * once no process of it is left, which could do the work again.
 */
export const systemdDaemon =
  (init: InitSystem) =>
  (spec: SpecOf<typeof ownDaemon>, _: unknown, { uses = [], ...relations }: Relations): readonly Resource[] => {
    const path = `/etc/systemd/system/${spec.name}.service`;
    if (spec.gone)
      return [
        service({ name: spec.name, enabled: false, running: false, gone: true, init }, relations),
        absent({ path }),
      ];
    const unit = file({
      path,
      content: `# Written by umctl.
[Unit]
Description=${spec.description}
After=network.target
Before=${spec.startsBefore.map((name) => `${name}.service`).join(' ')}
StartLimitIntervalSec=0
[Service]
ExecStartPre=${spec.begin}
ExecStart=${spec.run}
ExecReload=${spec.begin}
ExecStopPost=${spec.end}
Restart=always
RestartSec=1
[Install]
WantedBy=multi-user.target
`,
    });
    const wanted = { name: spec.name, enabled: true, running: true, onChange: 'reload', init } as const;
    return [unit, service(wanted, { ...relations, uses: [...uses, unit] })];
  };
