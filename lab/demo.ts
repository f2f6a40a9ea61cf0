import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { setScalar, uncomment } from '../src/inventory/example/edit.ts';
import { activeNode } from './demo/active-node.ts';
import { visit } from './demo/visit.ts';
import { whatNext } from './demo/what-next.ts';
import { type Lab, labProblem, labUp } from './index.ts';
import { checkout } from './model/paths.ts';
import { interruptible } from './system/interrupt.ts';
import { passThrough } from './system/pass-through.ts';

const virtualAddress = '192.168.6.240';
const url = `http://${virtualAddress}/`;
const inventory = '.lab/default/inventory.yaml';

/** From nothing to a serving cluster on real hosts, each step shown as what one would type. Returns the exit status. */
async function demo(stack: string | undefined): Promise<number> {
  title('npm run lab -- up');
  const lab = await interruptible(async (signal) => {
    const problem = await labProblem();
    if (problem !== undefined) throw new Error(problem);
    return labUp({ lab: 'default', log: print, signal, tied: false });
  });
  if (stack !== undefined) await choose(stack);
  for (const args of [
    ['apply', inventory, '--yes'],
    ['verify', inventory],
  ]) {
    title(`npx umctl ${args.join(' ')}`);
    const status = await passThrough([process.execPath, join(checkout, 'bin/umctl.js'), ...args]);
    if (status !== 0) return status;
  }
  const active = await activeNode(lab, virtualAddress);
  title(`npm run lab -- exec ${active} ipvsadm -L -n`);
  print((await lab.exec(active, ['ipvsadm', '-L', '-n'])).stdout.trimEnd());
  await visitAll(lab);
  print(`\n${whatNext({ inventory, url, active, service: stack ?? 'heartbeat' })}`);
  return 0;
}

/** Says in the lab's inventory which stack it is to be. */
async function choose(stack: string): Promise<void> {
  const text = await readFile(inventory, 'utf8');
  const said = /^ +stack:/m.test(text) ? text : uncomment(text, 'stack');
  await writeFile(inventory, setScalar(said, ['all', 'vars', 'stack'], stack));
  print(`\n${inventory} says: stack: ${stack}`);
}

async function visitAll(lab: Lab): Promise<void> {
  title(`npm run lab -- client curl -s ${url}   (eight times)`);
  const answers = await visit(lab, { url, times: 8 });
  for (const answer of answers) print(answer);
  if (new Set(answers).size < lab.hosts.length)
    throw new Error('not every node served the client; see the answers above');
}

function title(command: string): void {
  print(`\n$ ${command}`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

process.chdir(checkout);
try {
  const { values } = parseArgs({ options: { stack: { type: 'string' } } });
  process.exitCode = await demo(values.stack);
} catch (error) {
  process.stderr.write(`demo: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
