import { EXIT } from '../core/errors.ts';
import type { Summary } from '../core/events.ts';
import { quote } from '../core/sh.ts';
import { commandLine, type Invocation } from './invocation.ts';

/** What to type after a run, and why; undefined when there is nothing left to do. */
export function nextCommand(
  { command, exit, hosts, checks, savedTo }: Summary,
  invocation: Invocation,
): { readonly why: string; readonly command: string } | undefined {
  const planned = hosts.some(({ outcome }) => outcome === 'planned');
  const to = (name: string, why: string) => ({ why, command: commandLine(name, invocation) });
  switch (exit) {
    case EXIT.done:
    case EXIT.changes:
      if (command === 'plan' || command === 'apply') {
        if (planned && savedTo !== undefined)
          return {
            why: 'To make exactly these changes',
            command: `${to('apply', '').command} --plan ${quote(savedTo)}`,
          };
        if (planned) return to('apply', 'To make these changes');
        return to('verify', command === 'plan' ? 'To prove that it serves' : 'To prove that the cluster serves');
      }
      if (command === 'drain') return to('undrain', 'To give it clients again');
      if (command === 'undrain') return to('status', 'To see that it serves');
      if (command === 'restore') return to('plan', 'To see in what the hosts and the inventory differ now');
      return command === 'facts' ? to('plan', 'To see what would change') : undefined;
    case EXIT.failed:
    case EXIT.unreachable:
    case EXIT.locked:
    case EXIT.interrupted:
      return to(command, command === 'apply' ? 'Run it again: what is done is not done twice' : 'To try again');
    case EXIT.moved:
      return to('plan', 'To see what is left to do');
    case EXIT.unhealthy:
      if (hosts.some(({ outcome }) => outcome === 'not reached' || outcome === 'unfinished'))
        return to(command, 'Once what the checks found is mended, to go on with the hosts that are left');
      if (command === 'drain')
        return to('drain', 'It stays drained. To wait on (umctl undrain gives it clients again)');
      if (command === 'undrain') return to('verify', 'To see why it gets no clients');
      return checks.failed === 0 && planned ? to('plan', 'To see what differs') : to('verify', 'To check again');
    case EXIT.invalid:
    case EXIT.split:
      return undefined;
  }
}
