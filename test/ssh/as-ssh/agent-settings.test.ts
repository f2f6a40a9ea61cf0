import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { type KeyType, makeKey, type Sshd, startSshd } from '../sshd.ts';
import { createWorld, type World } from '../world.ts';
import { bySsh, byUmctl, type Expected, expectSame } from './both.ts';

let world: World;
let sshd: Sshd;
const agents: number[] = [];

/** An agent with one key, which may log in. */
function startAgent(socket: string, type: KeyType): void {
  const key = join(world.dir, `held_${type}_${agents.length}`);
  makeKey(key, { type });
  appendFileSync(sshd.authorizedKeys, readFileSync(`${key}.pub`));
  const started = execFileSync('ssh-agent', ['-s', '-a', socket]).toString();
  agents.push(Number(/SSH_AGENT_PID=(\d+)/.exec(started)?.[1]));
  execFileSync('ssh-add', ['-q', key], { env: { ...process.env, SSH_AUTH_SOCK: socket } });
}

beforeAll(async () => {
  world = createWorld();
  sshd = await startSshd();
  world.trust(sshd);
  startAgent(join(world.dir, `a-127.0.0.1-${sshd.port}-root`), 'ed25519');
  startAgent(join(world.dir, 'a-%h'), 'ed25519');
  startAgent(join(world.dir, 'rsa'), 'rsa');
  mkdirSync(join(world.dir, 'a b'));
  startAgent(join(world.dir, 'a b', 'agent'), 'ed25519');
  process.env['UMCTL_TEST_SOCKET'] = join(world.dir, 'rsa');
});
afterAll(async () => {
  for (const pid of agents) process.kill(pid);
  await sshd?.stop();
  world?.remove();
});

type Case = Expected & { readonly agent: string; readonly options?: Readonly<Record<string, string>> };

const CASES: readonly Case[] = [
  { agent: 'DIR/a-%n-%p-%r' },
  { agent: 'DIR/a-%k-%p-%u' },
  { agent: 'DIR/a-%%h', stricter: 'ssh -G does not say whether % is a token' },
  { agent: 'DIR/a-%h' },
  { agent: 'DIR/a-%Z' },
  { agent: '"DIR/a b/agent"' },
  { agent: 'DIR/rsa' },
  { agent: '$UMCTL_TEST_SOCKET' },
  { agent: '$UMCTL_TEST_UNSET' },
  { agent: 'none' },
  { agent: 'None' },
  { agent: 'DIR/rsa', options: { IdentitiesOnly: 'yes' } },
  { agent: 'DIR/rsa', options: { PubkeyAcceptedAlgorithms: 'ssh-ed25519' } },
  { agent: 'DIR/rsa', options: { PubkeyAcceptedAlgorithms: 'rsa-sha2-256' } },
  { agent: 'DIR/rsa', options: { PubkeyAcceptedAlgorithms: 'ssh-rsa' } },
  { agent: 'DIR/rsa', options: { RequiredRSASize: '4096' } },
  { agent: 'DIR/a b/agent', options: { PubkeyAcceptedAlgorithms: 'rsa-sha2-256' } },
];

describe('keys of an agent count as with ssh', () => {
  test.each(CASES)('$agent $options', async ({ agent, options = {}, ...expected }) => {
    const IdentityAgent = agent.replaceAll('DIR', world.dir);
    const login = { world, sshd, options: { IdentityFile: 'none', ...options, IdentityAgent } };
    const ssh = await bySsh(login);
    expectSame(ssh, await byUmctl(login), expected);
  });
});
