import { showHostCidr } from '../../../../core/address/cidr.ts';
import type { SpecOf } from '../../../../core/capability.ts';
import { read } from '../../../../core/fact.ts';
import type { Facts } from '../../../../core/facts.ts';
import type { Resource } from '../../../../core/resource.ts';
import { joinSh, sh } from '../../../../core/sh.ts';
import { address } from '../../../../resources/address.ts';
import { directory } from '../../../../resources/directory.ts';
import { file } from '../../../../resources/file.ts';
import type { alias } from '../../../capabilities/alias.ts';
import { undoAddress } from '../undo/address.ts';
import { dropInsOf, FOLDER, networkFiles } from './files.ts';
import { bringUp, undoReload } from './reload.ts';

type Spec = SpecOf<typeof alias>;

const nameOf = ({ label }: Spec): string => `umctl-${label.replace(':', '-')}`;

/**
 * A file of umctl's own that has networkd manage the device for this one address; networkd starts after systemd-sysctl, so
 * that the kernel settings are in force first. It leaves 127.0.0.1 alone.
 */
const ownFile = (spec: Spec): Parameters<typeof file>[0] => ({
  path: `${FOLDER}/05-${nameOf(spec)}.network`,
  content: `# Written by umctl.
[Match]
Name=${spec.device}

[Network]
LinkLocalAddressing=no

${section(spec)}`,
});

/** A device that an admin has networkd manage already, by a file for it alone, gets the address beside what it has. */
const dropIn = (spec: Spec, networkFile: string): Parameters<typeof file>[0] => ({
  path: `${dropInsOf(networkFile)}/${nameOf(spec)}.conf`,
  content: `# Written by umctl.\n${section(spec)}`,
});

const section = ({ label, address: ip }: Spec): string => `[Address]\nAddress=${showHostCidr(ip)}\nLabel=${label}\n`;

export function aliasByNetworkd(spec: Spec, facts: Facts): readonly Resource[] {
  const { device, label, address: ip } = spec;
  const files = read(facts, networkFiles);
  const own = ownFile(spec);
  const theirs = files[device] === own.path ? undefined : files[device];
  const shared = Object.entries(files).some(([other, path]) => other !== device && path === theirs);
  const wanted = theirs === undefined || shared ? own : dropIn(spec, theirs);
  const guard = { undo: joinSh([sh`save ${wanted.path}`, undoReload, undoAddress(spec)]) };
  return [
    ...(wanted === own ? [] : [directory({ path: wanted.path.replace(/\/[^/]*$/, '') })]),
    file(wanted, { guard }),
    address({ device, label, address: ip, prefix: 32, up: bringUp(spec) }, { guard }),
  ];
}
