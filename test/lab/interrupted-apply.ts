import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type JsonLine, jsonLines, PROGRAM } from './umctl.ts';

/** Starts `umctl apply --yes --json` and calls `act`, once, at the first line that is meant. */
export async function interruptedApply(
  inventory: string,
  args: readonly string[],
  { meant, act }: { readonly meant: (line: JsonLine) => boolean; readonly act: (umctl: ChildProcess) => unknown },
): Promise<{ readonly code: number | null; readonly lines: readonly JsonLine[] }> {
  const child = spawn(process.execPath, [PROGRAM, 'apply', inventory, '--yes', '--json', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const lines: JsonLine[] = [];
  let acted = false;
  for await (const text of createInterface({ input: child.stdout })) {
    const line = jsonLines(text)[0];
    if (line === undefined) continue;
    lines.push(line);
    if (acted || !meant(line)) continue;
    acted = true;
    await act(child);
  }
  const [code] = (await ended) as [number | null];
  return { code, lines };
}
