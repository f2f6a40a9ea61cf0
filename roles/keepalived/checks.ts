import { IPVS } from '../../src/cluster/ipvs/ask.ts';
import { parseIpvsadm, type VirtualServer } from '../../src/cluster/ipvs/table.ts';
import { askActive, askHeld, duties, heldAddresses } from '../../src/cluster/model/active.ts';
import { addressGroups, hasGroups } from '../../src/cluster/model/address-groups.ts';
import { oneActive } from '../../src/cluster/model/one-active.ts';
import type { Context } from '../../src/cluster/model/role.ts';
import { SETTLES_WITHIN } from '../../src/cluster/model/timing.ts';
import { isYetToServe } from '../../src/cluster/model/yet-to-serve.ts';
import { markChecks } from '../../src/cluster/services/marked.ts';
import { services } from '../../src/cluster/services/services.ts';
import { differences, wantedTable } from '../../src/cluster/services/table.ts';
import { type Check, check } from '../../src/core/check.ts';
import { sh } from '../../src/core/sh.ts';
import { service } from '../../src/platform/capabilities/service.ts';
import { asWanted } from '../../src/resources/as-wanted.ts';
import { askPeers, askState, parsePeers, parseState, parseStates } from './director/state.ts';
import { directionComplaint, directionsComplaint } from './handover/direction.ts';
import { KEEPALIVED_SERVICE } from './process.ts';
import type { KeepalivedVars } from './vars.ts';

type KeepalivedContext = Context<KeepalivedVars>;

const PATIENT = { withinSeconds: SETTLES_WITHIN };

export const checks = (context: KeepalivedContext): readonly Check[] => [
  ...asWanted(
    'keepalived runs, and starts at boot',
    context.name,
    context.platform.want(service, { ...KEEPALIVED_SERVICE, enabled: true, running: true }),
  ),
  check(
    'balances only while it has the virtual address; connections are synchronised',
    context.name,
    sh`${askState}; cat /proc/sys/net/ipv4/vs/backup_only; ${IPVS}ipvs -L --daemon`,
    ({ stdout, code, stderr }) => {
      if (code !== 0) return stderr.trim() || 'IPVS cannot be asked';
      const lines = stdout.split('\n');
      const backupOnly = lines.find((line) => /^\d+$/.test(line)) ?? '';
      return hasGroups(context.vars)
        ? directionsComplaint({ states: parseStates(stdout), backupOnly, syncDaemons: lines })
        : directionComplaint({ state: parseState(stdout), backupOnly, syncDaemons: lines });
    },
    PATIENT,
  ),
  check('hears every other director', context.name, askPeers, ({ stdout }) => {
    const silent = parsePeers(stdout).filter(({ status }) => status === 'silent');
    return silent.length === 0 ? undefined : `no answer from ${silent.map(({ node }) => node).join(' and ')}`;
  }),
  check(
    'the LVS table is the inventory',
    context.name,
    sh`${askActive(context.vars)}; ${hasGroups(context.vars) ? sh`${askHeld(context.vars)}; ` : sh``}${IPVS}ipvs -L -n`,
    (answer) => tableComplaint(context, answer),
    PATIENT,
  ),
  ...markChecks(context),
];

type Answer = Parameters<Check['failure']>[0][string];

function tableComplaint(context: KeepalivedContext, answer: Answer | undefined): string | undefined {
  const [found] = answer === undefined ? [] : duties({ [context.name]: answer });
  if (found === undefined || found.code !== 0) return answer?.stderr.trim() || 'ipvsadm failed';
  const wanted = wantedTable(context);
  const table = parseIpvsadm(found.rest);
  const held = hasGroups(context.vars) ? heldAddresses(found.rest, context.vars) : undefined;
  const serves = (key: string): boolean =>
    held === undefined
      ? found.active
      : services(context).some(({ address }, i) => wanted[i]?.key === key && held.includes(address.text));
  const wrong = differences(
    wanted,
    table.map((one) => (serves(one.key) ? one : unlowered(wanted, one))),
  );
  return wrong.length === 0 ? undefined : wrong.join('; ');
}

/** A standby has one real server of each service in force, and the others at 0 until it has taken over. */
function unlowered(wanted: readonly VirtualServer[], service: VirtualServer): VirtualServer {
  const reals = wanted.find(({ key }) => key === service.key)?.reals ?? [];
  const weightOf = (address: string) => reals.find((real) => real.address === address)?.weight ?? 0;
  return {
    ...service,
    reals: service.reals.map((real) => (real.weight === 0 ? { ...real, weight: weightOf(real.address) } : real)),
  };
}

/** The cluster has one active director, neither none nor two. */
export function clusterChecks(contexts: readonly KeepalivedContext[]): readonly Check[] {
  const [first] = contexts;
  if (first === undefined || isYetToServe(first)) return [];
  const why = 'why, keepalived says on each: journalctl -u keepalived';
  return addressGroups(first.vars).flatMap((_, i) =>
    oneActive(
      contexts.map((context) => ({ ...context, vars: addressGroups(context.vars)[i] ?? context.vars })),
      why,
    ),
  );
}
