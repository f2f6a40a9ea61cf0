import type { AnsweringDirector } from '../../../src/cluster/ports/status.ts';
import type { Finding, Mends, Seen } from '../../../src/cluster/status/findings/seen.ts';
import { balances } from '../../../src/cluster/status/kernel.ts';
import { answerTo } from '../../../src/cluster/status/probe.ts';
import { directionComplaint, directionsComplaint } from '../handover/direction.ts';
import { GIVES_UP } from '../mend.ts';
import { state } from './probes.ts';
import { keepalivedView } from './view.ts';

/** keepalived starts again, which settles who directs; there is no step of its own for that. */
const SERVICE = /^service keepalived$/;

/** The steps of a plan that settle who directs. */
export const MENDS: Mends = { nobody: 'service keepalived', two: `command ${GIVES_UP}`, table: SERVICE };

/** What keepalived on a director does not do as it should, and what keeps it from doing so the next time. */
export function findings(director: AnsweringDirector, seen: Seen): readonly Finding[] {
  const host = director.host.name;
  const finding = (message: string): Finding => ({ host, message, mendedBy: SERVICE });
  return [
    ...daemon(director, seen),
    ...(seen.handingOver ? [] : direction(director)),
    ...standbyTable(director, seen),
  ].map(finding);
}

function daemon({ answer }: AnsweringDirector, { hosts }: Seen): readonly string[] {
  const { running, peers } = keepalivedView(answer);
  if (!running) return ['keepalived does not run'];
  const isUp = (node: string) => hosts.some((other) => other.name === node && other.state === 'up');
  return peers
    .filter(({ node, status }) => isUp(node) && status === 'silent')
    .map(({ node }) => `${node} does not answer it, but ${node} is up: they would both take the virtual address`);
}

function direction({ host, answer: { said, kernel } }: AnsweringDirector): readonly string[] {
  const all = answerTo(said, state) ?? [];
  const [found] = all;
  const { backupOnly = '', syncDaemons } = kernel;
  if (all.length > 1 && found?.runs === true) {
    const wrong = directionsComplaint({ states: all, backupOnly, syncDaemons });
    return wrong === undefined ? [] : [wrong];
  }
  const active = host.holds.length > 0;
  // A standby that balances is told as just that, whatever the stack.
  if (found?.runs !== true || (!active && balances(kernel))) return [];
  const complaint = directionComplaint({ state: found, backupOnly, syncDaemons });
  return complaint === undefined ? [] : [complaint];
}

/** A standby has weights of its own until it has taken over; what its table does not have at all it could not serve with. */
function standbyTable({ host, answer }: AnsweringDirector, { handingOver, services }: Seen): readonly string[] {
  if (host.holds.length > 0 || handingOver || answer.failed.length > 0) return [];
  return services.flatMap(({ name, key, reals }) => {
    const own = answer.table.find((service) => service.key === key);
    if (own === undefined) return [`its LVS table has no ${key}, so a fail-over would refuse clients of ${name}`];
    return reals
      .filter(({ address, weight = 0 }) => weight > 0 && !own.reals.some((real) => real.address === address))
      .map((real) => `its LVS table does not have ${real.name} for ${name}: a fail-over would send it no clients`);
  });
}
