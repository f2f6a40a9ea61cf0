import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, labProblem, labUp } from '../../../lab/index.ts';
import type { Family, Suite } from '../../../lab/model/families.ts';
import { activeDirector, jsonLines, servedBy, umctl, until } from '../umctl.ts';

/** A lab that a story runs on, there from its first test on. */
export interface Scene {
  readonly lab: () => Lab;
  /** Runs umctl with the lab's inventory. */
  readonly run: (command: string, ...args: readonly string[]) => ReturnType<typeof umctl>;
}

const problem = await labProblem();

/** Part of a story: some tests that begin where the part before ended. */
export type Act = (scene: Scene) => void;

/** What happens to two bare hosts of these families, in turn; Debian's are of `suite`. */
export function clusterStory(
  name: string,
  families: readonly Family[],
  acts: readonly Act[],
  { suite = 'bookworm' }: { readonly suite?: Suite } = {},
): void {
  const hosts = families.map((family) => (family === 'debian' ? suite : family)).join(' and ');
  describe.skipIf(problem !== undefined)(`two bare hosts, ${hosts}, become a cluster`, () => {
    let up: Lab;
    beforeAll(async () => {
      up = await labUp({ lab: name, families, suite, fresh: true });
    });
    afterAll(async () => {
      await up?.down({ remove: true });
    });
    const run: Scene['run'] = (command, ...args) => umctl([command, up.files.inventory, ...args]);
    for (const act of acts) act({ lab: () => up, run });
  });
}

/** From bare hosts to a proven cluster. */
export const setUp: Act = ({ lab, run }) => {
  test('a plan of bare hosts is complete', async () => {
    const { code, stdout } = await run('plan', '--detailed-exitcode');
    expect(code).toBe(2);
    for (const host of ['n1', 'n2']) expect(stdout).toMatch(new RegExp(`^${host}: [34]\\d steps$`, 'm'));
    expect(stdout).toMatch(/heartbeat +not (installed|offered) → installed/);
    expect(stdout).toContain('+1 sha1 <secret heartbeat key ');
  });

  test('apply without a terminal or --yes touches nothing', async () => {
    const { code, stderr } = await run('apply');
    expect([code, stderr]).toEqual([1, expect.stringContaining('--yes')]);
    expect((await lab().exec('n1', 'ls -d /usr/libexec/heartbeat')).code).not.toBe(0);
  });

  test('apply sets it up and proves it', async () => {
    const { code, stdout } = await run('apply', '--yes', '--json');
    const lines = jsonLines(stdout);
    expect(lines.filter(({ type }) => type === 'host-failed')).toEqual([]);
    expect(lines.at(-1)).toMatchObject({ type: 'summary', summary: { exit: 0, checks: { failed: 0 } } });
    expect(code).toBe(0);
  });

  test('another plan is empty, and verify passes', async () => {
    expect(await run('plan', '--detailed-exitcode')).toMatchObject({ code: 0 });
    expect(await run('verify')).toMatchObject({ code: 0 });
  });

  test('the client is balanced over both nodes, over http and https, and has its file by ftp', async () => {
    const http = await servedBy(lab(), 20);
    expect([http.filter((name) => name === 'n1').length, http.filter((name) => name === 'n2').length]).toEqual([
      10, 10,
    ]);
    const https = await servedBy(lab(), 6, 'https://192.168.6.240/');
    expect(https.every((name) => ['n1', 'n2'].includes(name))).toBe(true);
    // In active mode, as no port but 21 is a virtual service.
    const ftp = ['curl', '-sS', '-m', '20', '--ftp-port', '-', 'ftp://192.168.6.240/welcome.msg'];
    expect((await lab().client(ftp)).stdout).toMatch(/^Welcome to n[12]$/m);
  });
};

/** Heartbeat is stopped on the active node; afterwards all is well again, and the other one is active. */
export const takeOver: Act = ({ lab, run }) => {
  test('service heartbeat stop on the master moves the address, and the client goes on', async () => {
    const master = (await activeDirector(lab())) ?? '';
    expect((await lab().exec(master, ['service', 'heartbeat', 'stop'])).code).toBe(0);
    await until(
      'the other node takes over',
      240,
      async () => ![undefined, master].includes(await activeDirector(lab())),
    );
    await until('the client is served again', 240, async () => new Set(await servedBy(lab(), 4)).size === 2);
    expect((await run('verify')).code).toBe(7);
    // It proves what verify asks.
    expect((await run('apply', '--yes')).code).toBe(0);
    expect(await activeDirector(lab())).not.toBe(master);
  });
};

/** Both nodes are rebooted at once. */
export const reboot: Act = ({ lab, run }) => {
  test('a reboot of both nodes comes back to the same', async () => {
    await Promise.all(lab().hosts.map(({ name }) => lab().reboot(name)));
    await until('a director is active', 240, async () => (await activeDirector(lab())) !== undefined);
    expect(await run('verify', '--wait', '4m')).toMatchObject({ code: 0 });
    expect(await run('plan', '--detailed-exitcode')).toMatchObject({ code: 0 });
    await until('both nodes serve', 60, async () => new Set(await servedBy(lab(), 8)).size === 2);
  });
};
