import { link, mkdir, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { stockRepositoryUrl } from '../../../model/topology.ts';
import { must } from '../../../system/run.ts';

/** What no repository of Red Hat's has had since release 7 (resource-agents is in one, but without ldirectord). */
const notThere = /^(heartbeat|cluster-glue|ldirectord|resource-agents)/;

/** Makes a repository inside another one: of its packages, those that Red Hat itself ships. */
export async function stockRepository(repository: string): Promise<void> {
  const stock = join(repository, basename(stockRepositoryUrl));
  await mkdir(stock);
  const shipped = (await readdir(repository)).filter((file) => file.endsWith('.rpm') && !notThere.test(file));
  for (const file of shipped) await link(join(repository, file), join(stock, file));
  await must(['createrepo_c', '--quiet', stock]);
}
