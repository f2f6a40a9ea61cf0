import type { z } from 'zod';
import { interfaceName } from '../../src/core/schema.ts';
import { type HeartbeatLink, linkName } from './links.ts';
import { timings } from './timings.ts';

/** The order that heartbeat needs its timings in. */
export function refineTimings(given: Parameters<typeof timings>[0], { addIssue }: z.RefinementCtx): void {
  const { keepalive, warntime, deadtime, initdead } = timings(given);
  const wrong = (name: string, message: string) => addIssue({ code: 'custom', path: [name], message });
  if (keepalive * 2 > deadtime) wrong('keepalive', `expected at most half of deadtime (${deadtime} s)`);
  if (warntime <= keepalive || warntime >= deadtime)
    wrong('warntime', `expected a time between keepalive (${keepalive} s) and deadtime (${deadtime} s)`);
  if (initdead < deadtime) wrong('initdead', `expected at least deadtime (${deadtime} s)`);
}

interface Linked {
  readonly interface: string;
  readonly heartbeat: { readonly links: readonly HeartbeatLink[]; readonly udpport: number };
}

/** Links that would not be what they say. */
export function refineLinks(vars: Linked, { addIssue }: z.RefinementCtx): void {
  const { links } = vars.heartbeat;
  links.forEach((link, i) => {
    const wrong = (key: string, message: string) =>
      addIssue({ code: 'custom', path: ['heartbeat', 'links', i, key], message });
    const [kind = ''] = Object.keys(link);
    if (links.findIndex((other) => linkName(other) === linkName(link)) < i)
      wrong(kind, `${linkName(link)} is listed twice; two links over one wire break together`);
    // What is no interface is told where it stands.
    const isOther = 'ucast' in link && link.ucast !== vars.interface && interfaceName.safeParse(vars.interface).success;
    if (isOther && link.addresses === undefined)
      wrong(
        'addresses',
        `expected the directors' addresses on ${link.ucast}; their \`address\` is on ${vars.interface}`,
      );
    const speeds = links.flatMap((other) => ('serial' in other ? [other.baud] : []));
    if ('serial' in link && link.baud !== speeds[0])
      wrong('baud', `expected ${speeds[0]}, as on the other serial line: heartbeat knows one speed for all`);
  });
}
