import type { Lab } from '../../lab/index.ts';

const LOG = '/root/held';

/** Has each director note, some times a second, in tenths of seconds, when it has the address on an interface. */
export async function startHolderWatch(lab: Lab, address: string): Promise<void> {
  const watch = `nohup sh -c 'while :; do
  if ip -4 -o addr show dev eth0 to ${address} | grep -q inet; then date +%s%1N; fi; sleep 0.2
done' > ${LOG} 2>/dev/null < /dev/null & echo $! > ${LOG}.pid`;
  await Promise.all(lab.hosts.map(({ name }) => lab.exec(name, watch)));
}

/** Ends the watch. @returns the tenths of seconds in which more than one director had the address, as times */
export async function heldTwice(lab: Lab): Promise<readonly string[]> {
  const noted = await Promise.all(
    lab.hosts.map(async ({ name }) => {
      const { stdout } = await lab.exec(name, `kill $(cat ${LOG}.pid); cat ${LOG}`);
      return new Set(stdout.trim().split('\n').filter(Boolean));
    }),
  );
  if (noted.every((times) => times.size === 0)) throw new Error('no director was seen with the address');
  const [first, ...others] = noted;
  // Clocks and the watch itself are some tenths apart.
  const near = (time: string): readonly string[] => [-2, -1, 0, 1, 2].map((tenths) => String(Number(time) + tenths));
  return [...(first ?? [])]
    .filter((time) => others.some((times) => near(time).some((one) => times.has(one))))
    .map((time) => new Date(Number(time) * 100).toISOString());
}
