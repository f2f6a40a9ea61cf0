import { NEXT_FILE, PRIORITY_FILE } from '../paths.ts';
import type { KeepalivedVars } from '../vars.ts';
import { isAtLeast, type KeepalivedVersion } from '../version/version.ts';
import { mailLines } from './alerts.ts';
import { block, setting } from './text.ts';

/** What the track file is called in the configuration. */
export const TRACKED = 'umctl';
export const TRACKED_NEXT = 'umctl_next';

interface Whole {
  readonly name: string;
  readonly syncId: number;
  readonly family: 4 | 6;
  readonly version: KeepalivedVersion;
}

/** Since when a track file goes by that name, and keepalived notes at each start that it may take a priority of its own. */
const TRACKS = '2.1.0';

/** What is for the whole program. `sync`: by which the directors tell each other of connections. */
export const globals = (vars: KeepalivedVars, { name, syncId, family, version }: Whole): readonly string[] => [
  ...block('global_defs', [
    `router_id ${name}`,
    'enable_script_security',
    'script_user root',
    ...mailLines(vars, name),
    ...setting('vrrp_garp_interval', vars.keepalived.garp.interval),
    ...setting('vrrp_gna_interval', vars.keepalived.garp.gna_interval),
    // The group's scope is the segment, of the family that directors have there.
    `lvs_sync_daemon ${vars.interface} ${vars.keepalived.instance} id ${syncId}${family === 6 ? ' group ff02::51' : ''}`,
    'lvs_flush',
    // Nothing of the kind, and so no note: what runs before all else has to be measured first.
    ...(isAtLeast(version, TRACKS) ? ['max_auto_priority -1'] : []),
  ]),
  ...trackFile(TRACKED, PRIORITY_FILE, version),
  ...trackFile(TRACKED_NEXT, NEXT_FILE, version),
];

const trackFile = (name: string, path: string, version: KeepalivedVersion): readonly string[] => [
  '',
  ...block(`${isAtLeast(version, TRACKS) ? 'track_file' : 'vrrp_track_file'} ${name}`, [`file "${path}"`]),
];
