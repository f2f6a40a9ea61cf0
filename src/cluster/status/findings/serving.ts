import { hostPrefix } from '../../../core/address/cidr.ts';
import { parseIp } from '../../../core/address/ip.ts';
import { inShort } from '../../stack/names.ts';
import type { Answer } from '../answer.ts';
import { balances } from '../kernel.ts';
import type { AskedNode } from '../node.ts';
import type { HostStatus } from '../shape.ts';
import type { Finding, Mends, Seen } from './seen.ts';

/** A node that answers, with what it was asked. */
interface Place {
  readonly host: HostStatus;
  readonly answer: Answer;
  readonly asked: AskedNode;
}

/** What of a node is not as serving needs it, whether clients notice now or at the next fail-over. */
export function servingFindings({
  hosts,
  answers,
  asked: nodes,
  handingOver,
  mends,
  shared,
}: Seen): readonly Finding[] {
  return hosts.flatMap((host) => {
    const [answer, asked] = [answers.get(host.name), nodes.get(host.name)];
    if (host.state !== 'up' || answer === undefined || asked === undefined) return [];
    const place = { host, answer, asked };
    return [
      ...loopback(place),
      ...arp(place),
      ...route(place),
      ...(handingOver || (shared && host.director) ? [] : tableInForce(place, mends)),
    ];
  });
}

const finding = ({ host: { name } }: Place, mendedBy: RegExp, message: string): readonly Finding[] => [
  { host: name, message, mendedBy },
];

function loopback(place: Place): readonly Finding[] {
  const { host, answer, asked } = place;
  const mends = /lo:0|\blo\b/;
  const found = (address: string) => answer.onLoopback.find((one) => one.address === address);
  const wide = asked.virtual.flatMap((address) => {
    const [prefix, alone] = [found(address)?.prefix, hostPrefix(address)];
    if (prefix === undefined || prefix === alone) return [];
    return finding(place, mends, `lo has ${address}/${prefix}, wanted /${alone}: it takes others' packets for its own`);
  });
  const lacking = asked.virtual.filter((address) => found(address) === undefined);
  if (lacking.length === 0 || host.holds.length > 0 || answer.failed.length > 0) return wide;
  const what = `lo does not have ${inShort(lacking)}: it drops what the active director sends it, and clients wait`;
  return [...wide, ...finding(place, mends, what)];
}

/** See ip-sysctl.rst of the kernel: 1 and 2 keep quiet about addresses of other interfaces, 8 about all of them. */
function arp(place: Place): readonly Finding[] {
  const { arpIgnore, arpAnnounce } = place.answer.kernel;
  const { interface: device } = place.asked;
  const virtual = inShort(place.asked.virtual);
  const mends = /arp/;
  const { director } = place.host;
  const silent = arpIgnore === undefined || [1, 2, 8].includes(arpIgnore);
  const announces = arpAnnounce !== undefined && arpAnnounce < 2;
  return [
    ...(silent
      ? []
      : finding(
          place,
          mends,
          `arp_ignore is ${arpIgnore} on ${device}, wanted 1: it answers ARP for ${virtual} on lo, and takes clients from the active director`,
        )),
    ...(director && arpIgnore === 8
      ? finding(
          place,
          mends,
          `arp_ignore is 8 on ${device}, wanted 1: it would answer no ARP for ${virtual} after a fail-over`,
        )
      : []),
    ...(announces
      ? finding(
          place,
          mends,
          `arp_announce is ${arpAnnounce} on ${device}, wanted 2: it may ask as ${virtual}, and clients' packets then come to it`,
        )
      : []),
  ];
}

function route(place: Place): readonly Finding[] {
  const { routes: found } = place.answer;
  if (found === undefined) return [];
  return place.asked.gateways.flatMap((gateway) => {
    const isSix = isOfSix(gateway);
    const others = found.flatMap((hop) =>
      hop.gateway !== undefined && isOfSix(hop.gateway) === isSix ? hop.gateway : [],
    );
    if (others.includes(gateway)) return [];
    const goes =
      others.length === 0
        ? `it has no default route${isSix ? ' of IPv6' : ''} through a gateway`
        : `its default route goes through ${others.join(' and ')}`;
    return finding(
      place,
      /default route|gateway|route/,
      `${goes}, wanted ${gateway}: its answers may not reach clients of other networks`,
    );
  });
}

const isOfSix = (address: string): boolean => parseIp(address)?.family === 6;

/** A node that balances though it does not direct sends connections to and fro. */
function tableInForce(place: Place, { table }: Mends): readonly Finding[] {
  const { host, answer } = place;
  if (host.holds.length > 0 || !balances(answer.kernel)) return [];
  const what = host.director ? 'a standby' : 'no director';
  return finding(
    place,
    table,
    `${what}, but its LVS table is in force: it balances again what the active director sends it, and connections are lost`,
  );
}
