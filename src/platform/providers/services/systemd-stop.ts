import type { SpecOf } from '../../../core/capability.ts';
import type { Resource } from '../../../core/resource.ts';
import type { stopCommand } from '../../capabilities/stop-command.ts';
import { systemdDropIn } from './systemd-drop-in.ts';

/**
 * A drop-in by which a command runs once a service has stopped, and others are stopped after that: systemd ends units in the
 * opposite order to that of their start. See ExecStopPost= in systemd.service(5), and After= in systemd.unit(5).
 */
export const systemdStop = ({ service, stopsBefore, command }: SpecOf<typeof stopCommand>): readonly Resource[] =>
  systemdDropIn({
    service,
    name: 'umctl-stop',
    does: 'stops',
    lines: [
      '[Unit]',
      `After=${stopsBefore.map((name) => `${name}.service`).join(' ')}`,
      '[Service]',
      `ExecStopPost=${command}`,
    ],
    property: 'ExecStopPost',
    value: command,
  });
