import { software } from '../../../roles/ldirectord/software.ts';
import { arping } from '../../../roles/packages/software.ts';
import { software as nginx } from '../../../roles/webpage/software.ts';
import type { Resource } from '../../../src/core/resource.ts';
import { alias } from '../../../src/platform/capabilities/alias.ts';
import { arpSilence } from '../../../src/platform/capabilities/arp-silence.ts';
import { defaultRoute } from '../../../src/platform/capabilities/default-route.ts';
import { kernelModules } from '../../../src/platform/capabilities/kernel-modules.ts';
import { kernelSettings } from '../../../src/platform/capabilities/kernel-settings.ts';
import { packages } from '../../../src/platform/capabilities/packages.ts';
import { service } from '../../../src/platform/capabilities/service.ts';
import { webServer } from '../../../src/platform/capabilities/web-server.ts';
import type { LabNode } from './lab-node.ts';

/** A web server whose answer is a text, reloaded when that changes: its configuration and its service. */
export function siteOf({ platform }: LabNode, text: string): readonly [Resource, Resource] {
  const config = platform.want(webServer, `server { listen 80 default_server; return 200 "${text}\\n"; }\n`);
  const spec = { name: platform.ask(webServer).service, enabled: true, running: true, onChange: 'reload' } as const;
  const [site, running] = [...config, ...platform.want(service, spec, { uses: config })];
  if (site === undefined || running === undefined) throw new Error('a web server has a file and a service');
  return [site, running];
}

/** Some of what directors and real servers need installed. */
export const packagesOf = ({ platform }: LabNode): readonly Resource[] =>
  platform.want(packages, [...software({}), arping, nginx]);

/** What the web server answers. */
export const servedBy = (node: LabNode): Promise<string> =>
  node.given(
    `bash -c 'exec 3<>/dev/tcp/127.0.0.1/80; printf "GET / HTTP/1.0\\r\\n\\r\\n" >&3; cat <&3' | tail -n 1 | tr -d '\\n'`,
  );

/** Names of the fields that steps change. */
export const fields = (steps: readonly { changes: readonly { field: string }[] }[]): readonly string[] =>
  steps.flatMap(({ changes }) => changes.map(({ field }) => field));

/** All that a real server's network is made of, with this virtual address. */
export function networkOf({ platform }: LabNode, address: string, gateway = '192.168.6.1'): readonly Resource[] {
  const silence = platform.want(arpSilence, { device: 'lo' });
  return [
    ...platform.want(kernelModules, ['ip_vs']),
    ...platform.want(kernelSettings, {
      name: 'lvs',
      settings: { 'net.ipv4.vs.backup_only': 1, 'net.ipv4.vs.sync_threshold': '0 50' },
    }),
    ...silence,
    ...platform.want(alias, { device: 'lo', label: 'lo:0', addresses: [address], after: silence }),
    ...platform.want(defaultRoute, { gateway, device: 'eth0' }),
  ];
}
