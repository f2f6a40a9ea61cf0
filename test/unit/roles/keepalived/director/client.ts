import type { Director } from './pair.ts';

/** A host of the segment that knows by ARP where the virtual address is. */
interface Client {
  /** Has it find the address at a director from now on, until it is told otherwise. */
  finds(director: Director): Promise<void>;
  /** The hardware address that it finds it at. */
  found(): Promise<string>;
  close(): Promise<void>;
}

export const macOf = async (director: Director): Promise<string> =>
  /link\/ether (\S+)/.exec(await director.given('ip -o link show eth0'))?.[1] ?? 'none';

/** One that has a network of its own on a director's link, and hears the other director's broadcasts. */
export async function clientBeside(director: Director): Promise<Client> {
  const pid = (await director.given('unshare -n sleep 3600 >/dev/null 2>&1 & echo $!')).trim();
  const there = (text: string) => director.given(`nsenter -t ${pid} -n ${text}`);
  await director.given(`until [ "$(readlink /proc/${pid}/ns/net)" != "$(readlink /proc/self/ns/net)" ]; do sleep 0.05; done
ip link add link eth0 name far0 type macvlan mode bridge; ip link set far0 netns ${pid}`);
  await there('ip addr add 192.168.6.9/24 dev far0');
  await there('ip link set far0 up');
  return {
    finds: async (other) =>
      void (await there(`ip neigh replace 192.168.6.240 lladdr ${await macOf(other)} dev far0 nud reachable`)),
    found: async () => /lladdr (\S+)/.exec(await there('ip neigh show 192.168.6.240'))?.[1] ?? '',
    close: async () => void (await director.given(`kill -9 ${pid}`)),
  };
}
