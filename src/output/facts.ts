import type { Facts } from '../core/facts.ts';
import type { State } from '../core/resource.ts';
import type { Paint } from './paint.ts';
import { indent, printable, table } from './text.ts';

/** What a host is, one fact a line, in two columns. */
export function formatFacts(
  { host, facts, packages }: { readonly host: string; readonly facts: Facts; readonly packages: State },
  paint: Paint,
): readonly string[] {
  const addresses = facts.addresses.map(({ address, prefix, label }) => `${address}/${prefix} on ${label}`);
  const routes = facts.defaultRoutes.map(({ gateway, device }) =>
    gateway === undefined ? `on ${device}` : `${gateway} on ${device}`,
  );
  const profiles = facts.profiles.map(({ device, file }) => `${file} for ${device}`);
  const names = Object.entries(packages).flatMap(([name, state]) => (name === 'cannot' ? [] : [`${name}: ${state}`]));
  const rows: readonly (readonly [string, string])[] = [
    ['node name', facts.nodeName],
    ['system', facts.os.prettyName || facts.redhatRelease || 'unknown'],
    ['kernel', `${facts.kernel} ${facts.machine}`],
    ['IPVS', facts.ipvs ? 'yes' : 'no'],
    ['init', facts.init],
    [
      'network',
      facts.networkManager === '' ? facts.network : `${facts.network} (NetworkManager ${facts.networkManager} runs)`,
    ],
    ...(facts.profiles.length === 0 ? [] : listed('profile', profiles)),
    ['SELinux', facts.selinux],
    ...(facts.hiddenArp ? [['ARP', "the kernel has 'hidden'"] as const] : []),
    ...(facts.sysklogd ? [['syslog', 'sysklogd'] as const] : []),
    [
      'user id',
      facts.uid === 0
        ? '0'
        : `${facts.uid}, not root: all commands but this one need ansible_become: true (or ansible_user: root)`,
    ],
    ...listed('address', addresses),
    ...listed('default route', routes),
    ...(names.length === 0 ? [] : listed('package', names)),
  ];
  return [paint('strong', host), ...indent(table(rows.map(([name, value]) => [name, printable(value)])))];
}

/** Several values under one name: the name once. */
const listed = (name: string, values: readonly string[]): readonly (readonly [string, string])[] =>
  values.length === 0 ? [[name, 'none']] : values.map((value, i) => [i === 0 ? name : '', value]);
