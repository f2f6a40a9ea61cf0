import { parseIp } from '../../../src/core/address/ip.ts';
import { NOTIFY_PROGRAM } from '../paths.ts';
import { advertSeconds, type KeepalivedSection, vrrpVersion } from '../vars/section.ts';
import type { TrackedScript } from '../vars/tracking.ts';
import { block, command, flag, setting } from './text.ts';

/** A director among the others, and the addresses that go to the active one. */
export interface Router {
  readonly id: number;
  /** The virtual router id and the address of the next active director. */
  readonly next: { readonly id: number; readonly address: string };
  readonly priority: number;
  readonly interface: string;
  readonly address: string;
  readonly peers: readonly string[];
  /**
   * `192.168.6.240/24 dev eth0`. The first alone is in the adverts, which have room for some twenty: a director passes over
   * adverts with other addresses than its own, and would be active, too, while addresses come and go.
   */
  readonly virtual: readonly [string, ...string[]];
  /** Who else is mailed about real servers: then it is said whether there is mail about directors. */
  readonly mailed: boolean;
  /** The token of the password, if there is one. */
  readonly password: string | undefined;
  /** Names of the files that its priorities are in. */
  readonly tracked: { readonly level: string; readonly next: string };
  /** umctl-notify, about the addresses of this router. */
  readonly notify: string;
}

/** The virtual router: who of the directors is active. All begin as standby, and the highest priority decides. */
export function instance(given: KeepalivedSection, router: Router): readonly string[] {
  return block(`vrrp_instance ${given.instance}`, [
    ...among(given, router, router.id),
    ...setting('preempt_delay', given.preempt_delay),
    ...garp(given),
    // Of two that were active, which tells the segment where the address is when they hear each other again: the one that goes
    // on tells it when it hears from the one that gives way, which hears it first as often as not.
    'higher_prio_send_advert true',
    ...tracks(given, router),
    ...block('track_file', [`${router.tracked.level} weight 1`]),
    ...block('virtual_ipaddress', router.virtual.slice(0, 1)),
    ...list('virtual_ipaddress_excluded', router.virtual.slice(1)),
    `notify "${NOTIFY_PROGRAM}"`,
    ...command('notify_master', given.notify?.master),
    ...command('notify_backup', given.notify?.backup),
    // One that was just started is in fault until it can serve.
    ...command('notify_fault', given.notify?.fault && `${router.notify} fault ${given.notify.fault}`),
    ...command('notify_stop', given.notify?.stop),
    ...(router.mailed || given.smtp_alert ? [`smtp_alert ${given.smtp_alert}`] : []),
  ]);
}

/** Who is to be the next active director: it hears of it by its state here, before it is that. */
export const nextInstance = (given: KeepalivedSection, router: Router): readonly string[] =>
  block(`vrrp_instance ${given.instance}_next`, [
    ...among(given, router, router.next.id),
    ...tracks(given, router),
    ...block('track_file', [`${router.tracked.next} weight 1`]),
    ...block('virtual_ipaddress', [`${router.next.address} dev lo`]),
    `notify "${NOTIFY_PROGRAM}"`,
  ]);

/** What a director cannot be active without, nor the next one to be that; or is less likely to be. */
const tracks = (given: KeepalivedSection, router: Router): readonly string[] => [
  ...list(
    'track_interface',
    // The own one is tracked by itself.
    given.track_interface
      .filter((one) => one.interface !== (given.interface ?? router.interface))
      .map((one) => `${one.interface}${weight('weight' in one ? one.weight : undefined)}`),
  ),
  ...list(
    'track_script',
    given.track_script.map(({ name }) => name),
  ),
];

/** How a director hears and tells the others. */
const among = (given: KeepalivedSection, router: Router, id: number): readonly string[] => [
  'state BACKUP',
  `interface ${given.interface ?? router.interface}`,
  `virtual_router_id ${id}`,
  `priority ${router.priority}`,
  `advert_int ${advertSeconds(given)}`,
  `version ${vrrpVersion(given)}`,
  ...(given.adverts === 'unicast'
    ? [`unicast_src_ip ${router.address}`, ...block('unicast_peer', toldBy(router))]
    : []),
  ...authentication(given, router),
  ...flag('dont_track_primary', given.dont_track_primary),
  ...flag('skip_check_adv_addr', given.skip_check_adv_addr),
];

/**
 * Who a director's adverts go to. One director alone has nobody to tell, but without a peer keepalived would turn to multicast:
 * on a reload that goes from one to the other, it begins anew, and nobody has the address meanwhile. VRRP's own group is
 * heard by nobody who has peers, and stays on the segment.
 */
function toldBy({ address, peers }: Router): readonly string[] {
  if (peers.length > 0) return peers;
  return [parseIp(address)?.family === 6 ? 'ff02::12' : '224.0.0.18'];
}

/** A command by which a director is fit to be active, or less so. */
export const script = (given: TrackedScript): readonly string[] =>
  block(`vrrp_script ${given.name}`, [
    ...command('script', given.command),
    ...setting('interval', given.interval),
    ...setting('timeout', given.timeout),
    ...setting('weight', given.weight),
    ...setting('rise', given.rise),
    ...setting('fall', given.fall),
    ...setting('user', given.user),
  ]);

const authentication = (given: KeepalivedSection, { password }: Router): readonly string[] =>
  given.authentication === undefined || password === undefined
    ? []
    : block('authentication', [`auth_type ${given.authentication.type}`, `auth_pass ${password}`]);

/** Its intervals are for the whole program. */
const garp = ({ garp: { interval: _, gna_interval: __, ...given } }: KeepalivedSection): readonly string[] =>
  Object.entries(given).flatMap(([name, value]) => setting(`garp_${name}`, value));

const list = (name: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : block(name, lines);

const weight = (given: number | undefined): string => (given === undefined ? '' : ` weight ${given}`);
