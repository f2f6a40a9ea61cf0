import { readFile, writeFile } from 'node:fs/promises';
import type { Lab } from '../../lab/index.ts';

/** What the lab's inventory says, as the example does, and what it says here. */
const CHANGES = [
  [/^( +)deadtime: 3\b/m, '$1keepalive: 3\n$1deadtime: 10'],
  [/^( +)heartbeat:$/m, '$1ldirectord: { checkinterval: 20 }\n$1keepalived: { advert_int: 1 }\n$1heartbeat:'],
] as const;

/**
 * Has heartbeat beat a sixth, keepalived a fifth, and real servers be looked at a quarter as often as the example's do. Hosts
 * of several labs share this machine's processors: it takes less of them, and nobody is taken for dead who had to wait for his turn.
 */
export async function unhurried(lab: Lab): Promise<Lab> {
  let text = await readFile(lab.files.inventory, 'utf8');
  for (const [from, to] of CHANGES) {
    if (!from.test(text)) throw new Error(`the lab's inventory has nothing like ${from}`);
    text = text.replace(from, to);
  }
  await writeFile(lab.files.inventory, text);
  return lab;
}
