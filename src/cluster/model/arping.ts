import { joinSh, type Sh, sh } from '../../core/sh.ts';

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
 * Asks the segment who has the addresses: all at once, so that the answer takes no longer the more there are. Broadcast each time:
 * arping(8) would go on with the first that answers, and a second would not be heard. The exit code is the worst of them.
 */
export function askArping(all: readonly Asked[]): Sh {
  const asks = all.map(({ address, device, own }) => {
    const from = own === undefined ? sh`` : sh`-s ${own} `;
    return sh`arping -b -c 2 -w 2 -I ${device} ${from}${address}`;
  });
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
