import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Lab, labProblem, labUp } from '../../lab/index.ts';
import { runningLab } from '../../lab/life/launch.ts';
import { checkout, labDirectory } from '../../lab/model/paths.ts';
import { run } from '../../lab/system/run.ts';
import { expectEnd } from './expect-end.ts';
import { footprint, isListening, remaining } from './remains.ts';

const problem = await labProblem();
if (problem !== undefined) process.stderr.write(`${problem}\n`);

const log = (line: string): void => void process.stderr.write(`${line}\n`);
const cli = (lab: string): string[] => [process.execPath, join(checkout, 'lab/cli.ts'), '--lab', lab];

describe.skipIf(problem !== undefined)('what a lab leaves behind', () => {
  const labs: Lab[] = [];
  afterAll(async () => {
    for (const lab of labs) await lab.down({ remove: true });
  });

  const bringUp = async (lab: string): Promise<Lab> => {
    const up = await labUp({ lab, nodes: 1, log });
    labs.push(up);
    return up;
  };

  it('keeps two labs apart, and takes down one without the other', async () => {
    const [one, two] = [await bringUp('test-one'), await bringUp('test-two')];
    const machineId = async (lab: Lab): Promise<string> => (await lab.exec('n1', ['cat', '/etc/machine-id'])).stdout;
    expect(await machineId(one)).not.toBe(await machineId(two));
    await one.exec('n1', 'echo one > /tmp/lab');
    expectEnd(await two.exec('n1', ['cat', '/tmp/lab']), 1);
    await one.down({ remove: true });
    expectEnd(await two.exec('n1', ['true']), 0);
    await two.down({ remove: true });
  });

  it('leaves no process, namespace or open port after down, and keeps the disk for the next up', async () => {
    const lab = await bringUp('test-one');
    await lab.exec('n1', 'echo kept > /root/kept');
    await using ours = await footprint(lab.process);
    expect(ours.processes.map(({ command }) => command).join('\n')).toContain('umid=n1');
    const port = lab.hosts[0]?.port ?? 0;
    expect(await isListening(port)).toBe(true);
    await lab.down();
    // The kernel takes a moment to bury what it has killed.
    await expect.poll(() => remaining(ours), { timeout: 10_000 }).toEqual([]);
    await expect.poll(() => isListening(port), { timeout: 10_000 }).toBe(false);
    const again = await bringUp('test-one');
    expect((await again.exec('n1', ['cat', '/root/kept'])).stdout).toBe('kept\n');
    expect(again.hosts[0]?.port).toBe(port);
  });

  it.each(['supervisor.ts', 'unshare --mount', 'segment.ts'])('ends whole when its %s is killed', async (part) => {
    const lab = await bringUp('test-one');
    await using ours = await footprint(lab.process);
    const victim = ours.processes.find(({ command }) => command.includes(part));
    if (!victim) throw new Error(`no process runs ${part}`);
    process.kill(victim.pid, 'SIGKILL');
    await expect.poll(() => remaining(ours), { timeout: 10_000 }).toEqual([]);
    await lab.down();
    expect((await run([...cli('test-one'), 'status'])).stdout).toMatch(/^n1 .*down\n$/);
  });

  it('leaves nothing when up is interrupted while hosts boot', async () => {
    const [command = '', ...args] = [...cli('test-one'), 'up', '--nodes', '1', '--fresh'];
    const up = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    const said: string[] = [];
    up.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
    const ended = new Promise((resolve) => up.once('close', resolve));
    await expect.poll(() => said.join(''), { timeout: 30_000, interval: 20 }).toContain('waiting for n1');
    const running = await runningLab(labDirectory('test-one'));
    if (!running) throw new Error('up waits for hosts of a lab that does not run');
    await using ours = await footprint(running);
    expect(ours.processes).not.toEqual([]);
    up.kill('SIGINT');
    expect(await ended).toBe(1);
    expect(said.join('')).toContain('interrupted by SIGINT');
    await expect.poll(() => remaining(ours), { timeout: 10_000 }).toEqual([]);
  });

  it('ends with the test that brought it up, also with one that is killed', async () => {
    const tests = spawn(process.execPath, [join(import.meta.dirname, 'left-lab.ts')], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    await once(tests.stdout, 'data');
    const running = await runningLab(labDirectory('test-one'));
    if (!running) throw new Error('the lab does not run');
    await using ours = await footprint(running);
    expect(ours.processes.map(({ command }) => command).join('\n')).toContain('umid=n1');
    tests.kill('SIGKILL');
    await expect.poll(() => remaining(ours), { timeout: 10_000 }).toEqual([]);
    await expect.poll(() => runningLab(labDirectory('test-one')), { timeout: 10_000 }).toBeUndefined();
  });

  it('removes everything it wrote when told to', async () => {
    await bringUp('test-one');
    expectEnd(await run([...cli('test-one'), 'down', '--remove']), 0);
    await expect(access(labDirectory('test-one'))).rejects.toThrow('ENOENT');
  });
});
