import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Lab } from '../../../lab/index.ts';
import type { Outcome } from '../../../lab/system/run.ts';

/** An address of no network that the hosts know: answers to it take the default route. */
export const FAR = '10.9.0.100';
/** The lab's client on the segment: the router to {@link FAR}. */
export const ROUTER = '192.168.6.100';

const program = join(import.meta.dirname, '../../../bin/umctl.js');

/** umctl on the lab's client: it reaches n1 from {@link FAR}, behind the segment's router, and the others from {@link ROUTER}. */
export interface FarController {
  umctl(args: readonly string[], vars: Readonly<Record<string, string>>): Promise<Outcome>;
  /** Starts umctl, and kills it with SIGKILL once `when` is. */
  kill(args: readonly string[], vars: Readonly<Record<string, string>>, when: () => Promise<unknown>): Promise<Outcome>;
}

export async function farController(lab: Lab): Promise<FarController> {
  const knownHosts = join(lab.directory, 'known_hosts.far');
  const keys = await readFile(lab.files.knownHosts, 'utf8');
  const near = lab.hosts.reduce((text, { port, address }) => text.replaceAll(`[127.0.0.1]:${port}`, address), keys);
  await writeFile(knownHosts, near);
  const { all } = parse(await readFile(lab.files.inventory, 'utf8')) as Inventory;
  const connection = {
    ansible_ssh_private_key_file: lab.files.key,
    ansible_ssh_common_args: `-o UserKnownHostsFile=${knownHosts}`,
  };
  const hosts = Object.fromEntries(
    lab.hosts.map(({ name, address }) => [name, { ansible_host: address, ...connection }]),
  );
  const script = `ip addr add ${FAR}/32 dev lo
ip route add ${lab.hosts[0]?.address}/32 dev eth0 src ${FAR}`;
  const ready = await lab.client(['sh', '-ec', script]);
  if (ready.code !== 0) throw new Error(ready.stderr);
  // Nothing that hosts have to agree on: a run that is limited to one host is to ask no other, which may be cut off.
  const heartbeat = { ...all.vars.heartbeat, key: { from_command: 'echo made-for-this-test' } };
  let runs = 0;
  const command = async (args: readonly string[], vars: Readonly<Record<string, string>>): Promise<string[]> => {
    const file = join(lab.directory, `far-${++runs}.yaml`);
    const children = { ...all.children, directors: { hosts } };
    await writeFile(
      file,
      JSON.stringify({ all: { vars: { ...all.vars, heartbeat, ...vars }, children } }, undefined, 2),
    );
    const [name = '', ...rest] = args;
    return [process.execPath, program, name, file, ...rest];
  };
  return {
    umctl: async (args, vars) => lab.client(await command(args, vars)),
    async kill(args, vars, when) {
      const flag = join(lab.directory, 'kill');
      const script = '"$@" & while [ ! -e "$0" ]; do sleep 0.2; done; rm "$0"; kill -KILL $!; wait $!';
      const killed = lab.client(['sh', '-c', script, flag, ...(await command(args, vars))]);
      await when().finally(() => writeFile(flag, ''));
      return killed;
    },
  };
}

interface Inventory {
  readonly all: { readonly vars: { readonly heartbeat: object }; readonly children: object };
}
