import { join } from 'node:path';
import process from 'node:process';
import { lvsTable } from './demo/lvs-table.ts';
import { visit } from './demo/visit.ts';
import { labProblem, labUp } from './index.ts';
import { checkout } from './model/paths.ts';
import { interruptible } from './system/interrupt.ts';
import { passThrough } from './system/pass-through.ts';

const virtualAddress = '192.168.6.240';
const inventory = '.lab/default/inventory.yaml';

const whatNext = `
Try next:
  npx umctl plan ${inventory}             nothing to do: the cluster is as the inventory says
  edit ${inventory}, then plan and apply   change a scheduler, add a service
  npm run lab -- exec n1 service heartbeat stop           a planned switch-over; then verify, and ask again:
  npm run lab -- client curl -s http://${virtualAddress}/    (with curl installed)
  npm run lab -- crash n1                                 pull the plug; npm run lab -- boot n1 brings it back
  npm run lab -- ssh n2                                   look around
  npm run lab -- down                                     the end; nothing is left behind
`;

/** From nothing to a serving cluster on real hosts, each step shown as what one would type. */
async function demo(): Promise<number> {
  const problem = await labProblem();
  if (problem !== undefined) throw new Error(problem);
  title('npm run lab -- up');
  const lab = await interruptible((signal) => labUp({ lab: 'default', log: print, signal }));
  for (const args of [
    ['apply', inventory, '--yes'],
    ['verify', inventory],
  ]) {
    title(`umctl ${args.join(' ')}`);
    const status = await passThrough([process.execPath, join(checkout, 'bin/umctl.js'), ...args]);
    if (status !== 0) return status;
  }
  title('npm run lab -- exec <the active node> ipvsadm -L -n');
  print(await lvsTable(lab, virtualAddress));
  title(`from the client: http://${virtualAddress}/`);
  const answers = await visit(lab, { url: `http://${virtualAddress}/`, times: 8 });
  answers.forEach(print);
  if (new Set(answers).size < lab.hosts.length)
    throw new Error('the client was not served by every node; see the answers above');
  print(whatNext);
  return 0;
}

function title(command: string): void {
  print(`\n$ ${command}`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

process.chdir(checkout);
try {
  process.exitCode = await demo();
} catch (error) {
  process.stderr.write(`demo: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
