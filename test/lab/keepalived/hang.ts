import { expect } from 'vitest';
import { startClientLoad } from '../../../lab/client-load.ts';
import type { Lab } from '../../../lab/index.ts';
import { figures } from '../../../src/load/statistics.ts';
import { expectEnd } from '../expect-end.ts';

/** Three adverts of the lab's one second and a half, and the time until clients are told; or a machine does much else. */
const TAKEN_OVER = 3500 + 6000;

/** Stops a process of a director's keepalived, as if it waited for ever for what does not come. */
export async function hang(lab: Lab, name: string, which: 'vrrp' | 'checkers'): Promise<void> {
  const stop = `kill -STOP $(cat /run/${which}.pid /run/keepalived/${which}.pid 2>/dev/null)`;
  expectEnd(await lab.exec(name, stop), 0);
}

/** What umctl-notify has said there of a keepalived that hangs since the host booted, oldest first. */
export async function saidOfHanging(lab: Lab, name: string): Promise<readonly string[]> {
  const { stdout } = await lab.exec(name, 'journalctl -q -b --no-pager -o cat -t umctl-keepalived');
  return stdout.split('\n').filter((line) => line.startsWith('keepalived hangs'));
}

/** Does `work`, which has keepalived hang first of all, while clients come: none fails once another director has the address. */
export async function hangUnderLoad(lab: Lab, work: () => Promise<void>): Promise<void> {
  const load = await startClientLoad(lab, { url: 'http://192.168.6.240/', rate: 10, limit: 15_000 });
  const from = Date.now();
  await work();
  const seen = await load.stop();
  console.info(JSON.stringify(figures(seen, { slowAfter: 1000 })));
  const after = ({ at }: { readonly at: number }): boolean => seen.began + at > from + TAKEN_OVER;
  const failed = seen.requests.filter((one) => one.failure !== undefined && after(one));
  expect({ failed, breaks: seen.breaks.filter(after) }).toEqual({ failed: [], breaks: [] });
}
