import type { Output } from '../../../core/connection.ts';
import { defineResource, type State } from '../../../core/resource.ts';
import { type Sh, sh } from '../../../core/sh.ts';
import { script } from '../../../resources/shell/script.ts';
import type { Opening } from '../../capabilities/firewall.ts';
import { closedAgain, openedAgain } from './firewalld-back.ts';
import { closeUnwanted, firewalldFunctions, openWanted, RECORD, shown } from './firewalld-shell.ts';
import { NONE, OPEN, portsOf, STAYS, stateOf, untrackedLabelOf } from './opening.ts';
import { type Zones, zoneOf } from './zones.ts';

interface Params {
  readonly openings: readonly Opening[];
  readonly zones: Zones;
}

/** In place of a zone: rules of iptables(8) that firewalld puts in place, whatever its own backend is. */
const DIRECT = '';

/** As firewalld itself writes it, so that it is found again; see firewalld.richlanguage(5). */
function richRule({ protocol, family, port, lastPort, from, to }: Opening): string {
  const what =
    port === undefined
      ? `protocol value="${PROTOCOLS[family][protocol]}"`
      : `port port="${portsOf({ port, lastPort })}" protocol="${protocol}"`;
  return [
    `rule family="ipv${family}"`,
    ...(from === undefined ? [] : [`source address="${from}"`]),
    ...(to === undefined ? [] : [`destination address="${to}"`]),
    what,
    'accept',
  ].join(' ');
}

/** See protocols(5). */
const PROTOCOLS = {
  4: { icmp: 'icmp', vrrp: 'vrrp', ipip: 'ipencap', tcp: 'tcp', udp: 'udp' },
  6: { icmp: 'ipv6-icmp', vrrp: 'vrrp', ipip: 'ipv6', tcp: 'tcp', udp: 'udp' },
} as const;

/**
 * firewalld drops what connection tracking calls invalid before it asks a zone (firewalld#1498). Tracking sees no answers under
 * direct routing, and IPVS takes each packet before its connection is on record: so every FIN and RST of a client is
 * invalid, and no real server learns that a connection has ended.
 */
const untracked = ({ protocol, family, port, lastPort, oneWayTo }: Opening): readonly string[] =>
  oneWayTo === undefined || port === undefined
    ? []
    : [
        `ipv${family} raw PREROUTING 0 -d ${oneWayTo} -p ${protocol} --dport ${portsOf({ port, lastPort }, ':')} -j CT --notrack`,
      ];

const rulesOf = (opening: Opening, zones: Zones): readonly string[] => [
  `${zoneOf(zones, { device: opening.interface, ...(opening.from === undefined ? {} : { from: opening.from }) })}|${richRule(opening)}`,
  ...untracked(opening).map((rule) => `${DIRECT}|${rule}`),
];

const allRules = ({ openings, zones }: Params): readonly string[] => [
  ...new Set(openings.flatMap((opening) => rulesOf(opening, zones))),
];

const zonesOf = (rules: readonly string[]): readonly string[] => [
  ...new Set(rules.map((rule) => rule.slice(0, rule.indexOf('|')))),
];

/** Rules that a zone has, now (`now|ZONE|RULE`) and after the next start (`kept|…`). */
const openProbe = (params: Params): Sh => sh`${firewalldFunctions}
for zone in ${zonesOf(allRules(params))}; do
  rules "$zone" | sed "s/^/now|$zone|/"
  rules "$zone" --permanent | sed "s/^/kept|$zone|/"
done`;

export const openFirewalld = defineResource<Params, State>({
  type: 'firewall',
  key: () => 'firewalld',
  title: () => 'firewalld lets in what the cluster needs',
  want: ({ openings }) => Object.fromEntries(openings.map((opening) => [untrackedLabelOf(opening), OPEN])),
  probe: openProbe,
  parse: parseOpen,
  apply: (params) => ({
    run: script(firewalldFunctions, sh`wanted=$(cat)`, openWanted),
    stdin: textOf(params),
  }),
  files: () => [RECORD],
  impact: () => 'none',
  restorable: 'files',
  back: { from: (copy) => [openedAgain({ copy })], told: STAYS },
});

function parseOpen({ stdout }: Output, { openings, zones }: Params): State {
  const lines = new Set(stdout.split('\n'));
  return Object.fromEntries(
    openings.map((opening) => {
      const rules = rulesOf(opening, zones);
      const has = (when: string) => rules.every((rule) => lines.has(`${when}|${rule}`));
      return [untrackedLabelOf(opening), stateOf({ now: has('now'), kept: has('kept') })];
    }),
  );
}

export const closedFirewalld = defineResource<Params, { readonly left: string }>({
  type: 'firewall closed',
  key: () => 'firewalld',
  title: () => 'firewalld lets in no more than the cluster needs',
  want: () => ({ left: NONE }),
  probe: () => sh`cat ${RECORD} 2>/dev/null`,
  parse({ stdout }, params) {
    const wanted = new Set(allRules(params));
    return { left: shown(stdout, (line) => !wanted.has(line)) };
  },
  apply: (params) => ({
    run: script(firewalldFunctions, sh`wanted=$(cat)`, closeUnwanted),
    stdin: textOf(params),
  }),
  files: () => [RECORD],
  impact: () => 'none',
  restorable: 'files',
  back: {
    from: (copy, params) => [
      ...(params.openings.length === 0 ? [openedAgain({ copy })] : []),
      closedAgain({ copy, wanted: allRules(params) }),
    ],
  },
});

const textOf = (params: Params): string =>
  allRules(params)
    .map((rule) => `${rule}\n`)
    .join('');
