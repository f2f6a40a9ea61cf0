import { parseEndpoint, showEndpoint } from '../../core/address/endpoint.ts';
import { parseIp } from '../../core/address/ip.ts';
import { type Sh, sh } from '../../core/sh.ts';

/** Rules that send packets elsewhere than to sockets of the host itself, as nft and iptables-save print them. */
const REDIRECTS = 'DNAT|REDIRECT|dnat [a-z0-9 .]*to |redirect to |[[:space:]]redirect$';

/**
 * Prints what TCP sockets a host has on some ports: `socket COUNT STATE LOCAL`, a line for each state and local address. Nothing where
 * ss(8) is missing or a rule sends connections elsewhere, as to a container: the host's own sockets tell nothing then.
 */
export const askSockets = (ports: readonly number[]): Sh =>
  sh`if command -v ss >/dev/null 2>&1 && ! {
  nft list ruleset
  for save in iptables-save ip6tables-save iptables-legacy-save ip6tables-legacy-save; do "$save"; done
} 2>/dev/null | grep -Eq ${REDIRECTS}; then
  ss -tan ${`( ${ports.map((port) => `sport = :${port}`).join(' or ')} )`} |
    awk 'NR > 1 { n[$1 " " $4]++ } END { for (one in n) print "socket", n[one], one }'
fi`;

const LINE = /^socket (\d+) (\S+) (\S+):(\d+)$/gm;

/**
 * States of a connection that its client has not closed. With what is about to be one, as hosts are not asked at the same moment:
 * the director may have it as established by now.
 */
const OPEN = new Set(['ESTAB', 'SYN-RECV', 'FIN-WAIT-1', 'FIN-WAIT-2']);

/**
 * How many open connections a host has at an address and port of its own, by what it said to {@link askSockets}. Undefined where that
 * cannot be told: nobody listens there, or ss was not asked.
 * @param endpoint `192.168.6.240:80`
 */
export function openAt(output: string, endpoint: string): number | undefined {
  const sockets = [...output.matchAll(LINE)].flatMap(([, count, state = '', host = '', port]) => {
    const local = showAtPort(plain(host), Number(port));
    return state === 'LISTEN' || local === endpoint ? [{ count: Number(count), state, local }] : [];
  });
  const { port } = parseEndpoint(endpoint) ?? {};
  const listens = ({ state, local }: (typeof sockets)[number]) =>
    state === 'LISTEN' && (local === endpoint || local === `*:${port}`);
  if (!sockets.some(listens)) return undefined;
  return sockets.reduce((sum, { count, state }) => sum + (OPEN.has(state) ? count : 0), 0);
}

/** Without what ss writes around an address: brackets, the interface, and IPv4 within IPv6. */
const plain = (host: string): string =>
  host.replace(/%[^\]]*/, '').replace(/^\[?(::ffff:(?=\d+\.))?([^\]]*)\]?$/i, '$2');

function showAtPort(host: string, port: number): string {
  const ip = parseIp(host);
  return ip === undefined || /^(0\.0\.0\.0|::)$/.test(ip.text) ? `*:${port}` : showEndpoint({ ip, port });
}
