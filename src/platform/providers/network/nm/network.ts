import coerce from 'semver/functions/coerce.js';
import gte from 'semver/functions/gte.js';
import { showHostCidr } from '../../../../core/address/cidr.ts';
import { read } from '../../../../core/fact.ts';
import type { Facts } from '../../../../core/facts.ts';
import { joinSh, type Sh, sh } from '../../../../core/sh.ts';
import { alias } from '../../../capabilities/alias.ts';
import { defaultRoute } from '../../../capabilities/default-route.ts';
import { type AnyProvider, provider } from '../../../provider.ts';
import { configuredBy } from '../configured-by.ts';
import { liveAddresses, ofFamily } from '../live.ts';
import { undoAddress } from '../undo/address.ts';
import { undoDefaultRoute } from '../undo/default-route.ts';
import { activeProfiles } from './active-profiles.ts';
import { aliasByUnit, unitOf } from './before-loopback.ts';
import { gateway } from './gateway.ts';
import { pathOf, profile } from './profile.ts';
import { soleProfile } from './sole.ts';
import { undoDevice, undoProfile } from './undo.ts';
import { networkManagerVersion } from './version.ts';

const configured = configuredBy('NetworkManager');
const { fits } = configured;
const owner = {
  ...configured,
  facts: [...configured.facts, networkManagerVersion, activeProfiles],
  owns: ['/etc/NetworkManager'],
  families: [4],
} as const;

/** NetworkManager: profiles, which belong to the admin but for those that are umctl's own. */
export const networkManager: readonly AnyProvider[] = [
  provider({
    ...owner,
    families: [4, 6],
    provides: alias,
    fits: (facts) => (knowsLoopback(facts) ? fits(facts) : { needs: [], here: '' }),
    want(spec) {
      const { device, label, addresses } = spec;
      const [ipv4, ipv6] = [ofFamily(addresses, 4), ofFamily(addresses, 6)];
      // Profiles do not say that an address is no source of connections, so a unit adds those of IPv6.
      if (ipv4.length === 0) return aliasByUnit(spec);
      const wanted = {
        id: `umctl-${label.replace(':', '-')}`,
        type: 'loopback',
        device,
        addresses: ipv4.map(showHostCidr),
      } as const;
      const undo = joinSh([undoProfile(wanted.id, pathOf(wanted)), undoAddress(spec)]);
      return [
        soleProfile(wanted),
        ...profile(wanted),
        ...(ipv6.length === 0 ? [] : unitOf(spec, ipv6)),
        ...liveAddresses(
          { ...spec, addresses: ipv4 },
          { up: (one) => up(wanted.id, { device, address: one }), guard: { undo } },
        ),
        ...liveAddresses({ ...spec, addresses: ipv6 }, { guard: { undo } }),
      ];
    },
  }),
  provider({ ...owner, families: [4, 6], provides: alias, want: aliasByUnit }),
  provider({
    ...owner,
    provides: defaultRoute,
    want: (route) => [gateway(route, { guard: { undo: joinSh([undoDevice(route.device), undoDefaultRoute]) } })],
  }),
];

/** nm-settings-nmcli(5): `connection.type loopback` came with 1.42 (RHEL 9.2, Fedora 38). */
function knowsLoopback(facts: Facts): boolean {
  const version = coerce(read(facts, networkManagerVersion));
  return version !== null && gte(version, '1.42.0');
}

/** A profile that was just loaded may be on its way up by itself, and the address is there a little later. */
const up = (id: string, { device, address: ip }: { readonly device: string; readonly address: string }): Sh =>
  sh`nmcli -w 20 con up ${id} >/dev/null
n=0
until [ -n "$(ip -4 -o addr show dev ${device} to ${showHostCidr(ip)})" ] || [ $n -ge 50 ]; do
  n=$((n+1))
  sleep 0.2 2>/dev/null || sleep 1
done`;
