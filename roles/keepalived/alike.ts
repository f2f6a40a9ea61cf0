import { createHash } from 'node:crypto';
import type { Context } from '../../src/cluster/model/role.ts';
import type { Resource } from '../../src/core/resource.ts';
import { type Sh, sh } from '../../src/core/sh.ts';
import { file } from '../../src/resources/file.ts';
import { groupsOf } from './groups.ts';
import { CONFIGURATION } from './paths.ts';
import { advertised, nextRouterId, routerId } from './router.ts';
import { PASSWORD } from './vars/authentication.ts';
import { vrrpVersion } from './vars/section.ts';
import type { KeepalivedVars } from './vars.ts';

const NOTE = `${CONFIGURATION}/alike`;

/** What has to be the same on all directors: those that have it otherwise do not hear each other, and are all active. */
function alike(vars: KeepalivedVars): string {
  const lines = groupsOf({ vars, directors: [] }).flatMap(({ context }) => linesOf(context.vars));
  return `# Written by umctl: by what directors hear each other.\n${lines.join('')}`;
}

function linesOf(vars: KeepalivedVars): readonly string[] {
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
  };
  return Object.entries(settings).map(([name, value]) => `${name} ${value}\n`);
}

/** A note of it, by whose change umctl knows that directors must not change one after another. */
export const alikeFile = (context: Context<KeepalivedVars>): Resource =>
  file(
    { path: NOTE, content: `${alike(context.vars)}password ${context.secrets[PASSWORD] ?? ''}\n`, mode: '0600' },
    { mustMatchPeers: 'directors with other settings do not hear each other, and all take the virtual address' },
  );

/** Prints a digest of the note, but for the password. */
export const askAlike: Sh = sh`[ ! -f ${NOTE} ] || echo alike $(sed '/^password /d' ${NOTE} | sha256sum)`;

/** Whether a director is known to have these settings; of a password that may be another nobody can tell before it is compared there. */
export const isAlike = (vars: KeepalivedVars, recalled: string): boolean =>
  vars.keepalived.authentication === undefined &&
  /^alike ([0-9a-f]+)/m.exec(recalled)?.[1] === createHash('sha256').update(alike(vars)).digest('hex');
