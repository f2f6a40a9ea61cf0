import { parseIp } from '../../core/address/ip.ts';
import { readAddresses } from '../../core/addresses.ts';
import type { Output } from '../../core/connection.ts';
import { joinSh, sh } from '../../core/sh.ts';
import { askRegister } from '../drain/register.ts';
import { IPVS } from '../ipvs/ask.ts';
import { parseCounts } from '../ipvs/counts.ts';
import { parseIpvsadm } from '../ipvs/table.ts';
import { askArping, parseArping, parseArpingEach } from '../model/arping.ts';
import { askRoutes, usedHops } from '../model/routes.ts';
import { askHeldSince, parseHeldSince } from './held-since.ts';
import { askKernel, parseKernel } from './kernel.ts';
import { complaint, type Probe } from './probe.ts';

const probe = <T>(made: Probe<T>): Probe<T> => made;

const failing = (program: string, output: Output): readonly string[] =>
  output.code === 0 ? [] : [`${program}: ${complaint(output)}`];

/* Of every node. */

export const addresses = probe({
  id: 'addresses',
  ask: ({ virtual }) =>
    joinSh(
      virtual.map((address) => sh`ip -o addr show to ${address}`),
      ' && ',
    ),
  parse: (output) => ({ found: readAddresses(output.stdout), failed: failing('ip', output) }),
});

export const mac = probe({
  id: 'mac',
  ask: ({ interface: device }) => sh`cat ${`/sys/class/net/${device}/address`}`,
  parse: ({ code, stdout }) => (code === 0 ? stdout.trim().toLowerCase() : undefined),
});

export const arp = probe({
  id: 'arp',
  ask: ({ own, interface: device, virtual, interfaces = new Map() }) =>
    askArping(
      virtual.map((address) => {
        const its = interfaces.get(address) ?? device;
        return { address, device: its, ...(its === device ? { own } : {}) };
      }),
    ),
  parse: (output) => ({
    heard: parseArping(output.stdout),
    heardFor: parseArpingEach(output.stdout),
    ...(output.code > 1 ? { deaf: complaint(output) } : {}),
  }),
});

export const kernel = probe({ id: 'kernel', ask: askKernel, parse: ({ stdout }) => parseKernel(stdout) });

export const routes = probe({
  id: 'routes',
  ask: ({ gateways }) => {
    const families = new Set(gateways.map((gateway) => parseIp(gateway)?.family ?? 4));
    return families.size === 0 ? sh`:` : joinSh([...families].map(askRoutes), ' && echo && ');
  },
  // No route has an empty line, which stands between the families.
  parse: ({ code, stdout }) => (code === 0 ? stdout.split(/^\n/m).flatMap(usedHops) : undefined),
});

/* Of directors. */

export const since = probe({
  id: 'since',
  ask: ({ virtual }) => askHeldSince(virtual),
  parse: ({ stdout }) => parseHeldSince(stdout),
});

export const table = probe({
  id: 'table',
  ask: () => sh`${IPVS}ipvs -L -n`,
  parse: (output) => ({ found: parseIpvsadm(output.stdout), failed: failing('ipvsadm', output) }),
});

export const counts = probe({
  id: 'counts',
  ask: () => sh`${IPVS}ipvs -L -n --persistent-conn`,
  parse: ({ stdout }) => parseCounts(stdout),
});

export const register = probe({ id: 'register', ask: () => askRegister, parse: ({ stdout }) => stdout });
