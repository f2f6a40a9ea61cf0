import type { Platform } from '../../../../core/platform.ts';
import { joinSh, type Sh, sh } from '../../../../core/sh.ts';
import { address } from '../../../../resources/address.ts';
import { undoAddress } from '../undo/address.ts';
import { undoDefaultRoute } from '../undo/default-route.ts';
import { gateway } from './gateway.ts';
import { pathOf, profile } from './profile.ts';
import { soleProfile } from './sole.ts';
import { undoDevice, undoProfile } from './undo.ts';

/** NetworkManager since 1.42, which has profiles for the loopback device; see nm-settings-nmcli(5). */
export const networkManager: Platform['network'] = {
  alias({ device, label, address: ip }) {
    const wanted = { id: `umctl-${label.replace(':', '-')}`, type: 'loopback', device, address: `${ip}/32` } as const;
    const alias = { device, label, address: ip };
    return [
      soleProfile(wanted),
      ...profile(wanted),
      address(
        { ...alias, prefix: 32, up: up(wanted.id, alias) },
        { guard: { undo: joinSh([undoProfile(wanted.id, pathOf(wanted)), undoAddress(alias)]) } },
      ),
    ];
  },
  defaultRoute: (route) => [gateway(route, { guard: { undo: joinSh([undoDevice(route.device), undoDefaultRoute]) } })],
};

/** A profile that was just loaded may be on its way up by itself, and the address is there a little later. */
const up = (id: string, { device, address: ip }: { readonly device: string; readonly address: string }): Sh =>
  sh`nmcli -w 20 con up ${id} >/dev/null
n=0
until [ -n "$(ip -4 -o addr show dev ${device} to ${`${ip}/32`})" ] || [ $n -ge 50 ]; do
  n=$((n+1))
  sleep 0.2 2>/dev/null || sleep 1
done`;
