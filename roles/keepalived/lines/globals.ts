import type { KeepalivedVars } from '../vars.ts';
import { isAtLeast, type KeepalivedVersion } from '../version/version.ts';
import { mailLines } from './alerts.ts';
import { block, flag, setting } from './text.ts';

interface Whole {
  readonly name: string;
  readonly syncId: number;
  readonly family: 4 | 6;
  readonly version: KeepalivedVersion;
  /** The files of all virtual routers. */
  readonly tracked: readonly { readonly name: string; readonly path: string }[];
  /** Whether directors may be active at the same time: then umctl-notify starts the daemons that tell of connections. */
  readonly several: boolean;
}

/** Since when a track file goes by that name, and keepalived notes at each start that it may take a priority of its own. */
const TRACKS = '2.1.0';

/** What is for the whole program. `sync`: by which the directors tell each other of connections. */
export const globals = (
  vars: KeepalivedVars,
  { name, syncId, family, version, tracked, several }: Whole,
): readonly string[] => [
  ...block('global_defs', [
    `router_id ${name}`,
    'enable_script_security',
    'script_user root',
    ...mailLines(vars, name),
    ...setting('vrrp_garp_interval', vars.keepalived.garp.interval),
    ...setting('vrrp_gna_interval', vars.keepalived.garp.gna_interval),
    // The group's scope is the segment, of the family that directors have there.
    ...(several
      ? []
      : [
          `lvs_sync_daemon ${vars.interface} ${vars.keepalived.instance} id ${syncId}${family === 6 ? ' group ff02::51' : ''}`,
        ]),
    // Not where directors share the addresses: umctl-notify has a service in the table before keepalived begins.
    ...flag('lvs_flush', !several),
    // Nothing of the kind, and so no note: what runs before all else has to be measured first.
    ...(isAtLeast(version, TRACKS) ? ['max_auto_priority -1'] : []),
  ]),
  ...tracked.flatMap(({ name: file, path }) => trackFile(file, path, version)),
];

const trackFile = (name: string, path: string, version: KeepalivedVersion): readonly string[] => [
  '',
  ...block(`${isAtLeast(version, TRACKS) ? 'track_file' : 'vrrp_track_file'} ${name}`, [`file "${path}"`]),
];
