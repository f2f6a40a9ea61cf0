import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** The shell's words for "cannot be executed" and "not found" (exit status of `sh -c`). */
const NOT_STARTED: ReadonlySet<number | null> = new Set([126, 127]);

/** Ends at once where the text fits, shows colours, and leaves the text on the screen. Without less there is no pager. */
const LESS = 'command -v less >/dev/null || exit 127; exec less -FRX';

/** What is to run for `$PAGER`; undefined where the user wants none. */
function pagerOf(wanted: string | undefined): string | undefined {
  if (wanted === undefined) return LESS;
  return wanted.trim() === '' || wanted.trim() === 'cat' ? undefined : wanted;
}

/** Shows a text through `$PAGER`, by the shell, as git and man do. Resolves with whether it was shown. */
export async function showInPager(text: string): Promise<boolean> {
  const pager = pagerOf(process.env['PAGER']);
  if (pager === undefined) return false;
  const giveBack = leaveCtrlC();
  try {
    const child = spawn('/bin/sh', ['-c', pager], { stdio: ['pipe', 'inherit', 'inherit'] });
    // Whoever has seen enough closes the pipe before its end.
    child.stdin.on('error', () => {});
    child.stdin.end(text);
    const [code] = (await once(child, 'close')) as [number | null];
    return !NOT_STARTED.has(code);
  } catch {
    return false;
  } finally {
    giveBack();
  }
}

/** Ctrl-C goes to the pager and to this process; for a while it is the pager's alone. Returns what ends that. */
function leaveCtrlC(): () => void {
  const listeners = process.listeners('SIGINT');
  const ignore = (): void => {};
  process.on('SIGINT', ignore);
  for (const listener of listeners) process.off('SIGINT', listener);
  return () => {
    for (const listener of listeners) process.on('SIGINT', listener);
    process.off('SIGINT', ignore);
  };
}
