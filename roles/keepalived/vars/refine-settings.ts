import type { z } from 'zod';
import { givenServices } from '../../../src/cluster/services/given.ts';
import { SECTION } from '../../../src/cluster/services/section.ts';
import type { VirtualService } from '../../../src/cluster/services/service.ts';
import type { ServicesVars } from '../../../src/cluster/services/vars.ts';

type Wrong = (path: readonly PropertyKey[], message: string) => void;

/** Settings of ldirectord's that keepalived has nothing for, by their names, with what to do instead. */
const NOTHING_FOR = {
  callback: 'keepalived runs no command when its configuration changes',
  maintenancedir: 'keepalived looks at no such folder; use `umctl drain`',
  monitorfile: 'keepalived writes no such file; ask `umctl status --json`',
} as const;

const LEFT_OUT = 'leave it out, or set `stack: heartbeat`';

/** Its states that keepalived does not have: it sends mail about a real server whenever one goes or comes. */
const STATES = ['starting', 'stopping', 'reloading'];

/** What keepalived cannot do of the settings for real servers: nothing of it is left out without a word. */
export function refineSettings({ [SECTION]: all, ...vars }: ServicesVars, { addIssue }: z.RefinementCtx): void {
  const wrong: Wrong = (path, message) => addIssue({ code: 'custom', path: [...path], message });
  refineMailAndMore(all, { at: [SECTION], wrong });
  const given = givenServices<VirtualService>(vars);
  const services = given.map(({ service }) => service);
  given.forEach(({ service, path }) => {
    refineMailAndMore(service, { at: path, wrong });
    const to = all.emailalert ?? services.find(({ emailalert }) => emailalert !== undefined)?.emailalert;
    const isOther = service.emailalert !== undefined && service.emailalert.join() !== to?.join();
    if (isOther) wrong([...path, 'emailalert'], `keepalived has one list for all services, here ${to?.join(', ')}`);
    const smtp = all.smtp ?? services.find((other) => other.smtp !== undefined)?.smtp;
    if (service.smtp !== undefined && service.smtp !== smtp)
      wrong([...path, 'smtp'], `keepalived hands all mail to one host, here ${smtp}`);
  });
}

interface Settings {
  readonly callback?: string | undefined;
  readonly maintenancedir?: string | undefined;
  readonly monitorfile?: string | undefined;
  readonly cleanstop?: boolean | undefined;
  readonly emailalertfreq?: number | undefined;
  readonly emailalertstatus?: readonly string[] | undefined;
}

function refineMailAndMore(
  given: Settings,
  { at, wrong }: { readonly at: readonly PropertyKey[]; readonly wrong: Wrong },
): void {
  for (const [name, why] of Object.entries(NOTHING_FOR))
    if (given[name as keyof typeof NOTHING_FOR] !== undefined) wrong([...at, name], `${why}; ${LEFT_OUT}`);
  if (given.cleanstop === false)
    wrong(
      [...at, 'cleanstop'],
      `keepalived takes its table away when it stops, after another director has taken over; ${LEFT_OUT}`,
    );
  if ((given.emailalertfreq ?? 0) > 0)
    wrong([...at, 'emailalertfreq'], 'keepalived sends one mail when a real server goes, and no more; set 0');
  given.emailalertstatus?.forEach((state, i) => {
    if (STATES.includes(state))
      wrong(
        [...at, 'emailalertstatus', i],
        `keepalived does not mail by the state of its own; expected all, running or none`,
      );
  });
}
