import type { Context } from '../../src/cluster/model/role.ts';
import type { Resource } from '../../src/core/resource.ts';
import { file } from '../../src/resources/file.ts';
import { CONFIGURATION } from './paths.ts';
import { advertised, nextRouterId, routerId } from './router.ts';
import { PASSWORD } from './vars/authentication.ts';
import { vrrpVersion } from './vars/section.ts';
import type { KeepalivedVars } from './vars.ts';

/** What has to be the same on all directors: those that have it otherwise do not hear each other, and are all active. */
function alike({ vars, secrets }: Pick<Context<KeepalivedVars>, 'vars' | 'secrets'>): string {
  const { keepalived } = vars;
  const address = advertised(vars);
  const settings = {
    version: vrrpVersion(keepalived),
    virtual_router_id: routerId(vars),
    next: nextRouterId(vars),
    ...(address === undefined ? {} : { address }),
    interface: keepalived.interface ?? vars.interface,
    adverts: keepalived.adverts,
    authentication: keepalived.authentication?.type ?? 'none',
    password: secrets[PASSWORD] ?? '',
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} ${value}\n`);
  return `# Written by umctl: by what directors hear each other.\n${lines.join('')}`;
}

/** A note of it, by whose change umctl knows that directors must not change one after another. */
export const alikeFile = (context: Context<KeepalivedVars>): Resource =>
  file(
    { path: `${CONFIGURATION}/alike`, content: alike(context), mode: '0600' },
    { mustMatchPeers: 'directors with other settings do not hear each other, and all take the virtual address' },
  );
