import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run, type Taken } from './run.ts';
import { commands, playbook, questions, tasks, type Work } from './work.ts';

/** Where hosts are, and who logs in. */
export interface Place {
  readonly dir: string;
  readonly key: string;
  readonly knownHosts: string;
  readonly ports: readonly number[];
}

/** A program that does the work. */
export interface Way {
  readonly name: string;
  /** Whether it takes so long that it is compared in few cases, and fewer times; see {@link fitsSlow}. */
  readonly isSlow?: true;
  /** Asks hosts, and changes nothing as nothing is to be changed. */
  readonly asks: (place: Place, files: readonly Work[]) => Promise<Taken>;
  readonly applies: (place: Place, files: readonly Work[]) => Promise<Taken>;
}

const FLOOR = fileURLToPath(new URL('floor.ts', import.meta.url));
const UMCTL = fileURLToPath(new URL('../../bin/umctl.js', import.meta.url));

const floor: Way = {
  name: 'floor',
  asks: (place, files) => plain(place, questions(files)),
  applies: (place, files) => plain(place, commands(files)),
};

const plain = ({ key, ports }: Place, stdin: string): Promise<Taken> =>
  run([process.execPath, FLOOR, key, ...ports.map(String)], { stdin });

const umctl: Way = {
  name: 'umctl',
  asks: (place, files) => ours(place, files, 'plan'),
  applies: (place, files) => ours(place, files, 'apply', '--yes'),
};

function ours(place: Place, files: readonly Work[], command: string, ...more: readonly string[]): Promise<Taken> {
  const inventory = inventoryOf(place);
  const book = write(place, 'bench.ts', playbook(files));
  const env = { XDG_STATE_HOME: join(place.dir, 'state'), NO_COLOR: '1' };
  return run([process.execPath, UMCTL, command, inventory, '-p', book, ...more], { env });
}

/** A connection a host that is kept, no facts, modules over it without a copy, and all hosts at once. */
const TUNED = {
  ANSIBLE_PIPELINING: '1',
  ANSIBLE_GATHERING: 'explicit',
  ANSIBLE_NOCOLOR: '1',
  ANSIBLE_TIMEOUT: '60',
  ANSIBLE_LOCALHOST_WARNING: '0',
  ANSIBLE_SSH_ARGS: '-o ControlMaster=auto -o ControlPersist=60s',
  ANSIBLE_SSH_CONTROL_PATH: '%(directory)s/%%C',
};

const theirs = (name: string, env: Readonly<Record<string, string>>): Way => {
  const play = async (place: Place, files: readonly Work[]): Promise<Taken> => {
    const kept = mkdtempSync(join(place.dir, 'kept-'));
    const own = { ANSIBLE_FORKS: String(place.ports.length), ANSIBLE_SSH_CONTROL_PATH_DIR: kept, HOME: place.dir };
    const command = ['ansible-playbook', '-i', inventoryOf(place), write(place, 'tasks.yml', tasks(files))];
    const taken = await run(command, { env: { ...TUNED, ...own, ...env } });
    // Every way connects anew in each run.
    for (const name of readdirSync(kept)) await run(['ssh', '-S', join(kept, name), '-O', 'exit', 'host']);
    return taken;
  };
  return { name, isSlow: true, asks: play, applies: play };
};

const PLAYBOOK = '/usr/bin/ansible-playbook';
const STRATEGIES = '/usr/lib/python3/dist-packages/ansible_mitogen/plugins/strategy';

export const WAYS: readonly Way[] = [
  floor,
  umctl,
  ...(existsSync(PLAYBOOK) ? [theirs('ansible, tuned', {})] : []),
  ...(existsSync(PLAYBOOK) && existsSync(STRATEGIES)
    ? [theirs('mitogen', { ANSIBLE_STRATEGY_PLUGINS: STRATEGIES, ANSIBLE_STRATEGY: 'mitogen_linear' })]
    : []),
];

function inventoryOf({ dir, key, knownHosts, ports }: Place): string {
  const options = `-o UserKnownHostsFile=${knownHosts} -o GlobalKnownHostsFile=none -o IdentityAgent=none`;
  const vars = {
    ansible_host: '127.0.0.1',
    ansible_user: 'root',
    ansible_ssh_private_key_file: key,
    ansible_ssh_common_args: options,
    ansible_python_interpreter: '/usr/bin/python3',
  };
  const hosts = Object.fromEntries(ports.map((port, i) => [`n${i + 1}`, { ansible_port: port }]));
  return write({ dir }, `inventory-${ports.length}.yaml`, JSON.stringify({ all: { vars, hosts } }, undefined, 2));
}

function write({ dir }: Pick<Place, 'dir'>, name: string, text: string): string {
  mkdirSync(dir, { recursive: true });
  const file = join(dir, name);
  writeFileSync(file, text);
  return file;
}
