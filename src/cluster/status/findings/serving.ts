import { handoverComplaint } from '../../../../roles/heartbeat/handover/checks.ts';
import type { Answer } from '../answer.ts';
import type { NodeQuestions } from '../ask.ts';
import type { HostStatus } from '../shape.ts';
import { type Finding, isHandingOver, type Seen } from './seen.ts';

/** A node that answers, with what it was asked. */
interface Place {
  readonly host: HostStatus;
  readonly answer: Answer;
  readonly asked: NodeQuestions;
}

/** What of a node is not as serving needs it, whether clients notice now or at the next fail-over. */
export function servingFindings({ hosts, answers, questions }: Seen): readonly Finding[] {
  const moving = isHandingOver(hosts);
  return hosts.flatMap((host) => {
    const [answer, asked] = [answers.get(host.name), questions.get(host.name)];
    if (host.state !== 'up' || answer === undefined || asked === undefined) return [];
    const place = { host, answer, asked };
    return [...loopback(place), ...arp(place), ...route(place), ...keys(place), ...(moving ? [] : tableInForce(place))];
  });
}

const finding = ({ host: { name } }: Place, mendedBy: RegExp, message: string): readonly Finding[] => [
  { host: name, message, mendedBy },
];

function loopback(place: Place): readonly Finding[] {
  const { host, answer, asked } = place;
  const { onLoopback, failed } = answer;
  const mends = /lo:0|\blo\b/;
  if (onLoopback !== undefined && onLoopback.prefix !== 32)
    return finding(
      place,
      mends,
      `lo has ${asked.virtual}/${onLoopback.prefix}, wanted /32: it takes others' packets for its own`,
    );
  if (onLoopback !== undefined || host.holds.length > 0 || failed.length > 0) return [];
  return finding(
    place,
    mends,
    `lo does not have ${asked.virtual}: it drops what the active director sends it, and clients wait`,
  );
}

/** See ip-sysctl.rst of the kernel: 1 and 2 keep quiet about addresses of other interfaces, 8 about all of them. */
function arp(place: Place): readonly Finding[] {
  const { arpIgnore, arpAnnounce } = place.answer.kernel;
  const { interface: device, virtual } = place.asked;
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
  const { kernel } = place.answer;
  const { gateway } = place.asked;
  if (gateway === undefined || !('gateway' in kernel) || kernel.gateway === gateway) return [];
  const goes =
    kernel.gateway === undefined
      ? 'it has no default route through a gateway'
      : `its default route goes through ${kernel.gateway}`;
  return finding(
    place,
    /default route|gateway|route/,
    `${goes}, wanted ${gateway}: its answers may not reach clients of other networks`,
  );
}

/** heartbeat refuses to start with keys that others may read; one that runs does not look again. */
function keys(place: Place): readonly Finding[] {
  const { authkeys: mode } = place.answer.kernel;
  if (mode === undefined || mode.endsWith('00')) return [];
  return finding(
    place,
    /authkeys/,
    `/etc/ha.d/authkeys has mode ${mode}, wanted 600: heartbeat does not start with it again`,
  );
}

const MENDS_TABLE = /^command (this director (hears|directs)|no hand-over|IPVS directs)/;

/** Who balances: two tables in force send connections to and fro. */
function tableInForce(place: Place): readonly Finding[] {
  const { host, answer } = place;
  const { services, backupOnly = '', sloppyTcp = '0', syncDaemons, passesByLvsDirector } = answer.kernel;
  const listens = syncDaemons.some((daemon) => daemon.startsWith('backup'));
  const inForce = services > 0 && !(listens && backupOnly === '1');
  const active = host.holds.length > 0;
  if (!active && inForce)
    return finding(
      place,
      MENDS_TABLE,
      `${host.director ? 'a standby' : 'no director'}, and its LVS table is in force: it balances once more what the active director sends it, and connections get lost`,
    );
  if (!passesByLvsDirector) return [];
  const complaint = handoverComplaint(
    [active ? 'active' : 'standby', backupOnly, sloppyTcp, ...syncDaemons].join('\n'),
  );
  if (complaint === undefined) return [];
  const idle = active && services > 0 && !inForce ? ', so it balances nothing' : '';
  return finding(place, MENDS_TABLE, `${complaint}${idle}`);
}
