import { expect } from 'vitest';
import { type ClientLoadSettings, startClientLoad } from '../../lab/client-load.ts';
import type { Lab } from '../../lab/index.ts';
import type { LoadResult } from '../../src/load/record.ts';
import { figures } from '../../src/load/statistics.ts';

/** Of what this machine has to do meanwhile it is to be a small part. */
const LIGHT = { rate: 5, limit: 15_000, keepAlive: { connections: 4, every: 400, patience: 10_000 } };

/**
 * Does `work` while the lab's client opens five connections a second and uses four kept ones; no request may fail and no
 * connection break. A request may take long, as this machine may be busy: how long is measured by bench/handover.ts.
 * @param settings of the load
 * @returns the names of those who served
 */
export async function underLoad(
  lab: Lab,
  work: () => Promise<void>,
  settings: Partial<ClientLoadSettings> = {},
): Promise<readonly string[]> {
  const load = await startClientLoad(lab, { url: 'http://192.168.6.240/', ...LIGHT, ...settings });
  let result: Awaited<ReturnType<typeof load.stop>> | undefined;
  try {
    await work();
  } finally {
    result = await load.stop();
  }
  const failed = result.requests.filter(({ failure }) => failure !== undefined);
  const { breaks } = result;
  const seen = figures(result, { slowAfter: 1000 });
  const { requests, servedBy } = seen;
  if (process.env['TELL_ALL'] !== undefined) console.info(JSON.stringify(seen));
  const said = failed.length + breaks.length === 0 ? '' : await whatWasSaid(lab, result);
  expect({ failed, breaks }, said).toEqual({ failed: [], breaks: [] });
  expect(requests).toBeGreaterThan(20);
  return Object.keys(servedBy).sort();
}

/** When requests failed, and what since the load began may tell why. */
async function whatWasSaid(lab: Lab, { began, requests }: LoadResult): Promise<string> {
  const failed = requests.filter(({ failure }) => failure !== undefined);
  const at = failed.map((one) => new Date(began + one.at).toISOString());
  return `requests that failed began at ${at.join(' ')}\n${await whatDirectorsSaid(lab, began)}`;
}

/** What hosts of either stack have said since then (milliseconds since 1970), the last of it. */
export async function whatDirectorsSaid(lab: Lab, since: number): Promise<string> {
  const ask = `date; grep -hE 'WARN|ERROR|status|LVSDirector|real server' /var/log/ha.log | tail -n 30
journalctl -q -o short-precise --utc --no-pager -n 300 --since @${Math.floor(since / 1000)} \\
  -t Keepalived -t Keepalived_vrrp -t Keepalived_healthcheckers -t umctl-keepalived`;
  const said = await Promise.all(lab.hosts.map(async ({ name }) => `${name}: ${(await lab.exec(name, ask)).stdout}`));
  return said.join('\n');
}
