import type { Opening } from '../../capabilities/firewall.ts';

/** A port, or the first and the last of a range with what stands between them. */
export const portsOf = (
  { port, lastPort }: { readonly port?: number | undefined; readonly lastPort?: number | undefined },
  between = '-',
): string => (lastPort === undefined ? String(port) : `${port}${between}${lastPort}`);

/** `udp 694 from 192.168.6.3 on eth0`: what is opened, without the reason. */
export const showOpening = ({ protocol, port, lastPort, from, to, interface: device }: Opening): string =>
  [
    protocol,
    ...(port === undefined ? [] : [portsOf({ port, lastPort })]),
    ...(from === undefined ? [] : [`from ${from}`]),
    ...(to === undefined ? [] : [`to ${to}`]),
    `on ${device}`,
  ].join(' ');

/** The same with the reason, as a plan shows it. */
export const labelOf = (opening: Opening): string => `${showOpening(opening)} (${opening.why})`;

/** The same where what a host sees in one direction only is not tracked. */
export const untrackedLabelOf = (opening: Opening): string =>
  opening.oneWayTo === undefined
    ? labelOf(opening)
    : labelOf({
        ...opening,
        why: `${opening.why}; not tracked for ${opening.oneWayTo}, as answers do not come back this way`,
      });

/** The longest comment that every firewall takes. */
const COMMENT = 120;

/** By what a rule of umctl's is known where rules have comments. */
export const commentOf = (opening: Opening): string =>
  `umctl ${labelOf(opening)}`.replace(/[^ -~]|["\\`$]/g, '?').slice(0, COMMENT);

/** Whether an opening is there now and at the next boot. */
export function stateOf({ now, kept }: { readonly now: boolean; readonly kept: boolean }): string {
  if (now) return kept ? OPEN : 'open until the next boot';
  return kept ? 'open from the next boot on' : 'closed';
}

export const OPEN = 'open';

/** With its port closed by a restore, two directors would not hear each other. */
export const STAYS = 'what the inventory wants of that stays, as the cluster needs what it lets in';

/** What is left over: nothing. */
export const NONE = 'none';
