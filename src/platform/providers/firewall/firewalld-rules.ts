import type { Output } from '../../../core/connection.ts';
import { defineResource, type State } from '../../../core/resource.ts';
import { type Sh, sh } from '../../../core/sh.ts';
import { STATE_DIRECTORY, script } from '../../../resources/shell/script.ts';
import type { Opening } from '../../capabilities/firewall.ts';
import { NONE, OPEN, stateOf, untrackedLabelOf } from './opening.ts';
import { type Zones, zoneOf } from './zones.ts';

interface Params {
  readonly openings: readonly Opening[];
  readonly zones: Zones;
}

/** What umctl has opened itself, as `ZONE|RULE`: a rule of firewalld has no place for a comment. */
const RECORD = `${STATE_DIRECTORY}/firewalld`;

/** In place of a zone: rules of iptables(8) that firewalld puts in place, whatever its own backend is. */
const DIRECT = '';

/** As firewalld itself writes it, so that it is found again; see firewalld.richlanguage(5). */
function richRule({ protocol, family, port, from, to }: Opening): string {
  const what =
    port === undefined
      ? `protocol value="${PROTOCOLS[family][protocol]}"`
      : `port port="${port}" protocol="${protocol}"`;
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
const untracked = ({ protocol, family, port, oneWayTo }: Opening): readonly string[] =>
  oneWayTo === undefined || port === undefined
    ? []
    : [`ipv${family} raw PREROUTING 0 -d ${oneWayTo} -p ${protocol} --dport ${port} -j CT --notrack`];

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

/**
 * Defines `rules ZONE [--permanent]`, which prints the rules of a zone, or those that are in none; and `each VERB LINES`, which adds or
 * removes all rules of each zone at once, as a call of firewall-cmd takes half a second and more.
 */
const functions: Sh = sh`rules() {
  if [ -n "$1" ]; then firewall-cmd $2 --zone="$1" --list-rich-rules; else firewall-cmd $2 --direct --get-all-rules; fi
}
each() {
  for zone in "" $(printf '%s\n' "$2" | cut -d '|' -f 1 | sort -u); do
    mine=$(printf '%s\n' "$2" | sed -n "s/^$zone|//p")
    [ -n "$mine" ] || continue
    set -- "$1" "$2"
    while IFS= read -r rule; do
      if [ -n "$zone" ]; then set -- "$@" "--$1-rich-rule=$rule"
      else for when in --permanent ''; do firewall-cmd -q $when --direct "--$1-rule" $rule; done; fi
    done <<RULES
$mine
RULES
    [ -n "$zone" ] || continue
    (shift 2; firewall-cmd -q --permanent --zone="$zone" "$@" && firewall-cmd -q --zone="$zone" "$@")
  done
}`;

/** Rules that a zone has, now (`now|ZONE|RULE`) and after the next start (`kept|…`). */
const openProbe = (params: Params): Sh => sh`${functions}
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
    run: script(sh`mkdir -p ${STATE_DIRECTORY}`, functions, OPEN_RULES),
    stdin: allRules(params)
      .map((rule) => `${rule}\n`)
      .join(''),
  }),
  impact: () => 'none',
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

/** A rule that the admin has made already stays the admin's, and is not noted. */
const OPEN_RULES: Sh = sh`wanted=$(cat)
for zone in "" $(printf '%s\n' "$wanted" | cut -d '|' -f 1 | sort -u); do
  there=$(rules "$zone" --permanent)
  printf '%s\n' "$wanted" | sed -n "s/^$zone|//p" | while IFS= read -r rule; do
    printf '%s\n' "$there" | grep -qxF -- "$rule" || grep -qxF -- "$zone|$rule" ${RECORD} 2>/dev/null ||
      printf '%s\n' "$zone|$rule" >> ${RECORD}
  done
done
each add "$wanted"`;

export const closedFirewalld = defineResource<Params, { readonly left: string }>({
  type: 'firewall closed',
  key: () => 'firewalld',
  title: () => 'firewalld lets in no more than the cluster needs',
  want: () => ({ left: NONE }),
  probe: () => sh`cat ${RECORD} 2>/dev/null`,
  parse({ stdout }, params) {
    const wanted = new Set(allRules(params));
    const left = stdout.split('\n').filter((line) => line !== '' && !wanted.has(line));
    return {
      left:
        left.map((line) => line.replace(/^([^|]*)\|/, (_, zone) => (zone === '' ? '' : `${zone}: `))).join('; ') ||
        NONE,
    };
  },
  apply: (params) => ({
    run: script(functions, CLOSE_RULES),
    stdin: allRules(params)
      .map((rule) => `${rule}\n`)
      .join(''),
  }),
  impact: () => 'none',
});

/** A zone that is not there any more has no rules to take away. */
const CLOSE_RULES: Sh = sh`wanted=$(cat)
[ -f ${RECORD} ] || exit 0
left=$(printf '%s\n' "$wanted" | grep -vxF -f - ${RECORD}) || left=
for zone in $(printf '%s\n' "$left" | cut -d '|' -f 1 | sort -u); do
  rules "$zone" --permanent >/dev/null 2>&1 || left=$(printf '%s\n' "$left" | grep -v "^$zone|") || left=
done
each remove "$left"
printf '%s\n' "$wanted" | grep -xF -f - ${RECORD} > ${RECORD}.new || :
mv -f ${RECORD}.new ${RECORD}
[ -s ${RECORD} ] || rm -f ${RECORD}`;
