import type { Lab } from '../../../lab/index.ts';

const SEEN = '/run/holders';

/** Has each host note every change of the virtual address on its interface from now on. */
export async function watchHolders(lab: Lab): Promise<void> {
  const watch = `setsid ip -o monitor address dev eth0 > ${SEEN} 2>&1 < /dev/null & sleep 0.2; kill -0 $!`;
  await Promise.all(lab.hosts.map(({ name }) => lab.exec(name, watch)));
}

/** What was noted, by host. */
export async function holdersSince(lab: Lab): Promise<Readonly<Record<string, readonly string[]>>> {
  const seen = lab.hosts.map(async ({ name }) => {
    const { stdout } = await lab.exec(name, `pkill -x ip; grep -F ' 192.168.6.240/' ${SEEN}`);
    return [name, stdout.split('\n').filter((line) => line !== '')] as const;
  });
  return Object.fromEntries(await Promise.all(seen));
}
