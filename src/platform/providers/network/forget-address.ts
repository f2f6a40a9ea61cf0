import type { Resource } from '../../../core/resource.ts';
import { sh } from '../../../core/sh.ts';
import { command } from '../../../resources/command.ts';
import { generator } from './netplan/generate.ts';

/** networkd goes on with a file that is gone, and with what netplan had made of one, until they are told. */
export function forgetAddress(path: string): readonly Resource[] {
  if (/^\/etc\/netplan\/99-umctl-lo-\d+\.yaml$/.test(path))
    return [
      command({
        key: `netplan forgets ${path}`,
        name: `have netplan forget ${path}`,
        unless: sh`! grep -qs '^Label=lo:' /run/systemd/network/10-netplan-*.network`,
        run: sh`${generator}
generate && networkctl reload`,
      }),
    ];
  if (!/^\/etc\/systemd\/network\/05-umctl-lo-\d+\.network$/.test(path)) return [];
  return [
    command({
      key: `networkd forgets ${path}`,
      name: `have networkd forget ${path}`,
      unless: sh`! grep -qsxF ${`NETWORK_FILE=${path}`} /run/systemd/netif/links/*`,
      run: sh`networkctl reload`,
    }),
  ];
}
