import type { Lab } from '../index.ts';

/** The table of virtual services on the node that holds the virtual address now, under that node's name. */
export async function lvsTable(lab: Lab, virtualAddress: string): Promise<string> {
  for (const { name } of lab.hosts) {
    const addresses = (await lab.exec(name, ['ip', '-4', '-o', 'address', 'show', 'dev', 'eth0'])).stdout;
    if (addresses.includes(` ${virtualAddress}/`))
      return `${name}:\n${(await lab.exec(name, ['ipvsadm', '-L', '-n'])).stdout}`;
  }
  throw new Error(`no node holds ${virtualAddress} on eth0; see: npm run lab -- exec n1 cl_status rscstatus`);
}
