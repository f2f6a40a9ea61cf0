import { z } from 'zod';
import playbook from '../../../playbooks/cluster.ts';
import * as engine from '../../../src/cli/use-cases.ts';
import { clusterDomain } from '../../../src/cluster/domain.ts';
import type { Ask, Connection } from '../../../src/core/connection.ts';
import type { Event, Summary } from '../../../src/core/events.ts';
import type { Host } from '../../../src/core/host.ts';
import type { Job, Play } from '../../../src/core/play.ts';
import { defineRole } from '../../../src/core/role.ts';
import type { Session, Watch } from '../../../src/engine/run/session.ts';
import { platform } from '../roles/platform.ts';
import type { Hosts } from './hosts.ts';
import type { Later, Story } from './story.ts';

export type { Story };

export interface Told {
  readonly summary: Summary;
  readonly events: readonly Event[];
  /** The id of the run. */
  readonly run: string;
  /** Exchanges with all hosts together. */
  readonly exchanges: number;
  /** What each host was asked, an exchange each; also what was asked along with commands. */
  readonly asked: ReadonlyMap<string, readonly (readonly Ask[])[]>;
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
    facts: story.facts ?? [],
    refuseHost: ({ name }) => story.refuseHost?.(name) ?? [],
    ...(recall === undefined ? {} : { recall: () => recall.ask }),
    ...(recall?.underWay === undefined ? {} : { underWay: recall.underWay }),
    resources: ({ name, secrets, recalled, facts, platform, known }) =>
      recall?.wanted(recalled) ?? story.wanted(name, secrets, { facts, platform, known: [...known.keys()].sort() }),
    checks: ({ name }) => story.checks?.(name) ?? [],
  });
  const laterRoles = (story.later ?? []).map(({ wanted, checks }, i) =>
    defineRole({
      name: `later ${i}`,
      vars: z.object({}),
      resources: ({ name, facts, platform }) => wanted(name, {}, { facts, platform, known: [] }),
      checks: ({ name }) => checks?.(name) ?? [],
    }),
  );
  const roles = [role, ...laterRoles];
  const plays = [story, ...(story.later ?? [])].map((part, i) => ({ ...playOf(part), roles: roles.slice(i, i + 1) }));
  const { connect, secrets } = hosts.controller();
  let exchanges = 0;
  const asked = new Map<string, readonly (readonly Ask[])[]>();
  const jobOf = (hosts: readonly Host[]): Job => ({
    hosts,
    selected: new Set(story.limit ?? names),
    plays: plays.map((play) => ({ play, hosts })),
    ...(story.switchover === undefined ? {} : { domain: clusterDomain(playbook.domain.stack, story.switchover) }),
    vars: new Map(names.map((name) => [name, new Map(roles.map((each) => [each.name, {}]))])),
    wants: () => true,
  });
  const parts = Object.entries(story.parts ?? {}).map(([name, members]) => ({
    name,
    job: jobOf(inventory.filter((host) => members.includes(host.name))),
  }));
  const session: Session = {
    job: { ...jobOf(inventory), ...(story.parts === undefined ? {} : { parts }) },
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
      const note = (asks: readonly Ask[]): unknown => asked.set(host, [...(asked.get(host) ?? []), asks]);
      const ask = async (asks: readonly Ask[]): ReturnType<Connection['ask']> => {
        const before = connection.exchanges;
        const answers = await connection.ask(asks);
        if (connection.exchanges > before) note(asks);
        return answers;
      };
      const run: Connection['run'] = (commands, options = {}) => {
        if ((options.next ?? []).length > 0) note(options.next ?? []);
        return connection.run(commands, options);
      };
      return { ...connection, ask, run, close };
    },
    ...(story.askedBefore === undefined ? {} : { askedBefore: story.askedBefore }),
    platformFacts: story.platformFacts ?? [],
    platformOf: story.platformOf ?? (() => platform),
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
  return { summary, events, run: session.identity.holder.run, exchanges, asked };
}

const playOf = ({ active, around, joining, gate, batch, provenLast }: Later): Omit<Play, 'roles'> => ({
  name: 'story',
  hosts: 'all',
  ...(active === undefined ? {} : { active }),
  ...(around === undefined ? {} : { around: around }),
  ...(joining === undefined ? {} : { joining }),
  ...(gate === undefined ? {} : { gate }),
  ...(batch === undefined ? {} : { batch }),
  ...(provenLast === undefined ? {} : { provenLast }),
});

const hostOf = (name: string): Host => ({
  name,
  groups: ['all'],
  vars: {},
  connection: { host: name, sshOptions: {} },
  at: () => ({ file: 'story.yaml', line: 1, column: 1 }),
});
