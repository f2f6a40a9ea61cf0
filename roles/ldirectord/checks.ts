import { newest } from '../../src/cluster/drain/register.ts';
import { IPVS } from '../../src/cluster/ipvs/ask.ts';
import { parseIpvsadm } from '../../src/cluster/ipvs/table.ts';
import { activeComplaint, askActive, duties } from '../../src/cluster/model/active.ts';
import type { Context } from '../../src/cluster/model/role.ts';
import { SETTLES_WITHIN } from '../../src/cluster/model/timing.ts';
import { hasIpv6 } from '../../src/cluster/model/virtual-addresses.ts';
import { isYetToServe } from '../../src/cluster/model/yet-to-serve.ts';
import { servicesIn } from '../../src/cluster/services/given.ts';
import { markChecks } from '../../src/cluster/services/marked.ts';
import type { VirtualService } from '../../src/cluster/services/service.ts';
import type { ServiceContext } from '../../src/cluster/services/services.ts';
import { differences, wantedTable } from '../../src/cluster/services/table.ts';
import { type Check, check } from '../../src/core/check.ts';
import type { Output } from '../../src/core/connection.ts';
import { sh } from '../../src/core/sh.ts';
import { service } from '../../src/platform/capabilities/service.ts';
import { asWanted } from '../../src/resources/as-wanted.ts';
import { handoverOf } from '../heartbeat/handover/possible.ts';
import { moduleChecks } from './modules.ts';
import { LDIRECTORD_SERVICE } from './process.ts';
import { answersComplaint, askRealServers } from './real-answers.ts';
import type { LdirectordVars } from './vars.ts';

type LdirectordContext = Context<LdirectordVars>;

export function checks(context: LdirectordContext): readonly Check[] {
  const { name, recalled, vars } = context;
  const drained = new Set(newest(recalled).drained.flatMap((one) => (one.state === 'drained' ? [one.address] : [])));
  return [
    ...(handoverOf(context) === 'classic' ? classic(context) : everywhere(context)),
    ...markChecks(context),
    ...moduleChecks(name, servicesIn<VirtualService>(vars), { overIpv6: hasIpv6(vars) }),
    check(
      'every real server answers its check',
      name,
      askRealServers(),
      (answer) => answersComplaint(answer, { drained }),
      { withinSeconds: SETTLES_WITHIN },
    ),
  ];
}

const classic = ({ name, platform }: LdirectordContext): readonly Check[] => [
  ...asWanted(
    'ldirectord does not start at boot',
    name,
    platform.want(service, { ...LDIRECTORD_SERVICE, enabled: false }),
  ),
];

/** A director that may take duties over at any moment has its table already. */
const everywhere = (context: LdirectordContext): readonly Check[] => [
  ...asWanted(
    'ldirectord runs, and starts at boot',
    context.name,
    context.platform.want(service, { ...LDIRECTORD_SERVICE, enabled: true, running: true }),
  ),
  check(
    'the LVS table is the inventory',
    context.name,
    sh`${IPVS}ipvs -L -n`,
    (answer) => tableComplaint({ [context.name]: { ...answer, stdout: `active\n${answer.stdout}` } }, context),
    { withinSeconds: SETTLES_WITHIN },
  ),
];

export function clusterChecks(contexts: readonly LdirectordContext[]): readonly Check[] {
  const [first] = contexts;
  if (first === undefined || handoverOf(first) !== 'classic') return [];
  const activity = isYetToServe(first) ? () => undefined : activeComplaint;
  return [
    {
      name: 'ldirectord runs on the active director only',
      asks: Object.fromEntries(
        contexts.map(({ name, vars }) => [name, sh`${askActive(vars)}; ldirectord ldirectord.cf status 2>&1`]),
      ),
      failure: (answers) => activity(answers) ?? runningComplaint(answers),
      withinSeconds: SETTLES_WITHIN,
    },
    {
      name: 'the LVS table is the inventory on the active director, and empty on the standby',
      asks: Object.fromEntries(contexts.map(({ name, vars }) => [name, sh`${askActive(vars)}; ${IPVS}ipvs -L -n`])),
      failure: (answers) => activity(answers) ?? tableComplaint(answers, first),
      withinSeconds: SETTLES_WITHIN,
    },
  ];
}

/** ldirectord(8)'s status is an exit code: 0 running, 3 stopped. */
export function runningComplaint(answers: Readonly<Record<string, Output>>): string | undefined {
  const wrong = duties(answers).flatMap(({ host, active, code }) => {
    if (active) return code === 0 ? [] : [`ldirectord does not run on ${host}, which has the virtual address`];
    return code === 0 ? [`ldirectord runs on ${host}, which does not have the virtual address`] : [];
  });
  return wrong.length === 0 ? undefined : wrong.join('; ');
}

export function tableComplaint(answers: Readonly<Record<string, Output>>, context: ServiceContext): string | undefined {
  const wrong = duties(answers).flatMap(({ host, active, rest, code }) =>
    code === 0
      ? differences(active ? wantedTable(context) : [], parseIpvsadm(rest)).map(
          (difference) => `${host}: ${difference}`,
        )
      : [`${host}: ipvsadm failed (exit code ${code})`],
  );
  return wrong.length === 0 ? undefined : wrong.join('; ');
}
