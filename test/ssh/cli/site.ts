import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import { onTerminal, type Typing } from '../../unit/output/pty.ts';
import { type CutNode, startNode } from '../cut/node.ts';
import { createWorld } from '../world.ts';
import { DEBIAN } from './debian.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

const UMCTL = fileURLToPath(import.meta.resolve('../../unit/cli/main-child.ts'));

/** What a run of umctl printed, and how it ended. */
interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A run of umctl that is under way. */
interface Started {
  readonly pid: number;
  /** What it has said so far. */
  readonly said: () => string;
  readonly ended: Promise<Ended>;
}

/** Hosts with a real sshd each, an inventory with them, the first as n1, and umctl from its sources, whose records are the site's own. */
export interface Site {
  /** The first. */
  readonly node: CutNode;
  readonly nodes: readonly CutNode[];
  readonly dir: string;
  readonly inventory: string;
  /** Writes a file beside the inventory; returns its path. */
  write(name: string, text: string): string;
  start(...args: readonly string[]): Started;
  umctl(...args: readonly string[]): Promise<Ended>;
  onTerminal(
    args: readonly string[],
    typing: readonly Typing[],
    started?: (pid: number) => void,
  ): ReturnType<typeof onTerminal>;
  close(): Promise<void>;
}

export async function openSite(hosts: readonly string[] = ['n1']): Promise<Site> {
  const world = createWorld();
  const nodes = await Promise.all(hosts.map(() => startNode({ more: DEBIAN })));
  for (const { sshd } of nodes) world.trust(sshd);
  const [node] = nodes;
  if (node === undefined) throw new Error('a site has at least one host');
  const write = (name: string, text: string): string => {
    const file = join(world.dir, name);
    writeFileSync(file, text);
    return file;
  };
  const options = `-o UserKnownHostsFile=${world.knownHosts} -o GlobalKnownHostsFile=none -o IdentityAgent=none`;
  const inventory = write(
    'inventory.yaml',
    `all:
  vars:
    ansible_host: 127.0.0.1
    ansible_user: root
    ansible_ssh_private_key_file: ${world.key}
    ansible_ssh_common_args: ${options}
  hosts:
${hosts.map((name, i) => `    ${name}: { ansible_port: ${nodes[i]?.sshd.port} }\n`).join('')}`,
  );
  const env = { XDG_STATE_HOME: join(world.dir, 'state'), NO_COLOR: '1' };
  const start: Site['start'] = (...args) => {
    const child = spawn(process.execPath, [UMCTL, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    const said = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (text: string) => {
        said[name] += text;
      });
    const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...said }));
    return { pid: child.pid ?? 0, said: () => said.stdout + said.stderr, ended };
  };
  return {
    node,
    nodes,
    dir: world.dir,
    inventory,
    write,
    start,
    umctl: (...args) => start(...args).ended,
    onTerminal: (args, typing, started = () => {}) =>
      onTerminal(UMCTL, args, typing, { env, started, within: 110_000 }),
    close: async () => {
      for (const { sshd } of nodes) await sshd.stop();
      world.remove();
    },
  };
}

/** A playbook whose steps are a file with this content, and a command that lasts until /srv/go is there. */
export const slowPlaybook = (
  content: string,
): string => `import { command, definePlaybook, defineRole, file, sh, z } from 'umctl';
const slow = defineRole({
  name: 'slow',
  vars: z.looseObject({}),
  resources: () => [
    file({ path: '/srv/story', content: '${content}\\n' }),
    command({
      name: 'slow',
      unless: sh\`[ -e /srv/done ]\`,
      run: sh\`touch /srv/began; until [ -e /srv/go ]; do sleep 0.1; done; touch /srv/done\`,
    }),
  ],
});
export default definePlaybook({ plays: [{ name: 'slow', hosts: 'all', roles: [slow] }] });
`;
