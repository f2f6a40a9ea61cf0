import { EXIT, type ExitCode } from '../core/errors.ts';

/** What each exit code says, in words; for `--help` and for the summary. */
export const EXIT_MEANING: Readonly<Record<ExitCode, string>> = {
  [EXIT.done]: 'done, or nothing to do',
  [EXIT.invalid]: 'usage or input is wrong; no host was touched',
  [EXIT.changes]: 'plan --detailed-exitcode: there are changes',
  [EXIT.failed]: 'a host failed',
  [EXIT.unreachable]: 'a host cannot be reached, or is not who it should be',
  [EXIT.locked]: 'another run holds the lock',
  [EXIT.moved]: 'a host has changed since the plan; nothing was done to it',
  [EXIT.unhealthy]: 'a health check failed',
  [EXIT.split]: 'status: two hosts have the virtual address at the same time',
  [EXIT.interrupted]: 'interrupted',
};
