import type { Command } from '../core/connection.ts';
import { EXIT, HostError } from '../core/errors.ts';
import { secretLabel } from '../core/secrets.ts';
import { unmarked } from '../core/sh.ts';
import { becomeRefusal } from './become/refusal.ts';
import type { RemoteShell } from './become/shell.ts';
import { type Ending, NOISE_TOLD } from './exchange.ts';
import type { SshLink } from './handshake.ts';
import { receive } from './receive.ts';
import type { SessionOptions } from './session-options.ts';
import { sshCommand } from './ssh-command.ts';

/** The failure of an exchange that was cut short. `running` is the command of a run that may have been under way. */
export function exchangeFailure(
  ending: Ending,
  {
    host,
    target,
    become,
    secrets,
    shell,
    link,
    running,
  }: SessionOptions & { readonly link: SshLink; readonly shell: RemoteShell; readonly running?: Command | undefined },
): HostError {
  const { user } = target;
  const heard = receive({ code: 0, stdout: '', stderr: ending.noise }, secrets).stderr;
  const noise = shell.unmarked(heard);
  // Before it is cut: what is left of a secret that is cut in two could not be told from other text.
  const output = secrets.redact(noise).slice(-NOISE_TOLD).trim();
  const said = output === '' ? {} : { output };
  const command = running === undefined ? {} : { command: unmarked(running.run.text) };
  const cause = link.cause();
  if (ending.kind === 'lost' || ending.kind === 'silent') {
    const why =
      ending.kind === 'silent'
        ? (ending.why ?? 'it has stopped answering')
        : (cause?.message ?? ending.why ?? 'closed by the host');
    return new HostError(
      {
        host,
        exit: running === undefined ? EXIT.unreachable : EXIT.failed,
        message: `connection lost${running === undefined ? '' : ' while a command was running'}: ${why}`,
        next: running === undefined ? 'run umctl again once the host answers' : 'run umctl again to finish',
        ...command,
        ...said,
      },
      { cause },
    );
  }
  const refusal =
    ending.kind === 'refused' &&
    become !== undefined &&
    becomeRefusal(`${ending.why ?? ''}\n${noise}`, { user, host, become, password: nameOf(become.password) });
  if (refusal) {
    return new HostError({
      host,
      exit: EXIT.unreachable,
      message: `${user}: ${ending.why?.startsWith(refusal.why) === true ? ending.why : refusal.why}`,
      next: refusal.next,
      ...said,
    });
  }
  return new HostError({
    host,
    exit: running === undefined ? EXIT.unreachable : EXIT.failed,
    message: `umctl does not understand what the shell of ${user} answers (${ending.why ?? 'it ended early'})`,
    next: `see what it prints: ${sshCommand(target)} true`,
    ...command,
    ...said,
  });
}

/** Why nothing was run: what an earlier run left on the host has not come to its end. */
export const stillAtWork = (process: number, { host, target }: Pick<SessionOptions, 'host' | 'target'>): HostError =>
  new HostError({
    host,
    exit: EXIT.locked,
    message: `process ${process} of an earlier run is still at work there`,
    next: `Wait for it to end (--lock-wait 10m), or see what it does: ${sshCommand(target)} ps -fp ${process}`,
  });

/** What a password is called, without its fingerprint. */
const nameOf = (token: string | undefined): string | undefined =>
  token === undefined ? undefined : secretLabel(token).replace(/ [^ ]*$/, '');
