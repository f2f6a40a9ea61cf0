import { joinSh, sh } from '../../../core/sh.ts';
import { address } from '../../../resources/address.ts';
import { block } from '../../../resources/block.ts';
import { alias } from '../../capabilities/alias.ts';
import { defaultRoute } from '../../capabilities/default-route.ts';
import { type AnyProvider, provider } from '../../provider.ts';
import { configuredBy } from './configured-by.ts';
import { gateway } from './ifupdown-gateway.ts';
import { soleStanza } from './ifupdown-sole.ts';
import { INTERFACES } from './ifupdown-sources.ts';
import { undoAddress } from './undo/address.ts';
import { undoDefaultRoute } from './undo/default-route.ts';
import { undoFiles } from './undo/ifupdown-files.ts';

const owner = {
  ...configuredBy('ifupdown'),
  owns: ['/etc/network'],
  families: [4],
} as const;

/** ifupdown: /etc/network/interfaces, which belongs to the admin; see interfaces(5). */
export const ifupdown: readonly AnyProvider[] = [
  provider({
    ...owner,
    provides: alias,
    want({ device, label, address: ip, after }) {
      // At boot too, the settings come first: without them the host would answer ARP as soon as the alias is up.
      const settings = after.flatMap(({ files = [] }) => files).map((file) => `\tpre-up sysctl -q -p ${file}\n`);
      const stanza = [
        `auto ${label}\n`,
        `iface ${label} inet static\n`,
        `\taddress ${ip}\n`,
        '\tnetmask 255.255.255.255\n',
        ...settings,
      ];
      return [
        soleStanza({ label }),
        block({ path: INTERFACES, name: label, content: stanza.join('') }, { guard: { undo: undoFiles } }),
        // ifupdown takes an alias for configured that something else took down, hence the force; see ifup(8).
        address(
          { device, label, address: ip, prefix: 32, up: sh`ifup --force ${label}` },
          { guard: { undo: undoAddress({ device, label, address: ip }) } },
        ),
      ];
    },
  }),
  provider({
    ...owner,
    provides: defaultRoute,
    want: (route) => [gateway(route, { guard: { undo: joinSh([undoFiles, undoDefaultRoute]) } })],
  }),
];
