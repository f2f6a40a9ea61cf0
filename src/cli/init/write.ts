import { link, rm, writeFile } from 'node:fs/promises';
import { InputError } from '../../core/errors.ts';
import { createSecrets } from '../../core/secrets.ts';
import { createJob } from '../../inventory/job.ts';
import { loadInventory } from '../../inventory/load.ts';

/**
 * Writes an inventory that does not exist yet, whole or not at all, once umctl itself accepts it: what `umctl plan` would
 * refuse is refused here, by the answer that stands in that line.
 * @throws InputError with all that is wrong, or where the file exists already
 */
export async function writeInventory(
  file: string,
  text: string,
  answerIn: (line: string) => string | undefined = () => undefined,
): Promise<void> {
  // By a name that an inventory may have.
  const draft = `${file}.${process.pid}.yaml`;
  try {
    await writeFile(draft, text, { flag: 'wx' });
    await accept(draft, (line) => answerIn(text.split('\n')[line - 1] ?? ''));
    await link(draft, file);
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? fileExists(file) : error;
  } finally {
    await rm(draft, { force: true });
  }
}

export const fileExists = (file: string): InputError =>
  new InputError([{ message: `${file} exists already and is left as it is; name another file: umctl init FILE` }]);

async function accept(draft: string, answerOf: (line: number) => string | undefined): Promise<void> {
  const playbook = (await import('../../../playbooks/cluster.ts')).default;
  try {
    createJob(await loadInventory(draft, { secrets: createSecrets() }), playbook, { tags: [], skipTags: [] });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    // A message may name a second place.
    const named = (message: string): string =>
      places(draft, message).reduce(
        (text, { place, line }) => text.replaceAll(place, answerOf(line) ?? `line ${line} of the example`),
        message,
      );
    throw new InputError(
      error.problems.map(({ at, message }) => {
        const answer = at && answerOf(at.line);
        return { message: `${answer === undefined ? '' : `${answer}: `}${named(message)}` };
      }),
    );
  }
}

/** `FILE:LINE:COLUMN` where it stands in a message. */
function places(file: string, message: string): readonly { readonly place: string; readonly line: number }[] {
  const [, ...rest] = message.split(`${file}:`);
  return rest.flatMap((text) => {
    const [place, line] = /^(\d+):\d+/.exec(text) ?? [];
    return place === undefined ? [] : [{ place: `${file}:${place}`, line: Number(line) }];
  });
}
