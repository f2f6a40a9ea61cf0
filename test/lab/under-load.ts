import { expect } from 'vitest';
import { type ClientLoadSettings, startClientLoad } from '../../lab/client-load.ts';
import type { Lab } from '../../lab/index.ts';
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
  const said = failed.length + breaks.length === 0 ? '' : await whatDirectorsSaid(lab);
  expect({ failed, breaks }, said).toEqual({ failed: [], breaks: [] });
  const { requests, servedBy } = figures(result, { slowAfter: 1000 });
  expect(requests).toBeGreaterThan(20);
  return Object.keys(servedBy).sort();
}

/** The last of what may tell why clients were failed. */
async function whatDirectorsSaid(lab: Lab): Promise<string> {
  const ask = `date; grep -hE 'WARN|ERROR|status|LVSDirector|real server' /var/log/ha.log | tail -n 30
journalctl -q -o short-precise --no-pager -n 40 -t Keepalived_vrrp -t Keepalived_healthcheckers -t umctl-keepalived`;
  const said = await Promise.all(lab.hosts.map(async ({ name }) => `${name}: ${(await lab.exec(name, ask)).stdout}`));
  return said.join('\n');
}
