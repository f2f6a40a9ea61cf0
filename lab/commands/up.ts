import { type Command, InvalidArgumentError, Option } from 'commander';
import { labProblem, labUp } from '../index.ts';
import { debianSuites, type Family, familyNames, parseFamilies, type Suite } from '../model/families.ts';
import { interruptible } from '../system/interrupt.ts';
import { type AddCommands, labOf, say, withLab } from './command.ts';
import { loginHint } from './login-hint.ts';

interface UpFlags {
  readonly nodes: number;
  readonly realServers: number;
  readonly family: readonly Family[];
  readonly suite: Suite;
  readonly fresh: boolean;
}

export const addUp: AddCommands = (program) => {
  withLab(program.command('up'))
    .description('boot real hosts, and write their inventory; hosts that run already are left alone')
    .option('--nodes <n>', 'directors', count, 2)
    .option('--real-servers <n>', 'hosts that are not directors', count, 0)
    .option(
      '--family <family>',
      `what the hosts are: ${familyNames.join(', ')}, or several in turn, with commas`,
      parseFamilies,
      parseFamilies('debian'),
    )
    .addOption(
      new Option('--suite <suite>', 'release of the hosts that are Debian').choices(debianSuites).default('bookworm'),
    )
    .option('--fresh', 'start from new disks', false)
    .action(async (flags: UpFlags, command: Command) => {
      const lab = await interruptible(async (signal) => {
        const problem = await labProblem();
        if (problem !== undefined) throw new Error(problem);
        return labUp({ ...flags, families: flags.family, lab: labOf(command), log: say, signal, tied: false });
      });
      say(`up: ${lab.hosts.map((host) => `${host.name} ${host.address}`).join(', ')}`);
      say(`inventory: ${lab.files.inventory}`);
      say(loginHint(labOf(command), lab.files.sshConfig));
    });
};

function count(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('expected a number of hosts');
  return Number(text);
}
