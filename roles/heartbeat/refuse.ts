import { lowerCaseName } from '../../src/cluster/membership/list.ts';
import { missingInterface, refuseInterface } from '../../src/cluster/model/interfaces.ts';
import type { Context, Placed, Refusal } from '../../src/cluster/model/role.ts';
import { refuseAddress } from '../../src/cluster/model/segment.ts';
import { hostName } from '../../src/core/schema.ts';
import { linkName } from './links.ts';
import { refuseAddresses, refuseDisagreement, refuseOtherFamilies } from './refuse-addresses.ts';
import { refuseLength } from './refuse-length.ts';
import type { HeartbeatVars } from './vars.ts';

type Director = Placed<HeartbeatVars>;

/** What makes a host unfit to be a director of this cluster, by the inventory alone. */
export const refuse = (director: Director): readonly Refusal[] => {
  const families = refuseOtherFamilies(director);
  return [
    ...families,
    ...(families.length > 0 ? [] : refuseAddress(director)),
    ...refuseUnnameable(director),
    ...refuseTwin(director),
    ...(families.length > 0 ? [] : refuseAddresses(director)),
    ...refuseDisagreement(director),
  ];
};

/** ha.cf names nodes as `uname -n` does, and cannot hold what no node can be called. */
function refuseUnnameable({ name }: Director): readonly Refusal[] {
  if (hostName.safeParse(name).success) return [];
  const message =
    `a director must have its node name (uname -n) here: expected letters, digits, hyphens and dots, found '${name}'; ` +
    'use its node name, and give its address as ansible_host';
  return [{ path: [], message }];
}

/** What makes a host unfit by what it is. */
export const refuseHost = (director: Context<HeartbeatVars>): readonly Refusal[] => {
  const other = refuseInterface(director);
  return [...refuseName(director), ...(other.length > 0 ? other : refuseLinks(director)), ...refuseLength(director)];
};

/** heartbeat does not start where it cannot open one of its links. */
const refuseLinks = (director: Context<HeartbeatVars>): readonly Refusal[] =>
  director.vars.heartbeat.links.flatMap((link, index) => {
    if ('serial' in link) return [];
    const path = ['heartbeat', 'links', index];
    return missingInterface(director, { wanted: linkName(link), path }) ?? [];
  });

/** A node that goes by another name than heartbeat will be told. */
function refuseName({ name, facts: { nodeName } }: Context<HeartbeatVars>): readonly Refusal[] {
  if (nodeName === name) return [];
  const message =
    `the node name of ${name} is '${nodeName}' (uname -n), by which heartbeat knows it: ` +
    `use '${nodeName}' here, or rename the host, also for the next boot`;
  return [{ path: [], message }];
}

/** heartbeat reads names in lower case. */
function refuseTwin({ name, directors }: Director): readonly Refusal[] {
  const twin = directors.find((other) => other.name !== name && lowerCaseName(other.name) === lowerCaseName(name));
  if (twin === undefined) return [];
  return [
    {
      path: [],
      message: `${name} and ${twin.name} are the same name to heartbeat, which ignores case`,
    },
  ];
}

/** What makes the cluster weaker than its users may think. */
export const warn = ({ vars, directors }: Director): readonly string[] => [
  ...(vars.heartbeat.links.length < 2
    ? ['heartbeat has one link only: when it breaks, each director takes the other for dead; add a second link']
    : []),
  ...(directors.length < 2 ? ['there is one director only: nobody takes over when it dies; add a second one'] : []),
];
