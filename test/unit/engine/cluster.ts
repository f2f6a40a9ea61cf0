import { z } from 'zod';
import playbook from '../../../playbooks/cluster.ts';
import * as engine from '../../../src/cli/use-cases.ts';
import { type ClusterDomain, clusterDomain } from '../../../src/cluster/domain.ts';
import type { Check } from '../../../src/core/check.ts';
import type { Event, Summary } from '../../../src/core/events.ts';
import type { Facts } from '../../../src/core/facts.ts';
import type { Host } from '../../../src/core/host.ts';
import type { Play } from '../../../src/core/play.ts';
import type { Resource } from '../../../src/core/resource.ts';
import { defineRole, type Refusal, type Role, type SecretSource } from '../../../src/core/role.ts';
import type { Sh } from '../../../src/core/sh.ts';
import type { Approval } from '../../../src/engine/approve/approval.ts';
import type { Holder } from '../../../src/engine/lock/holder.ts';
import type { Session, Watch } from '../../../src/engine/run/session.ts';
import type { UnlockOptions } from '../../../src/engine/unlock.ts';
import { platform } from '../roles/platform.ts';
import type { Hosts } from './hosts.ts';

/** What a run of the engine is to do on each host, and what happens around it. */
export interface Story {
  readonly wanted: (
    host: string,
    secrets: Readonly<Record<string, string>>,
    /** Of the host, and the names of all hosts that have said what they are. */
    found: { readonly facts: Facts; readonly known: readonly string[] },
  ) => readonly Resource[];
  readonly checks?: (host: string) => readonly Check[];
  /** What hosts are asked that they remember, and what is wanted then of each. */
  readonly recall?: {
    readonly ask: Sh;
    readonly wanted: (recalled: ReadonlyMap<string, string>) => readonly Resource[];
    readonly underWay?: Role<unknown>['underWay'];
  };
  readonly active?: Play['active'];
  readonly around?: NonNullable<Play['around']>;
  readonly gate?: NonNullable<Play['gate']>;
  readonly batch?: NonNullable<Play['batch']>;
  /** Plays that come after it, each with a role of its own. */
  readonly later?: readonly Later[];
  readonly switchover?: NonNullable<ClusterDomain['switchover']>;
  /** Who is to serve after a switchover. */
  readonly to?: string;
  /** How long verify waits for each check. */
  readonly waitSeconds?: number;
  /** Happens after the plan is shown and before it is approved. */
  readonly meanwhile?: () => Promise<unknown>;
  readonly signal?: AbortSignal;
  /** How long the run waits for another's lock, in seconds; default not at all. */
  readonly lockWaitSeconds?: number;
  /** Whose runs are known to be over; default nobody's. */
  readonly isGone?: (other: Holder) => boolean;
  /** Hears each event at once. */
  readonly hears?: (event: Event) => void;
  /** What `--limit` leaves; default all. */
  readonly limit?: readonly string[];
  /** The run to take back. */
  readonly earlier?: string;
  /** Says whether the locks that were found are freed; default yes, after `meanwhile`. */
  readonly confirm?: UnlockOptions['confirm'];
  /** What becomes of locks of runs that are under way; default freed. */
  readonly running?: UnlockOptions['running'];
  /** Whose runs are known to be under way; default nobody's. */
  readonly isRunning?: (other: Holder) => boolean;
  /** What approves, in place of whoever says yes after `meanwhile`. */
  readonly approval?: Approval;
  readonly secrets?: Readonly<Record<string, SecretSource>>;
  /** What the role refuses of a host. */
  readonly refuseHost?: (host: string) => readonly Refusal[];
}

type Later = Pick<Story, 'wanted' | 'checks' | 'active' | 'around' | 'gate' | 'batch'>;

export interface Told {
  readonly summary: Summary;
  readonly events: readonly Event[];
  /** The id of the run. */
  readonly run: string;
  /** Exchanges with all hosts together. */
  readonly exchanges: number;
}

let runs = 0;

/** Runs plan, apply or verify of the engine over real shells. */
export async function tell(
  command: 'switchover' | 'plan' | 'apply' | 'verify' | 'facts' | 'restore' | 'unlock',
  hosts: Hosts,
  story: Story,
): Promise<Told> {
  const names = [...hosts.nodes.keys()];
  const inventory = names.map(hostOf);
  const { recall } = story;
  const role = defineRole({
    name: 'story',
    vars: z.object({}),
    secrets: () => story.secrets ?? {},
    refuseHost: ({ name }) => story.refuseHost?.(name) ?? [],
    ...(recall === undefined ? {} : { recall: () => recall.ask }),
    ...(recall?.underWay === undefined ? {} : { underWay: recall.underWay }),
    resources: ({ name, secrets, recalled, facts, known }) =>
      recall?.wanted(recalled) ?? story.wanted(name, secrets, { facts, known: [...known.keys()].sort() }),
    checks: ({ name }) => story.checks?.(name) ?? [],
  });
  const laterRoles = (story.later ?? []).map(({ wanted, checks }, i) =>
    defineRole({
      name: `later ${i}`,
      vars: z.object({}),
      resources: ({ name, facts }) => wanted(name, {}, { facts, known: [] }),
      checks: ({ name }) => checks?.(name) ?? [],
    }),
  );
  const roles = [role, ...laterRoles];
  const plays = [story, ...(story.later ?? [])].map((part, i) => ({ ...playOf(part), roles: roles.slice(i, i + 1) }));
  const { connect, secrets } = hosts.controller();
  let exchanges = 0;
  const session: Session = {
    job: {
      hosts: inventory,
      selected: new Set(story.limit ?? names),
      plays: plays.map((play) => ({ play, hosts: inventory })),
      ...(story.switchover === undefined ? {} : { domain: clusterDomain(playbook.domain.stack, story.switchover) }),
      vars: new Map(names.map((name) => [name, new Map(roles.map((each) => [each.name, {}]))])),
      wants: () => true,
    },
    identity: {
      holder: {
        run: `story-${++runs}`,
        user: 'test',
        controller: 'here',
        machine: '',
        boot: '',
        pid: process.pid,
        started: '',
        since: new Date().toISOString(),
        message: 'a test',
      },
      isGone: story.isGone ?? (() => false),
      isRunning: story.isRunning ?? (() => false),
      lockWaitSeconds: story.lockWaitSeconds ?? 0,
      unlockCommand: 'umctl unlock',
    },
    forks: 10,
    secrets,
    connect: async (host) => {
      const connection = await connect(host);
      const close = async (): Promise<void> => {
        exchanges += connection.exchanges;
      };
      return { ...connection, close };
    },
    platformOf: () => platform,
    resolve: async () => '',
  };
  const events: Event[] = [];
  const watch = {
    report: (event: Event) => {
      events.push(event);
      story.hears?.(event);
    },
    signal: story.signal ?? new AbortController().signal,
  };
  const approve = async (): Promise<boolean> => {
    await story.meanwhile?.();
    return true;
  };
  const run = {
    plan: engine.plan,
    facts: engine.facts,
    unlock: (...at: [Session, Watch]) =>
      engine.unlock(...at, { confirm: story.confirm ?? approve, running: story.running ?? 'freed' }),
    verify: (...at: [Session, Watch]) => engine.verify(...at, { waitSeconds: story.waitSeconds ?? 0 }),
    switchover: (...at: [Session, Watch]) =>
      engine.switchover(...at, { ...(story.to === undefined ? {} : { to: story.to }), approve }),
    restore: (...at: [Session, Watch]) => engine.restore(...at, { earlier: story.earlier ?? '', approval: approve }),
    apply: (...at: [Session, Watch]) => engine.apply(...at, story.approval ?? approve),
  };
  const summary = await run[command](session, watch);
  return { summary, events, run: session.identity.holder.run, exchanges };
}

const playOf = ({ active, around, gate, batch }: Later): Omit<Play, 'roles'> => ({
  name: 'story',
  hosts: 'all',
  ...(active === undefined ? {} : { active }),
  ...(around === undefined ? {} : { around: around }),
  ...(gate === undefined ? {} : { gate }),
  ...(batch === undefined ? {} : { batch }),
});

const hostOf = (name: string): Host => ({
  name,
  groups: ['all'],
  vars: {},
  connection: { host: name, sshOptions: {} },
  at: () => ({ file: 'story.yaml', line: 1, column: 1 }),
});
