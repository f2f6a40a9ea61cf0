import type { Resource } from '../../../src/core/resource.ts';
import { file } from '../../../src/resources/file.ts';
import type { LabNode } from './lab-node.ts';

/** A web server whose answer is a text, reloaded when that changes: its configuration and its service. */
export function siteOf({ platform }: LabNode, text: string): readonly [Resource, Resource] {
  const config = file(platform.webSite(`server { listen 80 default_server; return 200 "${text}\\n"; }\n`));
  const spec = { name: platform.services.web, enabled: true, running: true, onChange: 'reload' } as const;
  return [config, platform.service(spec, { uses: [config] })];
}

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
  const silence = platform.arpSilence();
  return [
    ...platform.kernelModules(['ip_vs']),
    platform.sysctl('lvs', { 'net.ipv4.vs.backup_only': 1, 'net.ipv4.vs.sync_threshold': '0 50' }),
    silence,
    ...platform.network.alias({ device: 'lo', label: 'lo:0', address }, [silence]),
    ...platform.network.defaultRoute({ gateway, device: 'eth0' }),
  ];
}
