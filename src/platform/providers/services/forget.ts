import type { Resource } from '../../../core/resource.ts';
import { sh } from '../../../core/sh.ts';
import { command } from '../../../resources/command.ts';
import { forgottenFiles } from '../../capabilities/forgotten-files.ts';
import { provider } from '../../provider.ts';
import { forgetAddress } from '../network/forget-address.ts';
import { runsSystemd } from './by-systemd.ts';

/** What systemd, and NetworkManager on it, are told. */
export const forgetFiles = provider({
  provides: forgottenFiles,
  fits: (facts) => runsSystemd(facts) || { needs: ['systemd'], here: `the init system is ${facts.init}` },
  want: forget,
});

/** NetworkManager goes on with a profile whose file is gone, and systemd with a unit, until they are told. */
function forget(paths: readonly string[]): readonly Resource[] {
  return paths.flatMap((path) => {
    const [, unit] = /^\/etc\/systemd\/system\/([^/]+\.service)$/.exec(path) ?? [];
    if (unit !== undefined) return [forgetUnit(unit)];
    return path.startsWith('/etc/NetworkManager/system-connections/') ? [forgetProfile(path)] : forgetAddress(path);
  });
}

const forgetProfile = (path: string) =>
  command({
    key: `NetworkManager forgets ${path}`,
    name: `have NetworkManager forget ${path}`,
    unless: sh`! nmcli -t -f FILENAME con show 2>/dev/null | grep -qxF ${path}`,
    run: sh`nmcli con reload`,
  });

export function forgetUnit(unit: string) {
  const wants = `/etc/systemd/system/multi-user.target.wants/${unit}`;
  return command({
    key: `systemd forgets ${unit}`,
    name: `have systemd forget ${unit}`,
    unless: sh`[ ! -L ${wants} ] && [ "$(systemctl show -p LoadState ${unit})" = LoadState=not-found ]`,
    run: sh`rm -f ${wants}
systemctl daemon-reload`,
  });
}
