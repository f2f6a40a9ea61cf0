import { forgottenFiles } from '../../capabilities/forgotten-files.ts';
import { provider } from '../../provider.ts';
import { runsSystemd } from '../services/by-systemd.ts';
import { forgetUnit } from '../services/forget.ts';
import { forgetAddress } from './forget-address.ts';
import { ALIAS_UNIT } from './nm/before-loopback.ts';

/** What brought the virtual address up at boot; other services have units of their packages' own behind umctl's. */
export const forgetNetworkFiles = provider({
  provides: forgottenFiles,
  fits: (facts) => runsSystemd(facts) || { needs: ['systemd'], here: `the init system is ${facts.init}` },
  want: (paths) =>
    paths.flatMap((path) => {
      const [, unit] = ALIAS_UNIT.exec(path) ?? [];
      return unit === undefined ? forgetAddress(path) : [forgetUnit(unit)];
    }),
});
