import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Output } from '../../../src/core/connection.ts';
import { type Sh, sh } from '../../../src/core/sh.ts';
import { type Convergence, convergence } from '../../converge.ts';

/** A node on this machine: real sh and coreutils, with mounts, network, /etc and /var/lib of its own. */
export interface Node extends Convergence {
  /** A scratch directory that the node shares with the test. */
  readonly root: string;
  /** The node's /var/lib and /etc, as the test sees them. */
  readonly state: string;
  readonly etc: string;
  /** A process that lives as long as the node, in its namespaces. */
  readonly pid: number;
  /** The words before a command that have it run there. */
  readonly enter: readonly string[];
  run(command: Sh, stdin?: string): Promise<Output>;
  /** Runs text that has to succeed, to bring the node into a state. */
  given(text: string): Promise<string>;
  close(): Promise<void>;
}

/** What packages are installed into: a root of its own, in memory, over this machine's, which has no say in what is written. */
const OWN_ROOT = `mkdir over; mount -t tmpfs none over; mkdir over/up over/work over/new; : > over/up/umctl-own-root
mount -t overlay none -o lowerdir=/,upperdir=over/up,workdir=over/work over/new
mount --rbind /dev over/new/dev; mount --rbind /proc over/new/proc; mount --bind "$1" "over/new$1"`;

interface NodeOptions {
  /** Set where the node has to have all of its files for itself, not only /etc and /var/lib. */
  readonly ownRoot?: true;
}

export async function openNode({ ownRoot }: NodeOptions = {}): Promise<Node> {
  const home = mkdtempSync(join(tmpdir(), 'umctl-node-'));
  const [root, state, etc] = [join(home, 'root'), join(home, 'lib'), join(home, 'etc')];
  const at = ownRoot === true ? 'over/new' : '';
  const furnish = `cd "$1"; mkdir root lib etc etc/alternatives; cp /etc/passwd /etc/group etc
[ ! -e /etc/alternatives/awk ] || cp -P /etc/alternatives/awk etc/alternatives
${ownRoot === true ? OWN_ROOT : ''}
mount --bind lib ${at}/var/lib; mount --bind etc ${at}/etc; ip link set lo up
exec ${ownRoot === true ? 'chroot over/new ' : ''}sh -c 'echo ready; exec sleep 3600'`;
  const asRoot = process.getuid?.() === 0 ? [] : ['--map-root-user'];
  const holder = spawn('unshare', [...asRoot, '-m', '-n', 'sh', '-ec', furnish, 'sh', home], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(holder.stdout, 'data');
  const target = ['-t', String(holder.pid), ...(asRoot.length === 0 ? [] : ['-U', '--preserve-credentials'])];
  const enter = ['nsenter', ...target, '-m', '-n', ...(ownRoot === true ? ['-r', '-w'] : [])];
  const run = (command: Sh, stdin = ''): Promise<Output> =>
    collect(spawn('nsenter', [...enter.slice(1), 'sh', '-c', command.text], { cwd: '/' }), stdin);
  return {
    root,
    state,
    etc,
    pid: Number(holder.pid),
    enter,
    run,
    ...convergence({
      ask: (questions) => Promise.all(questions.map((question) => run(question.run))),
      async run(commands) {
        const outputs: Output[] = [];
        for (const { run: text, stdin } of commands) {
          const output = await run(text, stdin);
          outputs.push(output);
          if (output.code !== 0) break;
        }
        return outputs;
      },
    }),
    async given(text) {
      const output = await run(sh`${{ text: `set -e\ncd '${root}'\n${text}` }}`);
      expect(output, text).toMatchObject({ code: 0 });
      return output.stdout;
    },
    async close() {
      holder.kill('SIGKILL');
      await once(holder, 'exit');
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function collect(child: ChildProcess, stdin: string): Promise<Output> {
  const chunks = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  child.stdout?.on('data', (chunk: Buffer) => chunks.stdout.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => chunks.stderr.push(chunk));
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(stdin);
  const [code] = (await once(child, 'close')) as [number | null];
  const text = (of: 'stdout' | 'stderr'): string => Buffer.concat(chunks[of]).toString();
  return { code: code ?? 128, stdout: text('stdout'), stderr: text('stderr') };
}
