import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkProgram } from '../../../../roles/keepalived/check-scripts.ts';

export interface Verdict {
  readonly up: boolean;
  /** Why not. */
  readonly why: string;
}

/** What umctl-check says of a server on this machine. */
export async function ask(
  question: Readonly<Record<string, string | number>>,
  port: number,
  address = '127.0.0.1',
): Promise<Verdict> {
  const folder = mkdtempSync(join(tmpdir(), 'umctl-check-'));
  const [program, file] = [join(folder, 'umctl-check'), join(folder, 'one.check')];
  writeFileSync(program, checkProgram(), { mode: 0o755 });
  const lines = Object.entries({ timeout: 5, ...question }).map(([name, value]) => `${name} ${value}\n`);
  writeFileSync(file, lines.join(''));
  try {
    return await new Promise((resolve) => {
      execFile('perl', [program, file, address, String(port)], (error, _, stderr) =>
        resolve({ up: error === null, why: stderr }),
      );
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
