import type { SpecOf } from '../../../core/capability.ts';
import type { Resource } from '../../../core/resource.ts';
import { type Sh, sh } from '../../../core/sh.ts';
import type { startCommand } from '../../capabilities/start-command.ts';
import { systemdDropIn } from './systemd-drop-in.ts';

/** A drop-in by which a service starts once the network is up, after a command, and with variables; see systemd.exec(5). */
export const systemdStart = ({ service, command, environment }: SpecOf<typeof startCommand>): readonly Resource[] =>
  systemdDropIn({
    service,
    name: 'umctl-start',
    does: 'starts',
    lines: ['[Unit]', 'After=network.target', '[Service]', `Environment=${environment}`, `ExecStartPre=${command}`],
    property: 'ExecStartPre',
    value: command,
  });

/** See `is-system-running` in systemctl(1). */
export const systemdShutsDown: Sh = sh`[ "$(systemctl is-system-running 2>/dev/null)" = stopping ]`;
