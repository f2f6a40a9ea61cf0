import { dirname, resolve } from 'node:path';
import type { Beside } from '../inventory/read-inventory.ts';

/** What the command line says of variables beside the inventory. */
export function besideOf({
  extraVars,
  playbookDir,
  playbook,
}: {
  readonly extraVars?: readonly string[];
  readonly playbookDir?: string;
  readonly playbook?: string;
}): Beside {
  const directory = playbookDir ?? (playbook === undefined ? undefined : dirname(playbook));
  return {
    ...(directory === undefined ? {} : { playbookDir: resolve(directory) }),
    ...(extraVars === undefined ? {} : { extraVars }),
  };
}
