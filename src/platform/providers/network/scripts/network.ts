import { sh } from '../../../../core/sh.ts';
import { file } from '../../../../resources/file.ts';
import { alias } from '../../../capabilities/alias.ts';
import { defaultRoute } from '../../../capabilities/default-route.ts';
import { type AnyProvider, provider } from '../../../provider.ts';
import { settingsAtEndOfBoot } from '../../boot/rc.ts';
import { configuredBy } from '../configured-by.ts';
import { liveAddresses } from '../live.ts';
import { undoAddress } from '../undo/address.ts';
import { aliasFile, labelled, pathOf, soleAlias } from './alias.ts';
import { gateway } from './gateway.ts';
import { noOtherAliases } from './others.ts';
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
    want(spec) {
      const { device } = spec;
      const all = labelled(spec);
      const files = all.flatMap((one) => [
        soleAlias(one),
        file(aliasFile(one), { guard: { undo: sh`save ${pathOf(one.label)}` } }),
      ]);
      // Of the alias alone: ifup of its device takes all aliases away that have no file.
      const up = (address: string) => sh`ifup ${all.find((one) => one.address === address)?.label ?? device}`;
      return [
        ...settingsAtEndOfBoot(),
        ...files,
        noOtherAliases({ device, paths: all.map(({ label }) => pathOf(label)) }),
        ...liveAddresses(spec, { up, guard: { undo: undoAddress(spec) } }),
      ];
    },
  }),
  provider({
    ...owner,
    provides: defaultRoute,
    want: (route) => [gateway(route, { guard: { undo: undoNetwork(route.device) } })],
  }),
];
