import { InputError, type Problem } from '../../core/errors.ts';
import type { Inventory } from '../../core/host.ts';
import type { Secrets } from '../../core/secrets.ts';
import { distinct } from '../problems.ts';
import { type Beside, readInventory } from '../read-inventory.ts';
import { envelopeReader } from '../vault/envelope-reader.ts';
import { yamlReader } from '../vault/read-yaml.ts';
import { sealedSources } from '../vault/sealed-source.ts';
import type { Vault } from '../vault/vault.ts';
import { warningKeeper } from '../with-warnings.ts';
import { type Listing, listing } from './listing.ts';
import { namesOf } from './names.ts';
import type { Envelope } from './python.ts';

/** What reading an inventory to show it may ask of its surroundings. */
export interface ShowOptions extends Beside {
  readonly secrets: Pick<Secrets, 'defer' | 'reveal'>;
  /** For files that are vaulted as a whole, and for single vaulted values where their text is shown. */
  readonly vault: Vault;
  readonly passwords: 'shown' | 'hidden';
}

/** An inventory to show, and what came of showing it. */
export interface ToShow {
  readonly listing: Listing;
  /** Its groups and hosts, for patterns. */
  readonly names: Inventory;
  /** How often something secret was left out of what was shown so far. */
  readonly hidden: () => number;
  /** What of it could not be opened. */
  readonly locked: () => readonly Problem[];
  readonly warnings: readonly Problem[];
}

const HIDDEN = '********';

/**
 * Reads inventories as `ansible-inventory` does: nothing but their own form is judged, and a file is opened where it counts.
 * @throws InputError with everything that is wrong, each with its place
 */
export async function readForShow(
  sources: readonly string[],
  { secrets, vault, passwords, ...beside }: ShowOptions,
): Promise<ToShow> {
  const envelopes = envelopeReader(secrets, yamlReader(vault, secrets));
  const { heard, warnings } = warningKeeper();
  const sealed = sealedSources(vault, secrets);
  const read = await readInventory(sources, { readYaml: heard(envelopes.readYaml), sealed, heard }, beside);
  if (read.problems.length > 0) throw new InputError(distinct(read.problems));
  let count = 0;
  const locked: Problem[] = [];
  const secret = (text: string): string => {
    if (passwords === 'shown') return secrets.reveal(text);
    count += 1;
    return HIDDEN;
  };
  const vaulted = (token: string): Envelope | undefined => {
    const envelope = envelopes.vaulted(token);
    const at = envelopes.at(token);
    if (envelope === undefined || at === undefined) return undefined;
    const opened = (): string => {
      if (passwords === 'hidden') return secret(token);
      const found = vault.open(envelope);
      if ('text' in found) return found.text;
      locked.push({ at, message: found.wrong });
      return HIDDEN;
    };
    return { vault: envelope, opened };
  };
  return {
    listing: listing(read, { vaulted, secret, unread: (problems) => locked.push(...problems) }),
    names: namesOf(read, sources),
    hidden: () => count,
    locked: () => distinct(locked),
    warnings: [...warnings(), ...(read.empty === undefined ? [] : [read.empty])],
  };
}
