import type { Lab } from '../index.ts';

/** Name of the node that holds the virtual address on its interface to the segment now. */
export async function activeNode(lab: Lab, virtualAddress: string): Promise<string> {
  for (const { name } of lab.hosts) {
    const { stdout } = await lab.exec(name, ['ip', '-4', '-o', 'address', 'show', 'dev', 'eth0']);
    if (stdout.includes(` ${virtualAddress}/`)) return name;
  }
  throw new Error(`no node holds ${virtualAddress} on eth0; look at: npm run lab -- exec n1 journalctl`);
}
