import { sh } from '../../../../core/sh.ts';
import { address } from '../../../../resources/address.ts';
import { file } from '../../../../resources/file.ts';
import { alias } from '../../../capabilities/alias.ts';
import { defaultRoute } from '../../../capabilities/default-route.ts';
import { type AnyProvider, provider } from '../../../provider.ts';
import { settingsAtEndOfBoot } from '../../boot/rc.ts';
import { configuredBy } from '../configured-by.ts';
import { undoAddress } from '../undo/address.ts';
import { aliasFile, pathOf, soleAlias } from './alias.ts';
import { gateway } from './gateway.ts';
import { undoNetwork } from './undo.ts';

const owner = {
  ...configuredBy('network-scripts', { needs: 'network scripts', hint: 'chkconfig network on' }),
  owns: ['/etc/sysconfig/network', '/etc/sysconfig/network-scripts'],
  families: [4],
} as const;

/** The network scripts of Red Hat's kin: ifcfg files, ifup(8). */
export const networkScripts: readonly AnyProvider[] = [
  provider({
    ...owner,
    provides: alias,
    want({ device, label, address: ip }) {
      const wanted = { device, label, address: ip };
      return [
        ...settingsAtEndOfBoot(),
        soleAlias({ label, address: ip }),
        file(aliasFile({ label, address: ip }), { guard: { undo: sh`save ${pathOf(label)}` } }),
        // ifup of the device itself brings up its aliases, and does no harm to a device that is up.
        address({ ...wanted, prefix: 32, up: sh`ifup ${device}` }, { guard: { undo: undoAddress(wanted) } }),
      ];
    },
  }),
  provider({
    ...owner,
    provides: defaultRoute,
    want: (route) => [gateway(route, { guard: { undo: undoNetwork(route.device) } })],
  }),
];
