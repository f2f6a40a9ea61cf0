import { z } from 'zod';
import { factsBroughtBy } from '../core/asked-facts.ts';
import type { Domain } from '../core/domain.ts';
import type { Playbook } from '../core/play.ts';
import { defineRole } from '../core/role.ts';

/**
 * For every host of an inventory, with a role that wants nothing of it and reads no variable. It asks what `playbook` asks:
 * the facts that it brings, and what its roles may install.
 */
export function forEveryHost({ choice, ...playbook }: Playbook): Playbook {
  const all = choice?.alternatives ?? [playbook];
  const roles = new Set(all.flatMap(({ plays }) => plays.flatMap((play) => play.roles)));
  const nothing = defineRole({
    name: 'nothing',
    vars: z.looseObject({}),
    resources: () => [],
    installs: (host) => [...roles].flatMap((role) => role.installs?.(host) ?? []),
  });
  // What hosts are is asked of each by itself, whatever clusters and stacks there are.
  const domain = playbook.domain === undefined ? undefined : ofEachHost(playbook.domain);
  return {
    ...playbook,
    ...(domain === undefined ? {} : { domain }),
    plays: [{ name: 'every host', hosts: 'all', roles: [nothing] }],
    facts: all.flatMap((one) => factsBroughtBy({ ...playbook, ...one })),
  };
}

const ofEachHost = ({ parts: _, refuse: __, ...domain }: Domain): Domain => domain;
