import { showHostCidr } from '../../../../core/address/cidr.ts';
import { parseIp } from '../../../../core/address/ip.ts';
import { read } from '../../../../core/fact.ts';
import type { Facts } from '../../../../core/facts.ts';
import type { Resource } from '../../../../core/resource.ts';
import { joinSh, sh } from '../../../../core/sh.ts';
import { directory } from '../../../../resources/directory.ts';
import { file } from '../../../../resources/file.ts';
import { type Aliases, liveAddresses } from '../live.ts';
import { undoAddress } from '../undo/address.ts';
import { dropInsOf, FOLDER, networkFiles } from './files.ts';
import { bringUp, undoReload } from './reload.ts';

const nameOf = ({ label }: Aliases): string => `umctl-${label.replace(':', '-')}`;

/**
 * A file of umctl's own that has networkd manage the device for these addresses; networkd starts after systemd-sysctl, so
 * that the kernel settings are in force first. It leaves 127.0.0.1 alone.
 */
const ownFile = (spec: Aliases): Parameters<typeof file>[0] => ({
  path: `${FOLDER}/05-${nameOf(spec)}.network`,
  content: `# Written by umctl.
[Match]
Name=${spec.device}

[Network]
LinkLocalAddressing=no

${sections(spec)}`,
});

/** A device that an admin has networkd manage already, by a file for it alone, gets the addresses beside what it has. */
const dropIn = (spec: Aliases, networkFile: string): Parameters<typeof file>[0] => ({
  path: `${dropInsOf(networkFile)}/${nameOf(spec)}.conf`,
  content: `# Written by umctl.\n${sections(spec)}`,
});

const sections = ({ label, addresses }: Aliases): string =>
  addresses
    .map((one) => {
      const more = parseIp(one)?.family === 6 ? DEPRECATED : `Label=${label}\n`;
      return `[Address]\nAddress=${showHostCidr(one)}\n${more}`;
    })
    .join('\n');

/** No source of the host's own connections, and nobody is asked whether it is taken: it is, by the active director. */
const DEPRECATED = 'PreferredLifetime=0\nDuplicateAddressDetection=none\n';

export function aliasByNetworkd(spec: Aliases, facts: Facts): readonly Resource[] {
  const { device } = spec;
  const files = read(facts, networkFiles);
  const own = ownFile(spec);
  const theirs = files[device] === own.path ? undefined : files[device];
  const shared = Object.entries(files).some(([other, path]) => other !== device && path === theirs);
  const wanted = theirs === undefined || shared ? own : dropIn(spec, theirs);
  const guard = { undo: joinSh([sh`save ${wanted.path}`, undoReload, undoAddress(spec)]) };
  return [
    ...(wanted === own ? [] : [directory({ path: wanted.path.replace(/\/[^/]*$/, '') })]),
    file(wanted, { guard }),
    ...liveAddresses(spec, { up: (one) => bringUp({ device, address: one }), guard }),
  ];
}
