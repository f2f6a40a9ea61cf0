import path from 'node:path';
import { z } from 'zod';
import playbook from '../../../playbooks/cluster.ts';
import { differencesOf } from '../../../src/cluster/status/findings/drift.ts';
import { compose, type Desired } from '../../../src/core/compose.ts';
import { planSteps, type Step } from '../../../src/core/plan.ts';
import type { Hook, Job, Place } from '../../../src/core/play.ts';
import type { Resource, State } from '../../../src/core/resource.ts';
import { defineRole } from '../../../src/core/role.ts';
import { createSecrets } from '../../../src/core/secrets.ts';
import { desireBack } from '../../../src/engine/restore/desire.ts';
import type { KeptPath } from '../../../src/engine/restore/kept.ts';
import { placesOf } from '../../../src/engine/roll-out/places.ts';
import { createJob } from '../../../src/inventory/job.ts';
import { loadInventory } from '../../../src/inventory/load.ts';
import { platformOf } from '../../../src/platform/detect.ts';
import { stepsNotUndone } from '../../../src/records/steps-not-undone.ts';
import { contexts } from '../roles/cluster.ts';

/** What umctl decides about the hosts of inventory.example.yaml, and what people read of it. */
export interface Decided {
  readonly decisions: readonly unknown[];
  readonly titles: readonly string[];
  /** How often a hook has something done. */
  readonly operations: number;
}

const ADDRESS = '192.168.6.240';
const held = (device: string, prefix: number) => ({ device, label: device, address: ADDRESS, prefix });

/** What each host has of the virtual address: nothing yet; or the first serves, in either way of the hand-over. */
const STATES = [
  { handover: undefined, addresses: () => [] },
  { handover: undefined, addresses: (i: number) => [held('lo', 32), ...(i === 0 ? [held('eth0', 24)] : [])] },
  { handover: 'classic', addresses: (i: number) => [held('lo', 32), ...(i === 0 ? [held('eth0', 24)] : [])] },
  { handover: 'classic', addresses: (i: number) => (i === 0 ? [held('eth0', 24)] : [held('lo', 32)]) },
];

export async function decide(): Promise<Decided> {
  const secrets = createSecrets();
  const example = path.resolve(import.meta.dirname, '../../../inventory.example.yaml');
  const inventory = await loadInventory(example, { secrets, env: {} });
  const [any] = contexts(defineRole({ name: 'any', vars: z.object({}), resources: () => [] }));
  if (any === undefined) throw new Error('the tests know a host');
  const token = secrets.seal('key', 'x');
  const all = STATES.flatMap(({ handover, addresses }) => {
    const hosts = inventory.hosts.map((host) => ({ ...host, vars: { ...host.vars, ...(handover && { handover }) } }));
    const job = createJob({ ...inventory, hosts }, playbook, { tags: [], skipTags: [] });

    const facts = new Map(
      job.hosts.map(({ name }, i) => [name, { ...any.facts, nodeName: name, addresses: addresses(i) }] as const),
    );
    const known = { facts, secrets: () => ({ key: token }), recalled: () => new Map<string, string>() };
    const { desired } = compose(job, known, platformOf);
    const places = job.plays.map((play) => placesOf(play, facts));
    return [...desired.values()].map((wanted) => ofHost(job, wanted, places));
  });
  return {
    decisions: all.map(({ decisions }) => decisions),
    titles: all.flatMap(({ titles }) => titles),
    operations: all.reduce((sum, { operations }) => sum + operations, 0),
  };
}

/** The same of one host: where nothing is there yet, where all is otherwise, and where one thing or a field of it is. */
function ofHost(job: Job, wanted: Desired, places: readonly (readonly Place[])[]): Decided {
  const resources = wanted.plays.flat();
  const otherwise = ({ want }: Resource): State =>
    Object.fromEntries(Object.keys(want).map((field) => [field, 'else']));
  const plans = [
    planSteps(resources, []),
    planSteps(resources, resources.map(otherwise)),
    ...resources.map((one) =>
      planSteps(
        resources,
        resources.map((each) => (each === one ? otherwise(each) : each.want)),
      ),
    ),
    ...resources.flatMap((one) =>
      Object.keys(one.want).map((field) => planSteps([one], [{ ...one.want, [field]: 'else' }])),
    ),
  ];
  const hooks = plans.flatMap((steps) =>
    job.plays.flatMap(({ play }, i) => ofHooks(wanted, steps, places[i] ?? [], play.around ?? [])),
  );
  return {
    decisions: [
      plans.map((steps) => steps.map(({ title: _, ...rest }) => rest)),
      hooks,
      back(job, wanted),
      plans.map((steps) => stepsNotUndone({ events: steps.map(isDone) }).map(({ titles }) => titles.length)),
      plans.map((steps) => differencesOf(steps, new Set(resources.map(({ id }) => id))).map(({ id }) => id)),
    ],
    titles: plans.flatMap((steps) => steps.map(({ title }) => title)),
    operations: hooks.filter(({ before, after }) => before !== undefined || after !== undefined).length,
  };
}

const ofHooks = ({ host, plays }: Desired, all: readonly Step[], places: readonly Place[], hooks: readonly Hook[]) =>
  places
    .filter((place) => place.host.name === host)
    .flatMap((place) =>
      hooks.map((hook) => {
        const ids = new Set(plays.flat().map(({ id }) => id));
        const turn = { ...place, places, steps: all.filter(({ id }) => ids.has(id)) };
        const [before, after] = [hook.before?.(turn), hook.after?.(turn)].map((operation) =>
          operation === undefined ? undefined : JSON.stringify({ ...operation, note: undefined }),
        );
        return { before, after };
      }),
    );

/** What `restore` wants of a host on which a run has changed every file. */
function back(job: Job, wanted: Desired): readonly (readonly string[])[] {
  const paths = new Set(wanted.plays.flat().flatMap(({ files = [] }) => files));
  const kept = [...paths].map((file): KeptPath => ({ tree: 'was', path: file, copy: '/kept', was: {}, hidden: true }));
  return desireBack(job, wanted, kept).plays.map((resources) => resources.map(({ id }) => id));
}

const isDone = ({ id, title, restorable }: Step) => ({
  ...({ type: 'step-done', host: 'n1', milliseconds: 1, at: '2026-11-29T17:31:51Z' } as const),
  ...{ id, title, restorable },
});
