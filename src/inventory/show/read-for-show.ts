import { InputError, type Problem } from '../../core/errors.ts';
import type { Secrets } from '../../core/secrets.ts';
import { distinct } from '../problems.ts';
import { type Beside, readInventory } from '../read-inventory.ts';
import { envelopeReader } from '../vault/envelope-reader.ts';
import { yamlReader } from '../vault/read-yaml.ts';
import type { Vault } from '../vault/vault.ts';
import { withWarnings } from '../with-warnings.ts';
import type { Parsed } from '../yaml/parsed.ts';
import { type Listing, listing } from './listing.ts';

/** What reading an inventory to show it may ask of its surroundings. */
export interface ShowOptions extends Beside {
  readonly secrets: Pick<Secrets, 'defer' | 'reveal'>;
  /** For files that are vaulted as a whole; single vaulted values are shown as they stand in the file. */
  readonly vault: Vault;
  readonly passwords: 'shown' | 'hidden';
}

/** An inventory to show, and how often something secret was left out of what was shown of it. */
export interface ToShow {
  readonly listing: Listing;
  readonly hidden: () => number;
  readonly warnings: readonly Problem[];
}

const HIDDEN = '********';

/**
 * Reads inventories as `ansible-inventory` does: nothing but their own form is judged.
 * @throws InputError with everything that is wrong, each with its place
 */
export async function readForShow(
  sources: readonly string[],
  { secrets, vault, passwords, ...beside }: ShowOptions,
): Promise<ToShow> {
  const whole = yamlReader(vault, secrets);
  const envelopes = envelopeReader(secrets, (file, text) => opened(file, whole(file, text)));
  const { readYaml, warnings } = withWarnings(envelopes.readYaml);
  const read = await readInventory(sources, readYaml, beside);
  if (read.problems.length > 0) throw new InputError(distinct(read.problems));
  let count = 0;
  const secret = (text: string): string => {
    if (passwords === 'shown') return secrets.reveal(text);
    count += 1;
    return HIDDEN;
  };
  return {
    listing: listing(read, { vaulted: envelopes.vaulted, secret }),
    hidden: () => count,
    warnings: [...warnings(), ...(read.empty === undefined ? [] : [read.empty])],
  };
}

/** What cannot be opened cannot be shown. */
const opened = (file: string, { locked, ...parsed }: Parsed): Parsed =>
  locked === undefined ? parsed : { problems: [{ at: { file, line: 1, column: 1 }, message: locked }] };
