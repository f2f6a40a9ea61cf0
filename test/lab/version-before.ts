import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkout } from '../../lab/model/paths.ts';
import { must, run } from '../../lab/system/run.ts';

/**
 * The version before: this one has to leave its hosts alone. When a managed file changes on purpose, this becomes the
 * last commit with the change, and CHANGELOG.md says what the next plan shows.
 */
const COMMIT = '1bc478b1f001a3aaaabfa2138c77cb64a25a4b11';

const PARTS = ['bin', 'src', 'roles', 'playbooks', 'scripts', 'package.json', 'tsconfig.json', 'tsconfig.build.json'];

const git = (...args: readonly string[]): readonly string[] => ['git', '-C', checkout, ...args];

/** @returns why the version before cannot be had here, or undefined where it can */
export async function whyNotBefore(): Promise<string | undefined> {
  const { code } = await run(git('cat-file', '-e', `${COMMIT}^{commit}`)).catch(() => ({ code: -1 }));
  return code === 0 ? undefined : `this checkout has no history with commit ${COMMIT}: git fetch --unshallow gets it`;
}

/** Calls `use` with the built program of the version before, which is gone afterwards. */
export async function withVersionBefore(use: (program: string) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(path.join(tmpdir(), 'umctl-before-'));
  const inside = (name: string): string => path.join(directory, name);
  try {
    await must(git('archive', '--output', inside('sources.tar'), COMMIT, ...PARTS));
    await must(['tar', '-xf', inside('sources.tar'), '-C', directory]);
    await symlink(path.join(checkout, 'node_modules'), inside('node_modules'));
    await must([process.execPath, inside('node_modules/typescript/bin/tsc'), '-p', inside('tsconfig.build.json')]);
    await must([process.execPath, inside('scripts/bundle.js')]);
    await use(inside('bin/umctl.js'));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
