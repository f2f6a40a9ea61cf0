import type { Platform } from '../../../../core/platform.ts';
import { sh } from '../../../../core/sh.ts';
import { address } from '../../../../resources/address.ts';
import { file } from '../../../../resources/file.ts';
import { settingsAtEndOfBoot } from '../../boot/rc.ts';
import { undoAddress } from '../undo/address.ts';
import { aliasFile, pathOf, soleAlias } from './alias.ts';
import { gateway } from './gateway.ts';
import { undoNetwork } from './undo.ts';

/** The network scripts of Red Hat's kin: ifcfg files, ifup(8). */
export const networkScripts: Platform['network'] = {
  alias({ device, label, address: ip }) {
    const alias = { device, label, address: ip };
    return [
      ...settingsAtEndOfBoot(),
      soleAlias({ label, address: ip }),
      file(aliasFile({ label, address: ip }), { guard: { undo: sh`save ${pathOf(label)}` } }),
      // ifup of the device itself brings up its aliases, and does no harm to a device that is up.
      address({ ...alias, prefix: 32, up: sh`ifup ${device}` }, { guard: { undo: undoAddress(alias) } }),
    ];
  },
  defaultRoute: (route) => [gateway(route, { guard: { undo: undoNetwork(route.device) } })],
};
