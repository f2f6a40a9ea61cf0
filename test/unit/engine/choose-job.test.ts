import { expect, test } from 'vitest';
import { clusterOf } from '../../../src/cluster/playbook.ts';
import { stackOf } from '../../../src/cluster/stack/stack-of.ts';
import { withJobChosen } from '../../../src/engine/choose/choose-job.ts';
import { directorsOf, poleCalled } from '../cluster/stack/pole.ts';
import { MEMBERSHIP, openToys, STACK, told } from '../cluster/toy/cluster.ts';

test('who has to know the stack does not wait for a host that is down', async () => {
  const playbook = clusterOf({ stacks: [STACK, poleCalled('pole')], roles: [], membership: MEMBERSHIP });
  const hosts = await openToys('n1', 'n2');
  try {
    await hosts.node('n1').given(`mkdir -p /etc/pole; touch ${directorsOf('pole')}`);
    const chosen = await told(
      hosts,
      (session, watch) => {
        const connect = (host: string) => (host === 'n2' ? new Promise<never>(() => undefined) : session.connect(host));
        return withJobChosen({ ...session, connect }, watch);
      },
      { playbook },
    );
    expect(stackOf(chosen.summary.job).ha.id).toBe('pole');
  } finally {
    await hosts.close();
  }
});
