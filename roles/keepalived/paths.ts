/** What umctl puts beside it: what checks ask for. */
export const CONFIGURATION = '/etc/keepalived/umctl';

/**
 * Programs that keepalived runs. SELinux lets those of this folder do what a check or a notification has to
 * (keepalived_unconfined_script_exec_t), and keeps keepalived from doing it elsewhere.
 */
export const PROGRAMS = '/usr/libexec/keepalived';

/** The program of all checks that keepalived does not have itself. */
export const CHECK_PROGRAM = `${PROGRAMS}/umctl-check`;

/** Run at each change of state, with the kind, the name, the new state and the priority; see keepalived.conf(5), `notify`. */
export const NOTIFY_PROGRAM = `${PROGRAMS}/umctl-notify`;

/** Asks and tells a segment, for {@link NOTIFY_PROGRAM}, who has addresses of IPv6. */
export const NDP_PROGRAM = `${PROGRAMS}/umctl-ndp`;

/** A number that is added to the director's priority, read again at each change: see `vrrp_track_file`. */
export const PRIORITY_FILE = '/var/run/umctl-keepalived/priority';

/** The same for the virtual router that decides who is the next active director. */
export const NEXT_FILE = '/var/run/umctl-keepalived/next';

/** What {@link NOTIFY_PROGRAM} has to know of its director. */
export const DIRECTOR_SETTINGS = `${CONFIGURATION}/director`;

export const CONFIGURATION_FILE = '/etc/keepalived/keepalived.conf';

/** Where {@link NOTIFY_PROGRAM} keeps what it is at. */
export const RUN = '/var/run/umctl-keepalived';

/** What runs around and beside keepalived: without the programs it would keep another's keepalived from starting. */
export const UNITS = [
  '/etc/systemd/system/keepalived.service.d/umctl.conf',
  '/etc/systemd/system/umctl-keepalived.service',
] as const;

/** Where it keeps `expire_quiescent_template` of before, while the director stands by or hands over. */
export const TEMPLATES_FILE = `${RUN}/templates`;
