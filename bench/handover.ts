/**
 * What clients feel of planned switch-overs, make_before_break beside classic, in one run on one pair of hosts of the lab:
 * 20 new connections a second with a second's time each, and 8 kept connections that are used five times a second.
 * `node bench/handover.ts [SWITCHOVERS]` (default 20, ten each way) on an idle machine with a build; needs root.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startClientLoad } from '../lab/client-load.ts';
import { type Lab, labUp } from '../lab/index.ts';
import { figures } from '../src/load/statistics.ts';

const VIRTUAL_ADDRESS = '192.168.6.240';
const LOAD = { rate: 20, limit: 1000, keepAlive: { connections: 8, every: 200, patience: 10_000 } };
const SLOW_AFTER = 250;
/** From one switch-over to the next, at the least, in milliseconds. */
const PERIOD = 20_000;
const LONGEST = 60_000;

const switchovers = Number(process.argv[2] ?? 20);
const umctl = join(import.meta.dirname, '../bin/umctl.js');

/** The directors that have the virtual address on their interface. */
async function holders(lab: Lab): Promise<readonly string[]> {
  const asked = lab.hosts.map(async ({ name }) => {
    const { stdout } = await lab.exec(name, ['ip', '-4', '-o', 'addr', 'show', 'dev', 'eth0', 'to', VIRTUAL_ADDRESS]);
    return stdout.trim() === '' ? [] : [name];
  });
  return (await Promise.all(asked)).flat();
}

/** Hands over, and waits until the other director alone has the address. @returns how long that took, in milliseconds */
async function switchOver(lab: Lab): Promise<number> {
  const [from = ''] = await holders(lab);
  const start = performance.now();
  await lab.exec(from, ['/usr/share/heartbeat/hb_standby']);
  for (;;) {
    const now = await holders(lab);
    const passed = performance.now() - start;
    if (now.length === 1 && now[0] !== from) return passed;
    if (passed > LONGEST) throw new Error(`${from} did not hand over within ${LONGEST / 1000} s`);
    await sleep(200);
  }
}

async function measure(lab: Lab, handover: string): Promise<void> {
  const { inventory } = lab.files;
  const text = readFileSync(inventory, 'utf8').replace(/^( *)(# )?handover: .*$/m, `$1handover: ${handover}`);
  writeFileSync(inventory, text);
  execFileSync(process.execPath, [umctl, 'apply', inventory, '--yes'], { stdio: ['ignore', 'ignore', 'inherit'] });
  execFileSync(process.execPath, [umctl, 'verify', inventory], { stdio: ['ignore', 'ignore', 'inherit'] });
  const load = await startClientLoad(lab, { url: `http://${VIRTUAL_ADDRESS}/`, ...LOAD });
  const took: number[] = [];
  for (let i = 0; i < switchovers; i++) {
    const start = performance.now();
    took.push(await switchOver(lab));
    await sleep(Math.max(0, PERIOD - (performance.now() - start)));
  }
  const result = await load.stop();
  const { requests, failed, failures, broken, longestGap, latency, slow } = figures(result, { slowAfter: SLOW_AFTER });
  const causes = Object.entries(failures).map(([cause, count]) => `${count} ${cause}`);
  const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;
  console.log(
    [
      `${handover}: ${switchovers} switch-overs`,
      `${failed} of ${requests} requests failed${causes.length === 0 ? '' : ` (${causes.join(', ')})`}`,
      `${broken} kept connections broken`,
      `longest gap ${seconds(longestGap.to - longestGap.from)}`,
      `${slow} slower than ${SLOW_AFTER} ms, median ${latency.median.toFixed(1)} ms, most ${latency.most.toFixed(0)} ms`,
      `a switch-over took ${seconds(Math.min(...took))} to ${seconds(Math.max(...took))}`,
    ].join('; '),
  );
}

const lab = await labUp({ lab: 'bench-handover', fresh: true });
try {
  for (const handover of ['make_before_break', 'classic']) await measure(lab, handover);
} finally {
  await lab.down({ remove: true });
}
