import type { Family } from '../../../core/address/ip.ts';
import { type Fact, linesIn } from '../../../core/fact.ts';
import { sh } from '../../../core/sh.ts';
import { tidy } from '../../../core/tidy.ts';
import { FIREWALL_FACT, type FirewallsFound } from '../../capabilities/firewall.ts';
import { type DropsInvalid, dropsInvalid } from './invalid.ts';
import { isClosed, refusesSome } from './iptables-table.ts';
import { type NftChain, parseRuleset, refusesAny, refusesTheRest } from './nft-ruleset.ts';
import { parseZones, type Zones } from './zones.ts';

/** What keeps packets from a host. */
export interface InForce extends FirewallsFound {
  readonly firewalld?: Zones;
  readonly ufw: boolean;
  /** Families of which iptables refuses what no rule lets in, where neither of the two is behind it. */
  readonly iptables: readonly Family[];
  /** What lets in all that is new, and drops what connection tracking calls invalid. */
  readonly invalid: DropsInvalid;
  /** Chains of nftables that do the same. */
  readonly nftables: readonly Pick<NftChain, 'family' | 'table' | 'name'>[];
  /** Where rules of iptables are loaded from at boot, by family. */
  readonly iptablesFiles: Readonly<Partial<Record<Family, string>>>;
  /** Where the service of nftables loads its rules from at boot. */
  readonly nftablesFile?: string;
  /** What refuses what the host itself sends, and what of the old kind is in force beside iptables of the new one; in words. */
  readonly others: readonly string[];
}

/** Which firewall is in force; a program that is only installed is none. */
export const firewallInForce: Fact<InForce> = {
  id: FIREWALL_FACT,
  before: 'selinux',
  // Nothing is loaded for the question: the old kind of iptables is asked for tables that the kernel has already. firewall-cmd and ufw
  // are programs of Python, which take longer than all else that a run asks: the one is asked only where its daemon runs, the
  // other not at all, as its chains tell. Where nft lists no table of iptables, there is none of the new kind to ask for.
  ask: tidy(sh`said() { sed "s/^/$1|/"; }
has() { command -v "$1" >/dev/null 2>&1; }
runs() { [ ! -e /proc/self/comm ] || grep -qsx "$1" /proc/[0-9]*/comm; }
if has firewall-cmd && runs firewalld && [ "$(firewall-cmd --state 2>/dev/null)" = running ]; then
  { firewall-cmd --get-default-zone; firewall-cmd --get-active-zones; } 2>/dev/null | said firewalld
fi
! has ufw || echo 'ufw|'
if tables=$(nft list tables 2>/dev/null); then lists=1; else lists=; fi
[ -z "$tables" ] || nft -s list ruleset 2>/dev/null | said nft
for file in /etc/sysconfig/nftables.conf /etc/nftables.conf; do
  if [ -f "$file" ]; then echo "nftfile|$file"; break; fi
done
for file in /etc/sysconfig/iptables /etc/iptables/rules.v4; do [ ! -f "$file" ] || echo "file4|$file"; done
for file in /etc/sysconfig/ip6tables /etc/iptables/rules.v6; do [ ! -f "$file" ] || echo "file6|$file"; done
made() { case $tables in *"table ip$family $1"*) ;; *) false ;; esac; }
old() { case " $old " in *" $1 "*) ;; *) false ;; esac; }
for family in '' 6; do
  old= names="/proc/net/ip"$family"_tables_names"
  if [ -r "$names" ]; then while read -r table; do old="$old $table"; done < "$names"; fi
  [ -z "$lists" ] || made filter || made mangle || old filter || old mangle || continue
  case $("ip"$family"tables" --version 2>/dev/null) in
    *nf_tables*)
      "ip"$family"tables-save" -t filter 2>/dev/null | said "iptables$family"
      "ip"$family"tables-save" -t mangle 2>/dev/null | said "mangle$family"
      ! old filter || "ip"$family"tables-legacy-save" -t filter 2>/dev/null | said "legacy$family" ;;
    *)
      ! old filter || "ip"$family"tables-save" -t filter 2>/dev/null | said "iptables$family"
      ! old mangle || "ip"$family"tables-save" -t mangle 2>/dev/null | said "mangle$family" ;;
  esac
done
:`),
  parse: (output) => inForceBy(linesIn(output)),
  show: (found) => [{ name: 'firewall', values: namesOf(found) }],
};

/** Everything that is in force, in words. */
export const namesOf = ({
  firewalld,
  ufw,
  iptables,
  nftables,
  others,
}: Omit<InForce, 'inTheWay'>): readonly string[] => [
  ...(firewalld === undefined ? [] : ['firewalld']),
  ...(ufw ? ['ufw'] : []),
  ...(iptables.length === 0 ? [] : [`iptables (${iptables.map((family) => `IPv${family}`).join(' and ')})`]),
  ...nftables.map(({ family, table, name }) => `nftables (table ${family} ${table}, chain ${name})`),
  ...others,
];

function inForceBy(lines: readonly string[]): InForce {
  const said = (word: string): readonly string[] =>
    lines.flatMap((line) => (line.startsWith(`${word}|`) ? [line.slice(word.length + 1)] : []));
  const zones = said('firewalld');
  const tables = FAMILIES.map(([family, word]) => ({
    family,
    rules: said(`iptables${word}`),
    legacy: said(`legacy${word}`),
    mangle: said(`mangle${word}`),
  }));
  // As `ufw status` tells it.
  const ufw =
    said('ufw').length > 0 && tables.some(({ rules }) => rules.some((rule) => rule.startsWith(UFW_IS_ACTIVE)));
  const [nftablesFile] = said('nftfile');
  const chains = parseRuleset(said('nft')).filter((chain) => !isIptables(chain) && !isFirewalld(chain));
  const closed = (hook: string) => chains.filter((chain) => chain.hook === hook && refusesTheRest(chains, chain));
  const found = {
    ...(zones.length === 0 ? {} : { firewalld: parseZones(zones) }),
    ufw,
    iptables: tables.flatMap(({ family, rules }) => (isClosed(rules, 'INPUT') && !isMade(rules) ? [family] : [])),
    nftables: closed('input').map(({ family, table, name }) => ({ family, table, name })),
    invalid: dropsInvalid(
      tables.map(({ rules, ...table }) => ({ ...table, rules: isMade(rules) ? [] : rules })),
      chains,
    ),
    ...(nftablesFile === undefined ? {} : { nftablesFile }),
    iptablesFiles: Object.fromEntries(
      FAMILIES.flatMap(([family]) =>
        said(`file${family}`)
          .slice(0, 1)
          .map((file) => [family, file]),
      ),
    ),
    others: [
      ...tables.flatMap(({ family, legacy }) => (isClosed(legacy, 'INPUT') ? [`iptables-legacy (IPv${family})`] : [])),
      ...tables.flatMap(({ family, rules }) =>
        isClosed(rules, 'OUTPUT') && !isMade(rules) ? [`iptables for outgoing packets (IPv${family})`] : [],
      ),
      ...closed('output').map(
        ({ family, table, name }) => `nftables for outgoing packets (table ${family} ${table}, chain ${name})`,
      ),
    ],
  };
  const closes = (chain: NftChain) => /^(input|output)$/.test(chain.hook ?? '') && refusesTheRest(chains, chain);
  return {
    ...found,
    inTheWay: [
      ...namesOf(found),
      ...tables.flatMap(({ family, rules }) =>
        !isMade(rules) && ['INPUT', 'OUTPUT'].some((chain) => !isClosed(rules, chain) && refusesSome(rules, chain))
          ? [`iptables (IPv${family}, some packets)`]
          : [],
      ),
      ...chains.flatMap((chain) =>
        refusesAny(chains, chain) && !closes(chain)
          ? [`nftables (table ${chain.family} ${chain.table}, chain ${chain.name}, some packets)`]
          : [],
      ),
    ],
  };
}

const FAMILIES = [
  [4, ''],
  [6, '6'],
] as const satisfies readonly (readonly [Family, string])[];

const UFW_IS_ACTIVE = ':ufw-user-input ';

/** Rules that firewalld (before 0.6, or told to) or ufw has made: these two are asked for themselves. */
const isMade = (rules: readonly string[]): boolean =>
  rules.some((line) => /^:(INPUT_ZONES|INPUT_direct|ufw6?-before-input) /.test(line));

/** What iptables of the new kind keeps in nftables. */
const isIptables = ({ family, name }: NftChain): boolean =>
  (family === 'ip' || family === 'ip6') && /^(INPUT|OUTPUT|FORWARD|PREROUTING|POSTROUTING|ufw.*)$/.test(name);

const isFirewalld = ({ table }: NftChain): boolean => table === 'firewalld';
