import { isLinkLocal, parseIp } from '../../src/core/address/ip.ts';
import type { Output } from '../../src/core/connection.ts';
import { type Sh, sh } from '../../src/core/sh.ts';
import type { Gateway } from './vars.ts';

/** The program that sends one ICMP packet of the address's family. */
const pingOf = (gateway: string): Sh =>
  parseIp(gateway)?.family === 6 ? sh`$(command -v ping6 || echo ping -6)` : sh`ping`;

/** An address of the link alone needs to be told which link. */
function scoped(gateway: string, device: string): string {
  const ip = parseIp(gateway);
  return ip !== undefined && isLinkLocal(ip) ? `${gateway}%${device}` : gateway;
}

/**
 * Asks on the interface itself whether the gateway is there. Any answer counts: many routers drop ICMP, and a host may lack arping
 * or ping before the first apply. Whatever is sent has the kernel ask by ARP or NDP, and its entry says what came of it:
 * at once where somebody answers, in 3 seconds where nobody does, and in up to 8 where an old entry is tried first.
 */
export const askGateway = ({ gateway, interface: device }: Gateway): Sh => sh`ip -o link show dev ${device}
sends() {
  if command -v ping; then
    ${pingOf(gateway)} -c 1 -W 1 -I ${device} ${gateway}
  else
    bash -c 'echo > "/dev/udp/$0/9"' ${scoped(gateway, device)}
    false
  fi
}
sends >/dev/null 2>&1 </dev/null &
sent=$!
arps() { arping -c 1 -w 1 -I ${device} ${gateway} >/dev/null 2>&1 </dev/null; }
if arps || arps; then
  echo answers
  kill "$sent" 2>/dev/null || :
elif wait "$sent"; then
  echo answers
else
  for second in 1 2 3 4 5 6 7 8; do
    case $(ip neigh show to ${gateway} dev ${device}) in
      *REACHABLE* | *PERMANENT*) echo answers; break ;;
      *DELAY* | *PROBE* | *INCOMPLETE*) sleep 1 ;;
      *) break ;;
    esac
  done
fi`;

/** Why the gateway does not count as one that answers, as a sentence goes on after its name; undefined where it answers. */
export function silenceOf({ stdout }: Output, { gateway, interface: device }: Gateway): string | undefined {
  const [link = '', ...rest] = stdout.split('\n');
  if (rest.includes('answers')) return undefined;
  const flags = new Set(/<([^>]*)>/.exec(link)?.[1]?.split(','));
  // A link without ARP, as a tunnel is, has nobody to ask for by address.
  if (flags.has('NOARP')) return undefined;
  if (flags.size > 0 && !flags.has('UP')) return `cannot be asked: ${device} is down`;
  if (flags.has('NO-CARRIER')) return `cannot be asked: ${device} has no carrier`;
  return `answers neither ${parseIp(gateway)?.family === 6 ? 'NDP' : 'ARP'} nor ping on ${device}`;
}
