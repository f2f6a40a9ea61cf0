import { execFile } from 'node:child_process';
import { expect } from 'vitest';
import { createConnect } from '../../../src/ssh/connect.ts';
import type { Sshd } from '../sshd.ts';
import type { World } from '../world.ts';

/** Where both programs log in, and with which options of ssh_config(5). */
export interface Login {
  readonly world: World;
  readonly sshd: Sshd;
  /** As the inventory, or the command line, names it. */
  readonly host?: string;
  readonly options: Readonly<Record<string, string>>;
}

/** What a login came to: undefined when it worked, or else what was said. */
type Refusal = string | undefined;

/** `stricter` says why umctl stays out where ssh goes in; docs/guarantees/host-keys.md names each kind. */
export interface Expected {
  readonly stricter?: string | undefined;
}

/** Logs in by the real `ssh`, as a script would: nobody is asked anything. */
export const bySsh = ({ world, sshd, host = '127.0.0.1', options }: Login): Promise<Refusal> =>
  new Promise((resolve) => {
    const settings = { BatchMode: 'yes', IdentityFile: world.key, ...options };
    const args = Object.entries(settings).flatMap(([keyword, value]) => ['-o', `${keyword}=${value}`]);
    const to = ['-p', String(sshd.port), '-l', 'root', '--', host, 'true'];
    const ssh = execFile('ssh', ['-F', world.configFile, ...args, ...to], (error, _stdout, stderr) =>
      resolve(error ? stderr || error.message : undefined),
    );
    ssh.stdin?.end();
  });

/** Logs in by umctl. */
export async function byUmctl({ world, sshd, host = '127.0.0.1', options }: Login): Promise<Refusal> {
  const sshOptions = { IdentityFile: world.key, ...options };
  const { secrets, configFile } = world;
  const connect = createConnect({
    settings: () => ({ host, port: sshd.port, user: 'root', sshOptions }),
    secrets,
    configFile,
  });
  try {
    const connection = await connect('n1');
    await connection.close();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** umctl never logs in where ssh does not, and stays out of nothing that ssh goes into, unless the case says why. */
export function expectSame(ssh: Refusal, umctl: Refusal, { stricter }: Expected = {}): void {
  const shown = `ssh: ${ssh ?? 'logged in'}\numctl: ${umctl ?? 'logged in'}`;
  expect(umctl === undefined, shown).toBe(stricter === undefined && ssh === undefined);
  if (stricter !== undefined) expect(ssh, shown).toBeUndefined();
}

/** `stricterWhenNew` says why umctl does not take a new key that ssh takes. */
export interface ExpectedOfKeys extends Expected {
  readonly stricterWhenNew?: string | undefined;
}

/** Compares both where new keys are refused; where that keeps anybody out, also where they are accepted. */
export async function expectSameTrust(login: () => Login, expected: ExpectedOfKeys): Promise<void> {
  for (const StrictHostKeyChecking of ['yes', 'accept-new']) {
    const how = (): Login => {
      const { options, ...rest } = login();
      return { ...rest, options: { ...options, StrictHostKeyChecking } };
    };
    const [ssh, umctl] = await Promise.all([bySsh(how()), byUmctl(how())]);
    const { stricter, stricterWhenNew } = expected;
    expectSame(ssh, umctl, { stricter: stricter ?? (StrictHostKeyChecking === 'yes' ? undefined : stricterWhenNew) });
    if (ssh === undefined && umctl === undefined) return;
  }
}
