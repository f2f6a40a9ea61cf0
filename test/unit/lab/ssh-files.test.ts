import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sshArgv } from '../../../lab/access/ssh.ts';
import { knownHosts, sshConfig } from '../../../lab/access/ssh-files.ts';
import { layOut } from '../../../lab/model/topology.ts';
import { run } from '../../../lab/system/run.ts';

const hosts = layOut({ nodes: 2, realServers: 0, families: ['debian'], suite: 'bookworm' }).map((host, index) => ({
  ...host,
  port: 4000 + index,
}));

describe('the files for ssh', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'umctl lab '));
    const files = { key: join(directory, 'key'), knownHosts: join(directory, 'known_hosts') };
    await writeFile(join(directory, 'ssh_config'), sshConfig(hosts, files));
  });
  afterAll(() => rm(directory, { recursive: true }));

  it('are understood by ssh, also below a path with a space', async () => {
    const { stdout } = await run(['ssh', '-G', '-F', join(directory, 'ssh_config'), 'n2']);
    const settings = stdout.split('\n');
    expect(settings).toContain('hostname 127.0.0.1');
    expect(settings).toContain('port 4001');
    expect(settings).toContain(`identityfile ${join(directory, 'key')}`);
    expect(settings).toContain(`userknownhostsfile ${join(directory, 'known_hosts')}`);
    expect(settings).toContain('stricthostkeychecking true');
  });

  it('know every key of a host under its forwarded port', () => {
    const keys = new Map([
      ['n1', ['ssh-ed25519 AAAA', 'ssh-rsa BBBB']],
      ['n2', ['ssh-ed25519 CCCC']],
    ]);
    expect(knownHosts(hosts, keys)).toBe(
      '[127.0.0.1]:4000 ssh-ed25519 AAAA\n[127.0.0.1]:4000 ssh-rsa BBBB\n[127.0.0.1]:4001 ssh-ed25519 CCCC\n',
    );
  });
});

describe('sshArgv', () => {
  it('quotes a command so that the remote shell gets every argument as given', async () => {
    const words = ['printf', '<%s>', '', "it's", '$HOME *', '-n', 'a\nb'];
    const remote = sshArgv('/lab', 'n1', words).at(-1) ?? '';
    expect((await run(['sh', '-c', remote])).stdout).toBe("<><it's><$HOME *><-n><a\nb>");
  });

  it('asks for a login where there is no command', () => {
    expect(sshArgv('/lab', 'n1', [])).toEqual(['ssh', '-F', '/lab/ssh_config', 'n1']);
  });
});
