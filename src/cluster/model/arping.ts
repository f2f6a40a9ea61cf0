import { parseIp } from '../../core/address/ip.ts';
import { joinSh, type Sh, sh } from '../../core/sh.ts';
import { askNdp } from './ndp.ts';

/** What one host's arping heard: the hardware addresses that answered for the address asked for. */
export type Answerers = ReadonlySet<string>;

/** Whom to ask for: an address, on an interface. */
interface Asked {
  readonly address: string;
  readonly device: string;
  /** The host's own address that it asks from; default: what the kernel takes. */
  readonly own?: string;
}

/**
 * Asks the segment who has the addresses, by ARP or by NDP: all at once, so that the answer takes no longer the more there are. Broadcast each time:
 * arping(8) would go on with the first that answers, and a second would not be heard. The exit code is the worst of them.
 */
export function askArping(all: readonly Asked[]): Sh {
  const [ipv4, ipv6] = [all.filter(({ address }) => !isIpv6(address)), all.filter(({ address }) => isIpv6(address))];
  const devices = [...new Set(ipv6.map(({ device }) => device))];
  const byNdp = devices.map((device) => {
    const addresses = ipv6.filter((one) => one.device === device).map(({ address }) => address);
    return askNdp({ device, addresses, seconds: 2 });
  });
  const byArp = ipv4.map(({ address, device, own }) => {
    const from = own === undefined ? sh`` : sh`-s ${own} `;
    return sh`arping -b -c 2 -w 2 -I ${device} ${from}${address}`;
  });
  const asks = [...byArp, ...byNdp];
  const [only, ...others] = asks;
  if (only !== undefined && others.length === 0) return only;
  return sh`worst=0 pids=
${joinSh(asks.map((ask) => sh`${ask} & pids="$pids $!"`))}
for pid in $pids; do
  wait "$pid"
  code=$?
  [ $code -le $worst ] || worst=$code
done
(exit $worst)`;
}

const isIpv6 = (address: string): boolean => parseIp(address)?.family === 6;

/** The same by address. */
export const parseArpingEach = (output: string): ReadonlyMap<string, Answerers> =>
  new Map(
    [...output.matchAll(/ reply from (\S+) \[/g)].map(([, address = '']) => [address, parseArping(output, address)]),
  );

/**
 * Reads the output of arping(8) of iputils: `Unicast reply from 192.168.6.240 [02:00:00:00:00:01]  0.706ms`.
 * @param address whose answers count; default: those for all
 */
export const parseArping = (output: string, address?: string): Answerers =>
  new Set(
    [...output.matchAll(/ reply from (\S+) \[([0-9A-Fa-f:]{17})\]/g)].flatMap(([, of, mac = '']) =>
      address === undefined || of === address ? [mac.toLowerCase()] : [],
    ),
  );
