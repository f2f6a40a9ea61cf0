import type { Context } from '../../../src/cluster/model/role.ts';
import { addressTexts } from '../../../src/cluster/model/virtual-addresses.ts';
import { letsGo } from '../../../src/cluster/services/persistence.ts';
import { wantedTable } from '../../../src/cluster/services/table.ts';
import type { OwnFile } from '../check-scripts.ts';
import { groupsOf } from '../groups.ts';
import { DIRECTOR_SETTINGS } from '../paths.ts';
import type { KeepalivedVars } from '../vars.ts';
import { directorSettings } from './settings.ts';

const FLAGS: Readonly<Record<string, string>> = { TCP: '-t', UDP: '-u', FWM: '-f' };

/** What umctl-notify has to know of a director: of all that it is, and of each further group of addresses. */
export function settingsFiles(context: Context<KeepalivedVars>): readonly OwnFile[] {
  const groups = groupsOf(context);
  return groups.map(({ context: own, id }): OwnFile => {
    const more = groups.length === 1 ? {} : { services: servicesOf(own), ...(id === '' ? whole(context, groups) : {}) };
    const path = id === '' ? DIRECTOR_SETTINGS : `${DIRECTOR_SETTINGS}.${id}`;
    return { path, content: directorSettings(own, more), mode: '0600' };
  });
}

const whole = ({ vars }: Context<KeepalivedVars>, groups: readonly { readonly id: string }[]) => ({
  // Of all groups.
  every: addressTexts(vars).join(' '),
  groups: groups.flatMap(({ id }) => (id === '' ? [] : [id])).join(' '),
  instance: vars.keepalived.instance,
  templates: letsGo(vars) ? 1 : 0,
});

/** Its services as ipvsadm takes them, each between bars. */
const servicesOf = (context: Context<KeepalivedVars>): string =>
  `|${wantedTable(context)
    .map(({ key }) => {
      const [protocol = '', virtual = '', family] = key.split(' ');
      return `${FLAGS[protocol]} ${virtual}${family === 'IPv6' ? ' -6' : ''}|`;
    })
    .join('')}`;
