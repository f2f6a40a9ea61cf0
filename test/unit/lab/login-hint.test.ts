import { Command } from 'commander';
import { expect, it } from 'vitest';
import { labOf, withLab } from '../../../lab/commands/command.ts';
import { loginHint } from '../../../lab/commands/login-hint.ts';

it.each(['default', 'other'])('the command that logs in to lab %s is about that lab', (lab) => {
  const [, typed = ''] = /npm run lab -- (.*), or/.exec(loginHint(lab, '/x/ssh_config')) ?? [];
  let asked = '';
  const program = withLab(new Command());
  withLab(program.command('ssh'))
    .argument('<host>')
    .action((_host, _flags, command) => {
      asked = labOf(command);
    });
  program.parse(typed.split(' '), { from: 'user' });
  expect(asked).toBe(lab);
});
