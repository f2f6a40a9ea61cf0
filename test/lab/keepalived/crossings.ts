import { expect } from 'vitest';
import type { Lab } from '../../../lab/index.ts';
import { expectEnd } from '../expect-end.ts';
import { until } from '../umctl.ts';

const SEEN = '/run/crossings';

/** How often packets for virtual addresses went from one host of the cluster to another. */
export interface Crossings {
  /** Sent on by one host, as a director does with what is for a real server. */
  readonly once: number;
  /** Sent on by the one that it was sent to, too. */
  readonly again: number;
}

/**
 * Has hosts capture what comes to them for these addresses from another of the cluster: IPVS takes one from the hop count, which is
 * 64 when a client sends a packet.
 */
export async function watchCrossings(
  lab: Lab,
  { addresses, names }: { readonly addresses: readonly string[]; readonly names: readonly string[] },
): Promise<void> {
  const to = addresses.map((address) => `dst host ${address}`).join(' or ');
  const filter = `tcp and (${to}) and ((ip and ip[8] < 64) or (ip6 and ip6[7] < 64))`;
  const watch = `command -v tcpdump > /dev/null || { apt-get -qq update && apt-get -qq install tcpdump || dnf -qy install tcpdump; } > /dev/null 2>&1
rm -f ${SEEN} ${SEEN}.said
setsid tcpdump -i eth0 -n -s 96 -U -w ${SEEN} '${filter}' > ${SEEN}.said 2>&1 < /dev/null & echo $! > ${SEEN}.pid`;
  for (const name of names) {
    expectEnd(await lab.exec(name, watch), 0);
    await until(`${name} captures packets`, 60, async () =>
      (await lab.exec(name, ['cat', `${SEEN}.said`])).stdout.includes('listening on'),
    );
  }
}

/** What these hosts have captured until now, in all. */
export async function crossings(lab: Lab, names: readonly string[]): Promise<Crossings> {
  const count = (hops: string): string =>
    `tcpdump -n -r ${SEEN} '(ip and ip[8] ${hops}) or (ip6 and ip6[7] ${hops})' 2>/dev/null | wc -l`;
  const ask = `kill -0 $(cat ${SEEN}.pid) && grep -q 'listening on' ${SEEN}.said && ${count('= 63')} && ${count('< 63')}`;
  const seen = await Promise.all(
    names.map(async (name) => {
      const { code, stdout, stderr } = await lab.exec(name, ask);
      expect(code, `${name}: ${stderr}`).toBe(0);
      return stdout.trim().split('\n').map(Number);
    }),
  );
  const sum = (place: number): number => seen.reduce((all, counts) => all + (counts[place] ?? 0), 0);
  return { once: sum(0), again: sum(1) };
}
