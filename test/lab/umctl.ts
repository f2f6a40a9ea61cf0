import path from 'node:path';
import type { Lab } from '../../lab/index.ts';
import { type Outcome, run } from '../../lab/system/run.ts';

/** The built umctl. */
export const PROGRAM = path.resolve(import.meta.dirname, '../../bin/umctl.js');

/** Where the tests' runs are recorded: not among those of whoever runs the tests. */
export const STATE = path.resolve(import.meta.dirname, '../../.lab/test-state');

/** Runs the built umctl as a user would, and returns what it printed and its exit code. */
export const umctl = (args: readonly string[]): Promise<Outcome> =>
  run([process.execPath, PROGRAM, ...args], { env: { XDG_STATE_HOME: STATE }, timeout: 1_500_000 });

/** A line of `--json`. */
export interface JsonLine {
  readonly type: string;
  readonly [key: string]: unknown;
}

export const jsonLines = (stdout: string): readonly JsonLine[] =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as JsonLine);

/** Which nodes answered `count` requests to the virtual address, one connection each; '' for one that failed. */
export async function servedBy(lab: Lab, count: number, url = 'http://192.168.6.240/'): Promise<readonly string[]> {
  const script = `for i in $(seq ${count}); do curl -sk -m 5 ${url} | sed -n 's/.*Served by \\([^<]*\\).*/\\1/p' | grep . || echo; done`;
  const { stdout } = await lab.client(['sh', '-c', script]);
  return stdout.trimEnd().split('\n');
}

/**
 * Waits until `ask` has the right answer, two seconds after each wrong one: most are logins, which is work for a host.
 * @throws with `what` after `seconds`
 */
export async function until(what: string, seconds: number, ask: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await ask())) {
    if (Date.now() > end) throw new Error(`${what}: not within ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
}

/** The director that has the virtual address on its interface, undefined while there is none. */
export async function activeDirector(lab: Lab, address = '192.168.6.240'): Promise<string | undefined> {
  const held = await Promise.all(
    lab.hosts.map(async ({ name }) => {
      const { stdout } = await lab.exec(name, ['ip', '-o', 'addr', 'show', 'dev', 'eth0']);
      return stdout.includes(` ${address}/`) ? [name] : [];
    }),
  );
  return held.flat()[0];
}
