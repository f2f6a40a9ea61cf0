import parting from '../../../../roles/firewall/parting.ts';
import { firewallClosed, firewallOpen } from '../../../../roles/firewall/role.ts';
import { linksProven } from '../../../../src/cluster/links/proof.ts';
import { clusterOf } from '../../../../src/cluster/playbook.ts';
import { SYNC } from '../../../../src/cluster/ports/sync.ts';
import { addressOf, command, defineRole, type HaStack, type PortNeed, segment, sh, z } from '../../../../src/index.ts';
import { type InitSystem, service } from '../../../../src/resources/service.ts';
import { balance } from '../toy/balance.ts';
import { MEMBERSHIP } from '../toy/cluster.ts';
import { flag } from '../toy/flag.ts';

/*
 * The stack of the tests, with directors that hear each other as those of heartbeat do, and as those of keepalived, and with what their
 * kernels tell each other.
 */

/** What is said there is no matter; whether it may be said is. */
const init: InitSystem = {
  probe: () => sh`if [ -e /run/beats ]; then echo up; fi`,
  parse: (lines) => ({ enabled: true, running: lines.includes('up') }),
  functions: () => sh`is_running() { [ -e /run/beats ]; }
enable() { :; }
start() { : > /run/beats; }
reload() { :; }
restart() { :; }
explain() { :; }`,
};

const GROUP = '224.0.0.18';
const between = { from: 'directors', to: 'directors' } as const;
const PORTS: readonly PortNeed[] = [
  { protocol: 'udp', port: 694, ...between, why: 'beats' },
  { protocol: 'vrrp', group: GROUP, ...between, why: 'adverts' },
  SYNC,
];
const OFFERS: readonly PortNeed[] = (['directors', 'nodes'] as const).map((to) => ({
  protocol: 'tcp',
  port: 80,
  from: 'clients',
  to,
  why: 'the virtual service http',
}));

const beats = defineRole({
  name: 'beats',
  vars: z.object({}),
  resources: () => [service({ name: 'beats', enabled: true, running: true, onChange: 'reload', init })],
});

const segmentOf = ({ vars }: { readonly vars: object }) => z.object(segment).parse(vars);

const ha: HaStack = {
  ...flag,
  services: ['beats'],
  ports: () => PORTS,
  links: (director, directors) => [
    {
      protocol: 'udp',
      device: 'eth0',
      port: 694,
      to: directors
        .filter(({ host }) => host.name !== director.host.name)
        .map(({ host }) => addressOf({ host, vars: segmentOf(host) })),
    },
    { protocol: 'vrrp', device: 'eth0', to: [GROUP], group: GROUP },
  ],
  plays: flag.plays.map((play) => ({ ...play, roles: [...play.roles, beats] })),
  leave: () => [
    command({
      name: 'the flag is given up',
      unless: sh`[ ! -e /run/beats ]`,
      run: sh`rm /run/beats; ip addr del 10.9.9.9/24 dev eth0 2>/dev/null || :`,
    }),
  ],
};

/** Its cluster, with umctl's own part of it that opens and closes firewalls. */
export const beating = clusterOf({
  stacks: [{ ha, balancer: { ...balance, ports: () => OFFERS } }],
  roles: [firewallOpen],
  last: [firewallClosed],
  parting: [parting],
  membership: MEMBERSHIP,
});

/** The same, whose directors listen for each other for a second, where it is known that they are deaf. */
export const deaf: typeof beating = {
  ...beating,
  plays: beating.plays.map(({ joining, ...play }) =>
    joining === undefined
      ? play
      : { ...play, joining: (turn) => linksProven(ha, turn, 1).map((check) => ({ ...check, withinSeconds: 0 })) },
  ),
};
