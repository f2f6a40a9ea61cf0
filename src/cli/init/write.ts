import { link, rm, writeFile } from 'node:fs/promises';
import { InputError } from '../../core/errors.ts';
import { createSecrets } from '../../core/secrets.ts';
import { createJob } from '../../inventory/job.ts';
import { loadInventory } from '../../inventory/load.ts';

/**
 * Writes an inventory that does not exist yet, whole or not at all, once umctl itself accepts it: what `umctl plan` would
 * refuse is refused here.
 * @throws InputError with all that is wrong, or where the file exists already
 */
export async function writeInventory(file: string, text: string): Promise<void> {
  const draft = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(draft, text, { flag: 'wx' });
    await accept(draft, file);
    await link(draft, file);
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? exists(file) : error;
  } finally {
    await rm(draft, { force: true });
  }
}

export const exists = (file: string): InputError =>
  new InputError([{ message: `${file} exists already and is left as it is; name another file: umctl init FILE` }]);

async function accept(draft: string, file: string): Promise<void> {
  const playbook = (await import('../../../playbooks/cluster.ts')).default;
  try {
    createJob(await loadInventory(draft, { secrets: createSecrets() }), playbook, { tags: [], skipTags: [] });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(
      error.problems.map(({ at, message }) => ({
        message: message.replaceAll(draft, file), // a message may name a second place
        ...(at && { at: { ...at, file } }),
      })),
    );
  }
}
