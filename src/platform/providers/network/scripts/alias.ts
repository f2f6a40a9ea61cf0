import { defineResource } from '../../../../core/resource.ts';
import { joinSh, type Sh, sh } from '../../../../core/sh.ts';
import type { file } from '../../../../resources/file.ts';
import { script } from '../../../../resources/shell/script.ts';
import type { Aliases } from '../live.ts';
import { FOLDER, readIfcfg } from './folder.ts';

interface Params {
  /** Of the alias: `lo:0`. */
  readonly label: string;
  /** IPv4 */
  readonly address: string;
}

/** Each with a label of its own, as a file has one address: `lo:0` first, and others far from those that an admin would take. */
export const labelled = ({ device, label, addresses }: Aliases): readonly Params[] =>
  addresses.map((address, i) => ({ label: i === 0 ? label : `${device}:${100 + i}`, address }));

export const pathOf = (label: string): string => `${FOLDER}/ifcfg-${label}`;

/** The first line of umctl's own files. */
export const WRITTEN = '# Written by umctl.';

/**
 * The file of an alias with a /32; see sysconfig.txt of initscripts. NETWORK and BROADCAST of a single address are the
 * address itself; those of another net would end up on the device.
 */
export const aliasFile = ({ label, address }: Params): Parameters<typeof file>[0] => ({
  path: pathOf(label),
  content: `${WRITTEN}
DEVICE=${label}
IPADDR=${address}
NETMASK=255.255.255.255
NETWORK=${address}
BROADCAST=${address}
ONBOOT=yes
NAME=loopback
`,
});

/** Prints the other files that give the label, or the address, to an alias of the same device, as the scripts read them. */
const others = ({ label, address }: Params): Sh =>
  joinSh([
    readIfcfg,
    sh`others() {
  for f in ${FOLDER}/ifcfg-${label.replace(/:.*/, '')}:*; do
    if [ ! -f "$f" ] || [ "$f" = ${pathOf(label)} ] || left_over "$f" || grep -qxF ${WRITTEN} "$f" 2>/dev/null; then continue; fi
    device=$(value DEVICE "$f")
    if [ "\${device:-\${f##*/ifcfg-}}" = ${label} ] || [ "$(value IPADDR "$f")" = ${address} ]; then echo "$f"; fi
  done
}`,
  ]);

const takeOut = (label: string): string =>
  `${label} is configured there already; take that file out, umctl writes its own`;

/** No file of an alias but umctl's own for the same: ifup stops at the second. One that an admin wrote is theirs to take out. */
export const soleAlias = defineResource<Params, { readonly elsewhere: string }>({
  type: 'sole alias',
  key: ({ label }) => label,
  want: () => ({ elsewhere: '' }),
  probe: (params) => joinSh([others(params), sh`others`]),
  parse: ({ stdout }, { label }) => {
    const elsewhere = stdout.trim().replaceAll('\n', ' ');
    return elsewhere === '' ? { elsewhere } : { elsewhere, cannot: `${elsewhere}: ${takeOut(label)}` };
  },
  apply: (params) => ({
    run: script(
      others(params),
      sh`found=$(others)
[ -z "$found" ] || fail "$found: "${takeOut(params.label)}`,
    ),
  }),
});
