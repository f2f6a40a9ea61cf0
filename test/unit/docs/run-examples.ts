import path from 'node:path';
import { loadPlaybook } from '../../../src/cli/load-playbook.ts';
import { apply, facts, plan, restore, verify } from '../../../src/cli/use-cases.ts';
import type { Playbook } from '../../../src/core/play.ts';
import { formatFacts } from '../../../src/output/facts.ts';
import { uncoloured } from '../../../src/output/paint.ts';
import { done, openToys, told } from '../cluster/toy/cluster.ts';

/*
 * A program of its own, as umctl loads playbooks by Node itself: takes what playbook.ts adds to umctl's playbook through a
 * run of each kind on real shells, and prints what came of it.
 */
const [folder = ''] = process.argv.slice(2);
const { playbook: whole } = await loadPlaybook(path.join(folder, 'playbook.ts'));
const realServers = whole.plays.find(({ name }) => name === 'real servers');
const role = realServers?.roles.at(-1);
const hook = realServers?.around?.at(-1);
if (role === undefined || hook === undefined) throw new Error('the playbook has no role or no hook of its own');
const playbook: Playbook = { plays: [{ name: 'jumbo', hosts: 'all', roles: [role], around: [hook] }] };

const FILE = '/etc/udev/rules.d/90-mtu-eth0.rules';
const hosts = await openToys('n1');
const on = (text: string): Promise<string> => hosts.node('n1').given(text);
const state = async () => ({ file: await on(`cat ${FILE}`), link: await on('ip -o link show dev eth0') });
try {
  await on(`mkdir -p /etc/udev/rules.d; echo '# by an admin' > ${FILE}`);
  const asked = await told(hosts, facts, { playbook });
  const planned = await told(hosts, plan, { playbook });
  const tooLarge = await told(hosts, plan, { playbook, vars: { mtu: 70_000 } }).then(
    () => '',
    (error: Error) => error.message,
  );
  const approve = async (): Promise<boolean> => true;
  let run = '';
  const applied = await told(
    hosts,
    (session, watch) => {
      run = session.identity.holder.run;
      return apply(session, watch, approve);
    },
    { playbook },
  );
  const after = await state();
  const again = await told(hosts, plan, { playbook });
  const verified = await told(hosts, (session, watch) => verify(session, watch, { waitSeconds: 0 }), { playbook });
  const back = (earlier: string) =>
    told(hosts, (session, watch) => restore(session, watch, { earlier, approval: approve }), { playbook });
  const restored = await back(run);
  console.log(
    JSON.stringify({
      roles: realServers?.roles.map(({ name }) => name),
      facts: asked.events.flatMap((event) => (event.type === 'facts' ? formatFacts(event, uncoloured) : [])),
      planned: planned.events.flatMap((event) => (event.type === 'plan' ? event.steps : [])),
      tooLarge,
      applied: { done: done(applied), exit: applied.summary.exit, ...after },
      again: again.events.flatMap((event) => (event.type === 'plan' ? event.steps : [])),
      verified: verified.events.flatMap((event) => (event.type === 'check' ? [event] : [])),
      restored: { exit: restored.summary.exit, ...(await state()) },
      leftover: await on('ls /run/maintenance 2>/dev/null || :'),
    }),
  );
} finally {
  await hosts.close();
}
