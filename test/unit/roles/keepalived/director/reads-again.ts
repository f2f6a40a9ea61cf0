import { until } from '../../director-node.ts';
import type { Director, Given } from './pair.ts';

/** Changes the configuration of a director that runs, and waits until it has taken that in. */
async function readsAgain(node: Director, change: () => Promise<void>): Promise<void> {
  const opened = async () => Number(await node.given("grep -c 'VRRP sockpool' /run/log || :"));
  const before = await opened();
  await change();
  await until('keepalived has its sockets again', async () => (await opened()) > before);
}

export const reloads = (node: Director, given: Given): Promise<void> => readsAgain(node, () => node.setUp(given));

/** Has it tell the others that it is active once in many seconds. */
export const rarely = (node: Director): Promise<void> =>
  readsAgain(node, () => node.configure((text) => text.replace(/advert_int .*/g, 'advert_int 8')));
