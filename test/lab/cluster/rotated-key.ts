import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { type ClientLoad, startClientLoad } from '../../../lab/client-load.ts';
import { run } from '../../../lab/system/run.ts';
import { readmePlaybook } from '../../readme-playbook.ts';
import { expectEnd } from '../expect-end.ts';
import { longTest } from '../tell-all.ts';
import { activeDirector, jsonLines, PROGRAM } from '../umctl.ts';
import type { Act } from './story.ts';
import { heldTwice, startHolderWatch } from './watch-holders.ts';

/** heartbeat's key changes while the cluster serves, first by the playbook of the README. The last act: from then on the key comes from umctl's environment. */
export const rotatedKey: Act = ({ lab }) => {
  let load: ClientLoad;
  const env = { HA_KEY: 'a-key-that-is-given-1' };
  const umctl = (command: string, ...args: readonly string[]) =>
    run([process.execPath, PROGRAM, command, lab().files.inventory, ...args], { env, timeout: 600_000 });
  /** The same, with the playbook that the README shows. */
  const withOwn = (command: string, ...args: readonly string[]) =>
    umctl(command, '-p', path.join(path.dirname(lab().files.inventory), 'playbook.ts'), '--yes', ...args);
  const authkeys = () =>
    Promise.all(
      lab().hosts.map(async ({ name }) => (await lab().exec(name, 'grep -v "^# Written" /etc/ha.d/authkeys')).stdout),
    );
  const pids = () =>
    Promise.all(
      lab().hosts.map(async ({ name }) => (await lab().exec(name, 'systemctl show -p MainPID heartbeat')).stdout),
    );
  test('the playbook of the README is applied', async () => {
    await writeFile(path.join(path.dirname(lab().files.inventory), 'playbook.ts'), readmePlaybook());
    await startHolderWatch(lab(), '192.168.6.240');
    load = await startClientLoad(lab(), { url: 'http://192.168.6.240/', rate: 5, limit: 5000 });
    const { code, stdout } = await withOwn('apply');
    expect(code, stdout).toBe(0);
    const files = 'cat /etc/profile.d/cluster.sh /etc/cluster-nodes && grep -c umctl /etc/motd';
    expect((await lab().exec('n2', files)).stdout).toBe('export VIRTUAL_ADDRESS=192.168.6.240/24\nn1\nn2\n3\n');
  });

  test('a key of its own making is made anew, once for both, in three phases, without a restart', async () => {
    const [before, lives] = [await authkeys(), await pids()];
    const { code, stdout } = await withOwn('rotate-key', '--json');
    expect(code, stdout).toBe(0);
    const steps = jsonLines(stdout).flatMap(({ type, id }) => (type === 'step-done' ? [String(id)] : []));
    expect(steps.slice(0, 4)).toEqual([
      ...Array(2).fill('authkeys accept the new key'),
      ...Array(2).fill('authkeys sign with the new key'),
    ]);
    const after = await authkeys();
    expect(after[0]).toMatch(/^auth 2\n2 sha1 [0-9a-f]{64}\n$/);
    expect(after[1]).toBe(after[0]);
    expect(after[0]).not.toBe(before[0]);
    expect(await pids()).toEqual(lives);
  });

  longTest(
    'a run that is killed in the middle leaves no split, and the next one goes through with the same key',
    async () => {
      const child = spawn(process.execPath, [PROGRAM, 'rotate-key', lab().files.inventory, '--yes', '--json'], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const ended = once(child, 'exit');
      for await (const line of createInterface({ input: child.stdout }))
        if (line.includes('"step-start"') && line.includes('sign with the new key')) child.kill('SIGKILL');
      expect(await ended).toEqual([null, 'SIGKILL']);
      const coming = /^3 sha1 .*$|^1 sha1 .*$/m.exec((await authkeys())[0] ?? '')?.[0];
      expect(coming).toBeDefined();
      const { stdout } = await umctl('plan');
      expect(stdout).toContain('half-way changed');
      expectEnd(await umctl('rotate-key', '--yes'), 0);
      expect(await authkeys()).toEqual(Array(2).fill(`auth 1\n${coming}\n`));
    },
  );

  longTest('an ordinary apply with another source of the key goes the same way', async () => {
    const text = await readFile(lab().files.inventory, 'utf8');
    await writeFile(lab().files.inventory, text.replace('key: { generate: true }', 'key: { from_env: HA_KEY }'));
    expectEnd(await umctl('apply', '--yes'), 0);
    expect(await authkeys()).toEqual(Array(2).fill(`auth 2\n2 sha1 ${env.HA_KEY}\n`));
    const { code, stdout } = await umctl('rotate-key', '--yes');
    expect([code, stdout]).toEqual([0, expect.stringContaining('change it there, and run this again')]);
  });

  test('meanwhile, and in a switch-over by the playbook of the README, no request failed; no key put the address on both', async () => {
    expect(await heldTwice(lab())).toEqual([]);
    const to = (await activeDirector(lab())) === 'n1' ? 'n2' : 'n1';
    const { code, stdout } = await withOwn('switchover', '--to', to);
    expect([code, await activeDirector(lab())], stdout).toEqual([0, to]);
    const { requests, breaks } = await load.stop();
    expect(requests.length).toBeGreaterThan(200);
    expect([requests.filter(({ failure }) => failure !== undefined), breaks]).toEqual([[], []]);
    // On a busy machine a check may run into its time limit once, as verify then says.
    expectEnd(await umctl('verify', '--wait', '4m'), 0);
  });
};
