/** What a .network file and its drop-ins say of the default route of IPv4. */
export interface Said {
  /** Gateways, and the file that each stands in. */
  readonly gateways: readonly { readonly gateway: string; readonly file: string }[];
  /** Whether DHCP may set one. */
  readonly dhcp: boolean;
}

const DEFAULT: readonly string[] = ['', '0.0.0.0/0', 'default'];

/** Reads what `systemd-analyze cat-config` prints: each file after a line with its path. See systemd.network(5). */
export function parseNetworkFile(lines: readonly string[]): Said {
  const gateways: { gateway: string; file: string }[] = [];
  let [file, section, dhcp] = ['', '', false];
  const uses: Record<string, boolean> = {};
  let route: Record<string, string> = {};
  const endRoute = (): void => {
    const { gateway = '', destination = '', table } = route;
    if (section === 'Route' && isIpv4(gateway) && DEFAULT.includes(destination) && isMain(table))
      gateways.push({ gateway, file });
    route = {};
  };
  for (const line of lines) {
    const [, header] = /^\[(\w+)\]\s*$/.exec(line) ?? [];
    const [, path] = /^# (\/.*)$/.exec(line) ?? [];
    const [, key = '', value = ''] = /^\s*(\w+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (header !== undefined || path !== undefined) {
      endRoute();
      section = header ?? '';
      file = path ?? file;
    } else if (section === 'Network' && key === 'DHCP') dhcp = /^(ipv4|both)$/i.test(value) || isTrue(value);
    else if (USES.test(`${section}.${key}`)) uses[key] = isTrue(value);
    else if (section === 'Network' && key === 'Gateway' && isIpv4(value)) gateways.push({ gateway: value, file });
    else if (section === 'Route') route = { ...route, [key.toLowerCase()]: value };
  }
  endRoute();
  // UseGateway= is what UseRoutes= is, unless it is said; a lease may still bring an address.
  return { gateways, dhcp: dhcp && (uses['UseGateway'] ?? uses['UseRoutes'] ?? true) };
}

/** The section's name of before 243 goes for the older of the two only. */
const USES = /^(DHCPv4\.UseGateway|DHCP(v4)?\.UseRoutes)$/;

const isTrue = (text: string): boolean => /^(yes|y|true|t|on|1)$/i.test(text);

const isIpv4 = (text: string): boolean => /^\d+\.\d+\.\d+\.\d+$/.test(text);
const isMain = (table = 'main'): boolean => ['main', '254', ''].includes(table);
