import { type Sh, sh } from '../../../../core/sh.ts';
import { parseNetworkFile } from '../networkd/routes.ts';
import type { Definition } from './definitions.ts';

/** What netplan makes of its files for an interface: gateways of IPv4, and whether DHCP may set one. */
export interface Made {
  readonly gateways: readonly string[];
  readonly dhcp: boolean;
}

/** Where netplan puts what it makes for an interface, below the root that it is given. */
export const madeFile = ({ id, renderer }: Pick<Definition, 'id' | 'renderer'>): string =>
  renderer === 'networkd'
    ? `/run/systemd/network/10-netplan-${id}.network`
    : `/run/NetworkManager/system-connections/netplan-${id}.nmconnection`;

/** Prints what bears on routes in what is made of the files in `$copy`; a profile may have secrets beside it. */
export const printMade = (definitions: Readonly<Record<string, Definition>>): Sh =>
  sh`for one in ${Object.entries(definitions).map(([device, definition]) => `${device} ${madeFile(definition)}`)}; do
  [ -f "$copy\${one#* }" ] || continue
  echo "link \${one%% *}"
  grep -E '^\\[|^(Gateway|DHCP|UseRoutes|UseGateway|Destination|Table|gateway|method|ignore-auto-routes|route[0-9]+)=' "$copy\${one#* }" || :
done`;

/** Reads a .network file, or a profile, that netplan has made. */
export function parseMade(lines: readonly string[], renderer: Definition['renderer']): Made {
  if (renderer === 'NetworkManager') return parseProfile(lines);
  const { gateways, dhcp } = parseNetworkFile(lines);
  return { gateways: gateways.map(({ gateway }) => gateway), dhcp };
}

/** See nm-settings-keyfile(5). */
function parseProfile(lines: readonly string[]): Made {
  const from = lines.indexOf('[ipv4]') + 1;
  const to = lines.findIndex((line, i) => i >= from && line.startsWith('['));
  const ipv4 = from === 0 ? [] : lines.slice(from, to < 0 ? undefined : to);
  const values = (key: RegExp) => ipv4.flatMap((line) => key.exec(line)?.[1] ?? []);
  return {
    gateways: [...values(/^gateway=(\S+)$/), ...values(/^route\d+=0\.0\.0\.0\/0,([\d.]+)/)],
    dhcp: ipv4.includes('method=auto') && !ipv4.includes('ignore-auto-routes=true'),
  };
}
