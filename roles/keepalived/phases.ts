import { hasGroups } from '../../src/cluster/model/address-groups.ts';
import { holdsVirtualAddress } from '../../src/cluster/model/holder.ts';
import { type Context, defineRole, type Role } from '../../src/cluster/model/role.ts';
import type { Play } from '../../src/core/play.ts';
import type { Resource } from '../../src/core/resource.ts';
import { type Sh, sh } from '../../src/core/sh.ts';
import { service } from '../../src/platform/capabilities/service.ts';
import { command } from '../../src/resources/command.ts';
import { bringAbout } from '../../src/resources/shell/bring-about.ts';
import { alikeFile, isAlike } from './alike.ts';
import { base } from './base.ts';
import { parseState } from './director/state.ts';
import { holders } from './duties.ts';
import { NOTIFY_PROGRAM } from './paths.ts';
import { KEEPALIVED_SERVICE, STANDS_DOWN } from './process.ts';
import { all } from './resources.ts';
import type { KeepalivedVars } from './vars.ts';

/*
 * Directors that differ in the router id, the version of VRRP or its password do not hear each other, and all of them are
 * active. So another one comes to standbys first, which stop, and then to the active director, which goes on alone; the
 * role itself starts the standbys again.
 */

type KeepalivedContext = Context<KeepalivedVars>;

const runs = ({ name, recalled }: KeepalivedContext): boolean => parseState(recalled.get(name) ?? '')?.runs === true;

/** Of several that are active, each for addresses of its own, the first goes on; the others hand over to it when they stop. */
const serves = (context: KeepalivedContext): boolean =>
  hasGroups(context.vars) ? holders(context)[0] === context.name : holdsVirtualAddress(context.host, context.facts);

const phase = (resources: Role<KeepalivedVars>['resources']) => defineRole({ ...base, resources });

/** A step that runs when the note of the settings changes. */
const whenOthers = (context: KeepalivedContext, spec: { key: string; name: string; run: Sh }): Resource =>
  command({ ...spec, unless: sh`true` }, { resetBy: [{ resource: alikeFile(context) }] });

const standby = phase((context) => {
  if (!runs(context) || serves(context) || holders(context).length === 0) return [];
  const stopped = context.platform.want(service, { ...KEEPALIVED_SERVICE, enabled: true, running: false });
  return [
    alikeFile(context),
    whenOthers(context, {
      key: STANDS_DOWN,
      name: 'stop keepalived on the standby until the active director has the same settings',
      run: bringAbout(stopped),
    }),
  ];
});

/** Nothing parts the directors: all of them run, and have the settings by which they hear each other. */
const hearEachOther = ({ directors, recalled, vars }: KeepalivedContext): boolean =>
  directors.every(({ name }) => {
    const its = recalled.get(name) ?? '';
    return parseState(its)?.runs === true && isAlike(vars, its);
  });

const active = phase((context) => {
  if (!runs(context) || !serves(context) || hearEachOther(context)) return [];
  return all(context, [
    whenOthers(context, {
      key: 'keepalived begins anew with other settings',
      name: 'go on directing while keepalived begins anew with other settings',
      run: sh`/bin/sh ${NOTIFY_PROGRAM} begins-anew`,
    }),
  ]);
});

export const phasePlays: readonly Play[] = [
  { name: 'standbys of keepalived', hosts: 'directors', roles: [standby], active: holdsVirtualAddress },
  { name: 'active director of keepalived', hosts: 'directors', roles: [active], active: holdsVirtualAddress },
];
