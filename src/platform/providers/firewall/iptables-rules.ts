import type { Family } from '../../../core/address/ip.ts';
import { sh } from '../../../core/sh.ts';
import type { Opening } from '../../capabilities/firewall.ts';
import { commentOf, portsOf } from './opening.ts';
import { rulesInFile } from './rules-in-file.ts';
import type { RulesInFile } from './rules-in-file-shell.ts';

/** A chain of iptables(8) whose rules are loaded from a file in the format of iptables-save(8). */
interface ChainInFile extends Pick<RulesInFile, 'name' | 'does' | 'block' | 'file' | 'unloaded'> {
  readonly family: Family;
  /** Default: `filter`. */
  readonly table?: 'filter' | 'mangle';
  readonly chain: string;
}

interface Wanted {
  readonly openings: readonly Opening[];
  readonly extent: 'open' | 'close';
}

/** Rules at the beginning of chains, each for the openings of its family. */
export const rulesInChains = (chains: readonly ChainInFile[], { openings, extent }: Wanted) =>
  chains.flatMap((chain) =>
    rulesInFile({ openings: openings.filter(({ family }) => family === chain.family), of: inFile(chain) }, extent),
  );

const PROTOCOLS = { icmp: { 4: 1, 6: 58 }, vrrp: { 4: 112, 6: 112 }, ipip: { 4: 4, 6: 41 } } as const;

const ruleOf = (opening: Opening): string => {
  const { protocol, family, from, to, interface: device } = opening;
  return [
    `-i ${device}`,
    ...(from === undefined ? [] : [`-s ${from}`]),
    ...(to === undefined ? [] : [`-d ${to}`]),
    protocol === 'tcp' || protocol === 'udp'
      ? `-p ${protocol} -m ${protocol} --dport ${portsOf(opening, ':')}`
      : `-p ${PROTOCOLS[protocol][family]}`,
    `-m comment --comment "${commentOf(opening)}" -j ACCEPT`,
  ].join(' ');
};

function inFile({ name, family, table = 'filter', chain, file, ...rest }: ChainInFile): RulesInFile {
  const tool = family === 4 ? 'iptables' : 'ip6tables';
  return {
    ...rest,
    name: family === 4 ? name : `${name} for IPv6`,
    file,
    lines: (opening) => [{ id: commentOf(opening), line: `-I ${chain} 1 ${ruleOf(opening)}` }],
    // Through the same door as at boot, so that a rule which is taken now is taken then.
    functions: sh`live() { ${`${tool}-save`} -t ${table} 2>/dev/null | grep ${`^-A ${chain} .*--comment "umctl `} || :; }
ids() { sed -n 's/^-[AI] .* --comment "\\(umctl [^"]*\\)" .*$/\\1/p'; }
loaded() { { echo ${`*${table}`}; cat; echo COMMIT; } | ${`${tool}-restore`} -n; }
add() { loaded; }
remove() { sed 's/^-A /-D /' | loaded; }`,
    // The table that it is about ends there.
    before: sh`{ case $line in '*'*) section=$line ;; esac; [ "\${section-} $line" = ${`*${table} COMMIT`} ]; }`,
    accepts: sh`${`${tool}-restore`} -n -t < "$t" || fail ${`${tool}-restore does not take ${file} with umctl's rules in it (the reason is above); nothing was changed`}`,
  };
}
