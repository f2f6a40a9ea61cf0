import type { Lab } from '../../../lab/index.ts';

const LOG = '/root/held';

/** Has each director note when it gets the address on its interface, and when it gives it up; see ip-monitor(8). */
export async function startHolderWatch(lab: Lab, address: string): Promise<void> {
  const watch = `nohup ip -ts -4 -o monitor address dev eth0 > ${LOG} 2>/dev/null < /dev/null & echo $! > ${LOG}.pid
ip -4 -o addr show dev eth0 to ${address} | sed "s/^/[$(date -u +%FT%T.%6N)] /" > ${LOG}.begun; echo ${address} > ${LOG}.address`;
  await Promise.all(lab.hosts.map(({ name }) => lab.exec(name, watch)));
}

/** From when to when a director had the address, in milliseconds since 1970. */
type Held = readonly [from: number, to: number];

/** Ends the watch. @returns the times in which more than one director had the address */
export async function heldTwice(lab: Lab): Promise<readonly string[]> {
  const noted = await Promise.all(
    lab.hosts.map(async ({ name }) => {
      const { stdout } = await lab.exec(name, `kill $(cat ${LOG}.pid); cat ${LOG}.address ${LOG}.begun ${LOG}`);
      const [address = '', ...lines] = stdout.trimEnd().split('\n');
      return held(lines.filter((line) => line.includes(` inet ${address}/`)));
    }),
  );
  const [first = [], second = []] = noted;
  if (first.length + second.length === 0) throw new Error('no director was seen with the address');
  return first.flatMap(([from, to]) =>
    second.flatMap((other) => {
      const [begin, end] = [Math.max(from, other[0]), Math.min(to, other[1])];
      // Clocks of hosts are some hundredths apart.
      return end - begin > 100 ? [`${new Date(begin).toISOString()} to ${new Date(end).toISOString()}`] : [];
    }),
  );
}

function held(lines: readonly string[]): readonly Held[] {
  const times: Held[] = [];
  let since: number | undefined;
  for (const line of lines) {
    const at = Date.parse(`${/^\[(.*?)\]/.exec(line)?.[1]}Z`);
    if (Number.isNaN(at)) throw new Error(`no time in ${line}`);
    if (!line.includes('] Deleted ')) since ??= at;
    else if (since !== undefined) {
      times.push([since, at]);
      since = undefined;
    }
  }
  return since === undefined ? times : [...times, [since, Date.now()]];
}
