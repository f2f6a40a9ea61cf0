import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { shellWords } from '../../src/core/words.ts';

const run = promisify(execFile);

/** What Ansible would have ssh do at a host. */
export interface SshCommand {
  /** What ssh makes of the arguments (`ssh -G`), less what has no bearing on umctl. */
  readonly configuration: readonly string[];
  /** How the remote command begins, up to the shell: who is become, and how. */
  readonly become: readonly string[];
}

/** Multiplexing, ways to log in that umctl chooses by what it has, and compression. */
const WITHOUT_BEARING =
  /^(?:control\w+|compression|kbdinteractiveauthentication|passwordauthentication|preferredauthentications|challengeresponse\w*|host|requesttty) /;
/** Ansible always says how long a login may take. */
const ITS_TIMEOUT = 'connecttimeout 10';

/** The commands that the real `ansible` runs, by the addresses of hosts; nothing has to listen there. */
export async function ansibleCommands(
  args: readonly string[],
  { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<ReadonlyMap<string, SshCommand>> {
  const said = await run('ansible', ['all', '-m', 'raw', '-a', 'true', '-vvv', '-f', '20', ...args], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', HOME: cwd, LC_ALL: 'C.UTF-8', ...env },
  }).catch((error: unknown) => error as { readonly stdout: string; readonly stderr: string });
  const lines = [...said.stdout.matchAll(/^<([^>]+)> SSH: EXEC (.*)$/gm)];
  if (lines.length === 0) throw new Error(`ansible runs no ssh: ${said.stdout}${said.stderr}`);
  const found = lines.map(async ([, address = '', line = '']) => {
    const words = shellWords(line) ?? [];
    const ssh = words.indexOf('ssh');
    const remote = shellWords(words.at(-1) ?? '') ?? [];
    const configuration = await resolved(words.slice(ssh + 1, -1).filter((word) => word !== '-tt'));
    return [address, { configuration, become: remote.slice(0, beginning(remote)) }] as const;
  });
  return new Map(await Promise.all(found));
}

/** Before the shell of sudo, or the -c of su; nothing where nobody is become. */
const beginning = (words: readonly string[]): number =>
  Math.max(
    0,
    words.findIndex((word) => /^(?:\/bin\/)?sh$|^-c$/.test(word)),
  );

/** What the real ssh makes of arguments. */
export async function resolved(args: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await run('ssh', ['-G', ...args]);
  return stdout
    .split('\n')
    .filter((line) => line !== '' && line !== ITS_TIMEOUT && !WITHOUT_BEARING.test(line))
    .filter((line) => line !== 'connecttimeout none')
    .toSorted();
}
