import { EXIT } from '../core/errors.ts';
import type { Summary } from '../core/events.ts';
import { quote } from '../core/sh.ts';
import { saysHowToGoOn } from './halfway.ts';
import { commandLine, type Invocation } from './invocation.ts';

/** What to type after a run, and why; undefined when there is nothing left to do. */
export function nextCommand(
  summary: Summary,
  invocation: Invocation,
): { readonly why: string; readonly command: string } | undefined {
  const { command, exit, hosts, checks, onlyShown, savedTo } = summary;
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
      if (onlyShown === true && isReady(summary)) return to(command, SHOWN[command] ?? '');
      if (planned && command in DO_IT) return to(command, DO_IT[command] ?? '');
      if (command === 'drain') return to('undrain', 'To give it clients again');
      if (command === 'undrain') return to('status', 'To see that it serves');
      if (command === 'restore') return to('plan', 'To see in what the hosts and the inventory differ now');
      return command === 'facts' ? to('plan', 'To see what would change') : undefined;
    case EXIT.failed:
    case EXIT.unreachable:
    case EXIT.locked:
    case EXIT.interrupted:
      // What of a saved plan is done already is no part of what is left: that plan does not fit any more.
      if (invocation.plan !== undefined && hosts.some(({ done }) => done > 0)) return newPlan(invocation);
      return to(
        command,
        (command === 'apply' && hosts.some(({ done }) => done > 0)
          ? 'Run it again: finished steps are skipped'
          : 'To try again') + (exit === EXIT.failed && command === 'apply' ? leftOut(invocation) : ''),
      );
    case EXIT.moved:
      if (invocation.plan !== undefined) return newPlan(invocation);
      return command in DO_IT ? to(command, DO_IT[command] ?? '') : to('plan', 'To see what is left to do');
    case EXIT.unhealthy:
      if (saysHowToGoOn(summary)) return undefined;
      if (hosts.some(({ outcome }) => outcome === 'not reached' || outcome === 'unfinished'))
        return to(command, 'After fixing the failed checks, continue with');
      if (command === 'drain')
        return to('drain', 'It stays drained. To wait on (umctl undrain gives it clients again)');
      if (command === 'undrain') return to('verify', 'To see why it gets no clients');
      return checks.failed === 0 && planned ? to('plan', 'To see what differs') : to('verify', 'To check again');
    case EXIT.invalid:
    case EXIT.split:
      return undefined;
  }
}

/** What failed may need a role that the command line left out, as with `--tags webpage` on a host without packages. */
const leftOut = ({ tags = [], skipTags = [] }: Invocation): string => {
  const option = tags.length > 0 ? '--tags' : '--skip-tags';
  return tags.length + skipTags.length === 0
    ? ''
    : ` (without ${option}, if a role that it leaves out has to come first)`;
};

/** Commands whose plan nothing but they themselves do: what to say of them after no, or after only a look. */
const DO_IT: Readonly<Record<string, string>> = {
  drain: 'To drain it',
  undrain: 'To give it clients again',
  restore: 'To put these files back',
  'rotate-key': 'To change the key',
};

/** Commands that show no steps with --check, and what they would do. */
const SHOWN: Readonly<Record<string, string>> = { switchover: 'To hand over', drill: 'To make this fault' };

/** Whether there is something to do: a switch-over to the node that serves already has checked nothing. */
const isReady = ({ command, checks: { passed, failed } }: Summary): boolean =>
  command in SHOWN && failed === 0 && (command !== 'switchover' || passed > 0);

const newPlan = (invocation: Invocation): { readonly why: string; readonly command: string } => ({
  why: 'To see what is left to do, and save it as a new plan',
  command: `${commandLine('plan', invocation)} --out ${quote(invocation.plan ?? '')}`,
});
