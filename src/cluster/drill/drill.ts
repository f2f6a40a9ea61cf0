import type { CheckResult } from '../../core/check.ts';
import { EXIT, HostError } from '../../core/errors.ts';
import type { Summary } from '../../core/events.ts';
import { withJobChosen } from '../../engine/choose/choose-job.ts';
import { withLocks } from '../../engine/lock/with-locks.ts';
import { progress } from '../../engine/run/progress.ts';
import { withRun } from '../../engine/run/run.ts';
import type { Session, Watch } from '../../engine/run/session.ts';
import { summarise } from '../../engine/run/summarise.ts';
import type { Dial } from '../../load/dial.ts';
import { loadSettings } from '../../load/settings.ts';
import { inShort } from '../stack/names.ts';
import { stackOf } from '../stack/stack-of.ts';
import { readCluster } from './cluster.ts';
import { type Course, conduct, type DrillPlan } from './conduct.ts';
import { faultOf } from './faults/index.ts';
import { chooseOrigin, type Origin, originName, type SshRoute } from './origin.ts';
import { aftermath } from './outcome.ts';
import { shared } from './pages.ts';
import { prepareScene, type Scene } from './prepare.ts';
import type { DrillEvent, DrillReport } from './report.ts';
import { reportOf } from './report-of.ts';
import { type DrillOptions, drilledAddresses, refuseOptions } from './settings.ts';
import { type DutyWatch, type WatchedDuty, watchDuties } from './watch-duties.ts';

/** How the load's connections are opened. */
export interface Way {
  readonly dial: Dial;
  readonly close: () => Promise<void>;
}

/** What a drill takes from whoever runs it. */
export interface Drill {
  readonly options: DrillOptions;
  /** Opens the way that the load's connections take. */
  readonly openWay: (origin: Origin) => Promise<Way>;
  /** How SSH gets to a host; connects to nothing. */
  readonly routeTo: (host: string) => Promise<SshRoute>;
  /** umctl's version. */
  readonly umctl: string;
  /** Asked once, before the load begins; false = nothing is done. */
  readonly approve: (question: string) => Promise<boolean>;
  /** Hears the report, once the drill is over and undone. */
  readonly onReport: (report: DrillReport) => Promise<void>;
}

const DUTIES: Readonly<Record<WatchedDuty, string>> = {
  active: 'has the virtual address',
  standby: 'does not have the virtual address',
  silent: 'does not answer',
};

/**
 * Makes a fault under load and measures what it costs; see {@link conduct}. Its limits are the summary's checks.
 * @throws InputError for options and variables that are wrong, HostError where the fault cannot be made or not be undone
 */
export const drill = async (session: Session, watch: Watch, made: Drill): Promise<Summary> =>
  withRun(await withJobChosen(session, watch), watch, (run) =>
    withLocks(run, async (locks) => {
      refuseOptions(made.options, run.job);
      const cluster = readCluster(run.job);
      const stack = stackOf(run.job);
      const fault = faultOf(stack, made.options.fault);
      const origin = await chooseOrigin(made.options, cluster, made.routeTo);
      const options = { ...made.options, from: originName(origin) };
      const events: DrillEvent[] = [];
      let now: (() => number) | undefined;
      const tell = (event: DrillEvent): void => {
        events.push(event);
        run.report({ type: 'drill', at: event.at, message: event.message });
      };
      const directors = cluster.nodes.flatMap(({ name, isDirector }) => (isDirector ? [name] : []));
      const asked = { connect: run.connect, addresses: drilledAddresses(made.options, cluster), directors };
      const duties = watchDuties(asked, (host, duty) => {
        if (now !== undefined) tell({ at: now(), kind: 'duty', host, message: `${host} ${DUTIES[duty]}` });
      });
      const interrupted = (): boolean => run.signal.aborted;
      try {
        const scene = await prepareScene(cluster, options, { fault, stack, connect: run.connect, duties });
        const happens = `${scene.what}. ${promise(options, scene)}`;
        if (run.onlyShows === true) {
          run.report({ type: 'would', message: happens });
          return summarise({
            command: 'drill',
            start: run.start,
            hosts: progress(run, new Map()),
            interrupted: interrupted(),
          });
        }
        // A host that goes away cannot give its lock back; those of the others keep every other run out.
        const goes = scene.fault.strikesAfter === undefined ? undefined : scene.target.node.name;
        const failed = await locks.acquire(cluster.nodes.map(({ name }) => name).filter((name) => name !== goes));
        const nothing = (): Summary =>
          summarise({ command: 'drill', start: run.start, hosts: progress(run, failed), interrupted: interrupted() });
        if (failed.size > 0) return nothing();
        run.report({ type: 'drill', message: `What will happen: ${happens}` });
        if (!(await made.approve(`Begin with the load, and make this fault (${options.fault})?`))) return nothing();
        const way = await made.openWay(origin);
        const plan = { ...planOf(scene, options, way, duties), connect: run.connect, signal: run.signal };
        const conducting = conduct(plan, tell, (load) => {
          now = load.now;
        });
        const { faultAt, result } = await conducting.finally(way.close);
        if (faultAt === undefined && interrupted()) return nothing();
        if (faultAt === undefined) throw notWell(scene, result);
        const rest = { events, activeAfter: duties.active(), typed: run.identity.holder.message, umctl: made.umctl };
        const report = reportOf(scene, options, { ...rest, faultAt, result });
        await made.onReport(report);
        const hosts = progress(run, new Map());
        return summarise({
          command: 'drill',
          start: run.start,
          hosts,
          checks: checksOf(report),
          interrupted: interrupted(),
        });
      } finally {
        await duties.stop();
      }
    }),
  );

/** The limits, and what is wrong with the cluster afterwards, as checks of the summary. */
const checksOf = (report: DrillReport): readonly CheckResult[] => {
  const result = { hosts: [], evidence: [], milliseconds: 0 };
  return [
    ...report.judgements.map(({ limit: name, passed }) => ({
      ...{ ...result, name },
      ...(passed ? {} : { complaint: 'not kept' }),
    })),
    ...aftermath(report).map((complaint) => ({ ...result, name: 'whole again', complaint })),
  ];
};

function planOf(
  { fault, target, asked }: Scene,
  { times, load: each }: DrillOptions,
  { dial }: Way,
  duties: DutyWatch,
): Omit<DrillPlan, 'connect' | 'signal'> {
  const { rate, timeout, keepAlive } = shared(each, asked);
  const [url, ...also] = asked.urls;
  const isOne = (fits: (name: string) => boolean): boolean =>
    duties.active().length === 1 && duties.active().every(fits);
  return {
    fault,
    target,
    times,
    load: loadSettings({ url, also, rate, limit: timeout * 1000, keepAlive, dial }),
    hasTakenOver: () => isOne((name) => !fault.moves || name !== target.node.name),
    isWhole: () => isOne(() => true),
  };
}

const promise = ({ from }: DrillOptions, { fault, target, asked }: Scene): string =>
  [
    `The load asks ${inShort(asked.urls)} from ${from ?? 'this machine'}, before and after it.`,
    ...(asked.unasked.length === 0
      ? []
      : [`Of ${inShort(asked.unasked)} nothing is asked: no http or https service is there.`]),
    fault.undo === undefined ? 'Nothing is undone afterwards:' : 'It is undone afterwards:',
    `${fault.leaves(target)}.`,
  ].join(' ');

function notWell({ asked: { urls }, active }: Scene, { requests }: Course['result']): HostError {
  const failed = requests.filter(({ failure }) => failure !== undefined);
  const many = `${failed.length} of ${requests.length} requests to ${inShort(urls)} failed`;
  return new HostError({
    host: active,
    exit: EXIT.unhealthy,
    message: `${many} before the fault (${failed[0]?.detail}), so it was not made`,
    next: 'umctl verify tells more; a drill needs a service that works',
  });
}
