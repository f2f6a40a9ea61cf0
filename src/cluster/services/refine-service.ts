import type { z } from 'zod';
import type { ServiceCheck } from './check.ts';
import { fallbacksIn, type Given as GivenFallback } from './fallback.ts';
import { serviceOfPort } from './negotiation.ts';
import type { RealServer } from './real-server.ts';
import { negotiates } from './refine-check.ts';
import { ALL_PORTS, firstPort, isRange, type ServicePort } from './service-port.ts';

interface Given {
  readonly port?: ServicePort | undefined;
  readonly protocol?: 'tcp' | 'udp' | undefined;
  readonly fwmark?: number | undefined;
  readonly scheduler: string;
  readonly schedflags?: readonly string[] | undefined;
  readonly persistent?: number | undefined;
  readonly netmask?: string | undefined;
  readonly ops?: boolean | undefined;
  readonly forwarding: string;
  readonly check: ServiceCheck;
  readonly fallback?: GivenFallback;
  readonly nodes: boolean;
  readonly real_servers: readonly RealServer[];
}

type Wrong = (path: readonly PropertyKey[], message: string) => void;

/** What the settings of a virtual service have to do with each other. */
export function refineService(given: Given, { addIssue }: z.RefinementCtx): void {
  const wrong: Wrong = (path, message) => addIssue({ code: 'custom', path: [...path], message });
  refineKey(given, wrong);
  if (given.port === ALL_PORTS) refineAllPorts(given, wrong);
  if (given.port === ALL_PORTS || isRange(given.port)) refineKeptPorts(given, wrong);
  if (isRange(given.port)) refineRangeForwarding(given, wrong);
  refineFlags(given, wrong);
  refineReal(given, wrong);
  if (
    negotiates(given.check.type) &&
    given.check.service === undefined &&
    serviceOfPort(given.check.port ?? firstPort(given.port)) === undefined
  )
    wrong(
      ['check', 'service'],
      'expected what to negotiate with, as the port does not tell; or a check of `type: connect`',
    );
}

function refineKey({ port, fwmark, protocol }: Given, wrong: Wrong): void {
  if (port === undefined && fwmark === undefined)
    wrong(['port'], 'expected a port of the virtual address (or else `fwmark`)');
  if (port !== undefined && fwmark !== undefined)
    wrong(['fwmark'], '`fwmark` does not go with `port`: a firewall mark stands for the ports that it marks');
  if (fwmark !== undefined && protocol !== undefined)
    wrong(['protocol'], 'a firewall mark has no protocol of its own; leave `protocol` out');
}

/** The kernel has no service of all ports without `persistent`; see ipvsadm(8). What is asked for one port has to say which. */
function refineAllPorts({ persistent, check }: Given, wrong: Wrong): void {
  if (persistent === undefined)
    wrong(
      ['persistent'],
      'expected `persistent`, as the kernel balances all ports only for clients that stay with their real server',
    );
  const asks = check.type === 'connect' || negotiates(check.type);
  if (asks && check.port === undefined)
    wrong(['check', 'port'], 'expected the `port` that is asked, as the service is of all ports');
}

function refineKeptPorts({ port, fallback, real_servers: reals }: Given, wrong: Wrong): void {
  const kept = `\`port\` means nothing to a service of ${isRange(port) ? 'a range of' : 'all'} ports: each packet keeps its own`;
  for (const { fallback: one, path } of fallbacksIn(fallback))
    if (one.port !== undefined) wrong(['fallback', ...path, 'port'], kept);
  reals.forEach((real, i) => {
    if (real.port !== undefined) wrong(['real_servers', i, 'port'], kept);
  });
}

/** Nobody has tried yet whether answers of masqueraded real servers are sent back by their mark. */
function refineRangeForwarding({ forwarding, fallback, real_servers: reals }: Given, wrong: Wrong): void {
  const message =
    'umctl does not masquerade a range of ports; forward by `gate` or `ipip`, or write a service for each port';
  if (forwarding === 'masq') wrong(['forwarding'], message);
  for (const { fallback: one, path } of fallbacksIn(fallback))
    if (one.forwarding === 'masq') wrong(['fallback', ...path, 'forwarding'], message);
  reals.forEach((real, i) => {
    if (real.forwarding === 'masq') wrong(['real_servers', i, 'forwarding'], message);
  });
}

function refineFlags(given: Given, wrong: Wrong): void {
  if (given.netmask !== undefined && given.persistent === undefined)
    wrong(['netmask'], '`netmask` says which clients stay together; it needs `persistent`');
  if (given.ops === true && given.protocol !== 'udp') wrong(['ops'], '`ops` needs `protocol: udp`');
  given.schedflags?.forEach((flag, i) => {
    if (!flag.startsWith(`${given.scheduler}-`))
      wrong(['schedflags', i], `${flag} means nothing to the scheduler ${given.scheduler}`);
  });
}

function refineReal(given: Given, wrong: Wrong): void {
  if (!given.nodes && given.real_servers.length === 0)
    wrong(['real_servers'], 'expected at least one real server, as `nodes` is false');
  given.real_servers.forEach(({ address, port, forwarding }, i) => {
    const twin = given.real_servers.findIndex(
      (other) => other.address === address && (other.port ?? firstPort(given.port)) === (port ?? firstPort(given.port)),
    );
    if (twin < i) wrong(['real_servers', i, 'address'], `${address} is a real server of this service already`);
    const way = forwarding ?? given.forwarding;
    if (port !== undefined && way !== 'masq')
      wrong(
        ['real_servers', i, 'port'],
        `\`port\` needs \`forwarding: masq\`; ${way} leaves the packet's port as it is`,
      );
  });
}
