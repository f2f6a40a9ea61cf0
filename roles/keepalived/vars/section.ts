import { z } from 'zod';
import { interfaceName, ipAddress } from '../../../src/core/schema.ts';
import { authentication } from './authentication.ts';
import { instanceName, notify, trackedInterface, trackedScript } from './tracking.ts';
import { SECTION_WORDS } from './words.ts';

/** Seconds between the adverts of the active director. VRRP 3 counts hundredths of a second, VRRP 2 whole seconds. */
const advertInterval = z.number().min(0.01).max(40.95);

const seconds = z.int().min(0).max(1_000_000);
const times = z.int().min(1).max(1000);

/** When and how often gratuitous ARP says where the virtual address is; see keepalived.conf(5). */
const garp = z.strictObject({
  /** Seconds after the address was taken. */
  master_delay: seconds.optional(),
  master_repeat: times.optional(),
  /** Said again every so many seconds while a director is active; 0: never. */
  master_refresh: seconds.optional(),
  master_refresh_repeat: times.optional(),
  lower_prio_delay: seconds.optional(),
  lower_prio_repeat: times.optional(),
  /** Seconds between one packet and the next, on all interfaces; and the same of IPv6. */
  interval: z.number().min(0).lt(1).optional(),
  gna_interval: z.number().min(0).lt(1).optional(),
});

/** What is keepalived's own: how directors hear of each other and who is active. See keepalived.conf(5). */
export const section = z
  .strictObject({
    ...SECTION_WORDS,
    /** Default: 0.2 with VRRP 3, 1 with VRRP 2. */
    advert_int: advertInterval.optional(),
    /** Default: 3; 2 with `authentication`, which VRRP 3 does not have. */
    version: z.literal([2, 3]).optional(),
    /** Default: the last byte of the virtual address. It must be another than that of any other cluster of the segment. */
    virtual_router_id: z.int().min(1).max(255).optional(),
    /** The interface that adverts go by. Default: the segment's. */
    interface: interfaceName.optional(),
    adverts: z.enum(['unicast', 'multicast']).default('unicast'),
    /** Whether the director of the highest priority takes the address back when it returns. */
    preempt: z.boolean().default(false),
    /** Seconds that it waits before it does. */
    preempt_delay: z.int().min(0).max(1000).optional(),
    /** Whether a director goes on while its interface is down. */
    dont_track_primary: z.boolean().default(false),
    /** Whether addresses in adverts of one and the same director are looked at once only. */
    skip_check_adv_addr: z.boolean().default(false),
    /** The director's own address on `interface`, by which adverts go. Default: the one on the segment. */
    address: ipAddress.optional(),
    authentication: authentication.optional(),
    track_interface: z.array(trackedInterface).default([]),
    track_script: z.array(trackedScript).default([]),
    notify: notify.optional(),
    garp: garp.prefault({}),
    /** What the virtual router is called in logs and for the scripts. */
    instance: instanceName.default('VI_1'),
    /** Mail about directors that become active or standby, to those of `emailalert`. */
    smtp_alert: z.boolean().default(false),
    /** Whether a real server that joins is checked before it is sent clients. */
    alpha: z.boolean().default(true),
    /** Seconds over which the first checks are spread; default: none, all begin at once. */
    warmup: z.int().min(0).default(0),
  })
  .superRefine(
    ({ authentication: given, version, advert_int: interval, preempt, preempt_delay: delay }, { addIssue }) => {
      const wrong = (name: string, message: string) => addIssue({ code: 'custom', path: [name], message });
      if (delay !== undefined && !preempt)
        wrong('preempt_delay', 'expected `preempt: true` beside it: without, no director takes the address back');
      const wanted = version ?? (given === undefined ? 3 : 2);
      if (given !== undefined && wanted === 3)
        wrong('authentication', 'VRRP 3 has no authentication: leave it out, or set `version: 2`');
      if (wanted === 2 && interval !== undefined && !Number.isInteger(interval))
        wrong('advert_int', 'expected whole seconds: VRRP 2, which has authentication, counts nothing finer');
      if (interval !== undefined && Math.round(interval * 100) / 100 !== interval)
        wrong('advert_int', 'expected hundredths of a second at the finest, such as 0.25');
    },
  );

export type KeepalivedSection = z.infer<typeof section>;

/** The version of VRRP that directors speak. */
export const vrrpVersion = ({ version, authentication: given }: KeepalivedSection): 2 | 3 =>
  version ?? (given === undefined ? 3 : 2);

/** Seconds between adverts. */
export const advertSeconds = (given: KeepalivedSection): number =>
  given.advert_int ?? (vrrpVersion(given) === 3 ? 0.2 : 1);
