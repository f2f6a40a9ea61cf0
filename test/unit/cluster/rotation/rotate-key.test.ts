import { expect, test } from 'vitest';
import playbook from '../../../../playbooks/cluster.ts';
import { clusterDomain } from '../../../../src/cluster/domain.ts';
import { rotateKey } from '../../../../src/cluster/rotation/rotate-key.ts';
import type { Playbook } from '../../../../src/core/play.ts';
import type { Session } from '../../../../src/engine/run/session.ts';

const { stack } = playbook.domain;

const rotate = ({ plays, domain }: Playbook) => {
  const job = { plays: plays.map((play) => ({ play, hosts: [] })), domain };
  return rotateKey({ job } as unknown as Session, { report: () => {}, signal: AbortSignal.abort() }, async () => false);
};

test('a stack without a key is refused by its name, and a playbook without the role that has the key', async () => {
  const { rotation: _, ...keyless } = stack.ha;
  const without = { ...playbook, domain: clusterDomain({ ...stack, ha: keyless }) };
  await expect(rotate(without)).rejects.toThrow('heartbeat has no key to change');
  await expect(rotate({ ...playbook, plays: [] })).rejects.toThrow('no play of the playbook has the role heartbeat');
});
