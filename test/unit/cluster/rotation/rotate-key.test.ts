import { expect, test } from 'vitest';
import playbook from '../../../../playbooks/cluster.ts';
import { rotateKey as rotateAll } from '../../../../src/cli/use-cases.ts';
import { clusterDomain } from '../../../../src/cluster/domain.ts';
import { rotateKey } from '../../../../src/cluster/rotation/rotate-key.ts';
import type { Playbook } from '../../../../src/core/play.ts';
import type { Session } from '../../../../src/engine/run/session.ts';

const { stack } = playbook.domain;

const jobOf = ({ plays, domain }: Playbook) => ({
  hosts: [],
  plays: plays.map((play) => ({ play, hosts: [] })),
  domain,
});
const watch = { report: () => {}, signal: AbortSignal.abort() };
const rotate = (one: Playbook, keyless?: (why: string) => void) =>
  rotateKey({ job: jobOf(one) } as unknown as Session, watch, async () => false, keyless);

const { rotation: _, ...keyless } = stack.ha;
const without = { ...playbook, domain: clusterDomain({ ...stack, ha: keyless }) };

test('a stack without a key is refused by its name, and a playbook without the role that has the key', async () => {
  await expect(rotate(without)).rejects.toThrow('heartbeat has no key to change');
  await expect(rotate({ ...playbook, plays: [] })).rejects.toThrow('no play of the playbook has the role heartbeat');
});

test('of several clusters one without a key is passed over, and all without one are refused once', async () => {
  const why: string[] = [];
  expect(await rotate(without, (message) => why.push(message))).toMatchObject({ exit: 0, hosts: [] });
  expect(why).toEqual(['heartbeat has no key to change']);
  const hosts = [{ name: 'n1', groups: [] }];
  const play = { name: 'any', hosts: 'all', roles: [{ name: 'any' }] };
  const job = { ...jobOf(without), hosts, selected: new Set(['n1']), plays: [{ play, hosts }] };
  const parts = ['shop', 'mail'].map((name) => ({ name, job }));
  const session = { job: { ...jobOf(without), parts }, secrets: {} } as unknown as Session;
  await expect(rotateAll(session, watch, async () => false)).rejects.toThrow(/^heartbeat has no key to change$/);
});
