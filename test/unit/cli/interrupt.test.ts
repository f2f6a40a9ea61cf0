import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';

const LISTENER = fileURLToPath(new URL('./interrupt-child.ts', import.meta.url));
const UMCTL = fileURLToPath(new URL('./main-child.ts', import.meta.url));

/** Sends signals one by one, each once the one before was heard. Returns what was said, and the exit code if it ended. */
async function send(...signals: readonly NodeJS.Signals[]): Promise<{ readonly said: string; readonly code?: number }> {
  const child = spawn(process.execPath, [LISTENER], { stdio: ['ignore', 'pipe', 'ignore'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const ended = once(child, 'close').then(([code]) => code as number);
  const heard = (count: number) =>
    expect.poll(() => child.exitCode !== null || said.split('heard ').length > count, { timeout: 20_000 }).toBe(true);
  await expect.poll(() => said, { timeout: 20_000 }).toContain('ready');
  for (const [index, signal] of signals.entries()) {
    child.kill(signal);
    await heard(index + 1);
  }
  return child.exitCode === null ? { said } : { said, code: await ended };
}

test.each([
  [['SIGINT', 'SIGINT']],
  [['SIGTERM', 'SIGTERM']],
  [['SIGINT', 'SIGTERM']],
  [['SIGHUP', 'SIGINT', 'SIGINT']],
] as const)('whoever asks twice is left at once: %j', async (signals) => {
  expect((await send(...signals)).code).toBe(130);
});

test.each([[['SIGHUP', 'SIGHUP', 'SIGHUP']], [['SIGHUP', 'SIGTERM']], [['SIGINT', 'SIGHUP']]] as const)(
  'a terminal that goes away ends a run no faster: %j',
  async (signals) => {
    const { said, code } = await send(...signals);
    expect(code).toBeUndefined();
    expect(said).toContain('told');
  },
);

test('a full disk behind the output ends what is shown, not what is done', async () => {
  const full = openSync('/dev/full', 'w');
  onTestFinished(() => closeSync(full));
  const child = spawn(process.execPath, [UMCTL, '--help'], { stdio: ['ignore', full, 'pipe'] });
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(stderr).toBe(
    'umctl: cannot write its output any more; the run continues: ENOSPC: no space left on device, write\n',
  );
});
