import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** For systemd-shutdown(8). */
const atTheEnd = `#!/bin/sh
# Part of the lab: lets the network card go, so that the machine can start again.
exec ip link set eth0 down
`;

/** NetworkManager and networkd leave the card up to the end, and then User-Mode Linux does not get its tap again when it restarts. */
export async function letLinkGo(rootfs: string): Promise<void> {
  const path = join(rootfs, 'usr/lib/systemd/system-shutdown/lab-link');
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, atTheEnd);
  await chmod(path, 0o755);
}
