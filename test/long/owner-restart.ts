import { expect } from 'vitest';
import type { Lab } from '../../lab/index.ts';

const LIVE = 'ip -4 -o addr show | tr -s " "; ip -4 route show default';

/** What makes networkd read its files anew: netplan's have to be made of netplan's own first. */
const AGAIN = {
  netplan: ['systemctl restart systemd-networkd', 'netplan generate && networkctl reload'],
  networkd: ['systemctl restart systemd-networkd', 'networkctl reload'],
};

const OTHER = '192.168.6.250/32';

/** Restarts the owner of a host's network, and has it read its files anew, while others have an address on eth0 as well. */
export async function restartOwner(
  lab: Lab,
  { name, owner, address }: { readonly name: string; readonly owner: keyof typeof AGAIN; readonly address: string },
): Promise<void> {
  const live = async (script: string): Promise<string> => {
    const { code, stdout, stderr } = await lab.exec(name, script);
    expect(code, `${name}: ${script}: ${stderr}`).toBe(0);
    return stdout;
  };
  const held = (await live(LIVE))
    .split('\n')
    .flatMap((line) => / eth0 inet (192\.168\.6\.240\/\d+) /.exec(line)?.[1] ?? []);
  await live(`ip addr add ${OTHER} dev eth0`);
  for (const again of AGAIN[owner]) {
    await live(again);
    await expect.poll(() => live('networkctl --no-legend list'), { timeout: 60_000 }).toMatch(/eth0 .* configured/);
    const now = await live(LIVE);
    expect(now, again).toMatch(/^\d+: lo inet 192\.168\.6\.240\/32 scope global lo:0/m);
    for (const its of [`${address}/24`, OTHER, ...held]) expect(now, again).toContain(`eth0 inet ${its} `);
    expect(now, again).toMatch(/^default via 192\.168\.6\.1 dev eth0/m);
  }
  await live(`ip addr del ${OTHER} dev eth0`);
}
